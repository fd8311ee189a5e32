using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Privacy.Redactions;

/// <summary>Records that values were destroyed, in the transaction that destroys them. By the province.</summary>
/// <param name="ListDigest">See <see cref="RedactionExecuted"/>.</param>
public sealed record ExecuteRedaction(string Ground, int FieldCount, string ListDigest) : Command<RedactionState>
{
    protected override Decision Decide(RedactionState state, Act act) =>
        Authority.IsNew(state)
        ?? Authority.Province(act)
        ?? Fields.OneOf("ground", Ground, RedactionGrounds.All)
        ?? Fields.Number("field_count", FieldCount, 1, int.MaxValue)
        ?? Decision.Accept(new RedactionExecuted(act.Envelope, Ground, FieldCount, Days.Of(act.Envelope.OccurredAt), ListDigest));
}
