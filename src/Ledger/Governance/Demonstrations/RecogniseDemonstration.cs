using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Demonstrations;

/// <summary>Recognises a subject at a level at which it is not recognised, or whose validity is over.</summary>
public sealed record RecogniseDemonstration(string Level, DateOnly ValidFrom, DateOnly ValidTo, string BasisCode)
    : Command<DemonstrationState>
{
    protected override Decision Decide(DemonstrationState state, Act act) =>
        Authority.Province(act)
        ?? Fields.OneOf("level", Level, DemonstrationLevels.All)
        ?? GovernanceChecks.Stage(
            !state.IsLive(Level, Days.Of(act.Envelope.RecordedAt)),
            "The subject is recognised at this level already.", "该对象在此级别已有有效认定。")
        ?? GovernanceChecks.Order("valid_to", ValidFrom, ValidTo)
        ?? Fields.Code("basis_code", BasisCode)
        ?? Decision.Accept(new DemonstrationRecognised(act.Envelope, Level, ValidFrom, ValidTo, BasisCode));
}
