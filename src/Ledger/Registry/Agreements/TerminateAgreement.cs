using Ledger.Deciding;
using Ledger.Transparency;

namespace Ledger.Registry.Agreements;

/// <summary>An agreement ends early; by any of its parties, its owner or the province.</summary>
/// <param name="EffectiveFrom">Now when left out; never in the past, and before the end that was agreed.</param>
public sealed record TerminateAgreement(DateTimeOffset? EffectiveFrom, string ReasonCode) : Command<AgreementState>
{
    protected override Decision Decide(AgreementState state, Act act) =>
        Authority.Exists(state)
        ?? (state.Parties.Contains(act.Envelope.Node) ? Authority.Active(act) : Authority.OwnerOrProvince(act, state.OwnerNode))
        ?? AgreementFields.NotOver(state, act)
        ?? Fields.NotPast("effective_from", EffectiveFrom, act.Envelope)
        ?? (state.InForceTo is { } end && At(act) >= end
            ? Fields.Refuse("effective_from", "has to be before the end that was agreed", "须早于约定的到期时间")
            : null)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? Decision.Accept(new AgreementTerminated(act.Envelope, At(act), ReasonCode));

    private DateTimeOffset At(Act act) => Instants.ToMillisecond(EffectiveFrom ?? act.Envelope.RecordedAt);
}
