using Ledger.Deciding;
using Ledger.Transparency;

namespace Ledger.Registry.Providers;

/// <summary>A suspended member is a full one again; by the province.</summary>
/// <param name="EffectiveFrom">Now when left out; never in the past.</param>
public sealed record ReinstateMember(string ReasonCode, DateTimeOffset? EffectiveFrom) : Command<ProviderState>
{
    protected override Decision Decide(ProviderState state, Act act) =>
        Authority.Exists(state)
        ?? Authority.Province(act)
        ?? ProviderLifeCycle.Allows(this, state, act)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? Fields.NotPast("effective_from", EffectiveFrom, act.Envelope)
        ?? Decision.Accept(new AllianceReinstated(
            act.Envelope, ReasonCode, Instants.ToMillisecond(EffectiveFrom ?? act.Envelope.RecordedAt)));
}
