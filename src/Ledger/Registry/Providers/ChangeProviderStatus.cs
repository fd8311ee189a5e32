using Ledger.Deciding;
using Ledger.Transparency;

namespace Ledger.Registry.Providers;

/// <summary>The province suspends, reactivates or revokes a provider. Revoked is for ever.</summary>
/// <param name="Status">active, suspended or revoked; another one than now.</param>
/// <param name="EffectiveFrom">Now when left out; never in the past.</param>
public sealed record ChangeProviderStatus(string Status, DateTimeOffset? EffectiveFrom, string ReasonCode) : Command<ProviderState>
{
    protected override Decision Decide(ProviderState state, Act act) =>
        Authority.Exists(state)
        ?? Authority.Province(act)
        ?? ProviderLifeCycle.NotRevoked(state, act)
        ?? Fields.OneOf("status", Status, ProviderStatuses.All)
        ?? (state.Statuses.At(act.Envelope.RecordedAt) == ProviderStatuses.Parse(Status)
            ? Decision.Refuse(CommonRules.Stage, "The provider has this status already.", "该机构已处于此状态。")
            : null)
        ?? Fields.NotPast("effective_from", EffectiveFrom, act.Envelope)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? Decision.Accept(new ProviderStatusChanged(
            act.Envelope, Status, Instants.ToMillisecond(EffectiveFrom ?? act.Envelope.RecordedAt), ReasonCode));
}
