using Ledger.Deciding;
using Ledger.Transparency;

namespace Ledger.Registry.Providers;

/// <summary>A member leaves, or an applicant takes its application back; by the provider itself, its owner or the province.</summary>
/// <param name="EffectiveFrom">Now when left out; never in the past.</param>
public sealed record ExitMember(string ReasonCode, DateTimeOffset? EffectiveFrom) : Command<ProviderState>
{
    protected override Decision Decide(ProviderState state, Act act) =>
        Authority.Exists(state)
        ?? Authority.ItselfOrOwner(act, ProviderState.CodeOf(act.Stream), state.OwnerNode)
        ?? ProviderLifeCycle.Allows(this, state, act)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? Fields.NotPast("effective_from", EffectiveFrom, act.Envelope)
        ?? Decision.Accept(new AllianceExited(
            act.Envelope, ReasonCode, Instants.ToMillisecond(EffectiveFrom ?? act.Envelope.RecordedAt)));
}
