using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.StateDigests;

/// <summary>Puts the digests of the views on the ledger, in the province's name. Only of a longer log than the last ones.</summary>
/// <param name="Views">In ascending order of their names.</param>
public sealed record RecordStateDigest(long Size, int Version, IReadOnlyList<DigestedView> Views) : Command<StateDigestState>
{
    /// <summary>A digest is of a longer log than the one before it.</summary>
    public const string Order = "DIGEST-ORDER";

    private const int MostViews = 200;

    protected override Decision Decide(StateDigestState state, Act act) =>
        Authority.Province(act)
        ?? Fields.Number("size", Size, 1, Cases.Fen.Largest)
        ?? Fields.Number("version", Version, 1, int.MaxValue)
        ?? GovernanceChecks.Items("views", Views, 1, MostViews, view => Fields.Code("views", view.Name) ?? Fields.Sha256("views", view.Sha256))
        ?? GovernanceChecks.Distinct("views", Views.Select(view => view.Name))
        ?? (Size > state.Size
            ? null
            : Decision.Refuse(Order, "There is a digest of a log as long as this already.", "已有同样长度日志的摘要。"))
        ?? Decision.Accept(new StateDigestRecorded(act.Envelope, Size, Version, [.. Views]));
}
