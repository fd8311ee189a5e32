using Ledger.Deciding;
using Ledger.Transparency;

namespace Ledger.Registry.Platforms;

/// <param name="EffectiveFrom">Now when left out; never in the past: what was recorded stays valid.</param>
public sealed record ReinstatePlatform(DateTimeOffset? EffectiveFrom, string ReasonCode) : Command<PlatformState>
{
    protected override Decision Decide(PlatformState state, Act act) =>
        Authority.Exists(state)
        ?? Authority.Province(act)
        ?? PlatformStage.Require(state, PlatformStatus.Suspended)
        ?? Fields.NotPast("effective_from", EffectiveFrom, act.Envelope)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? Decision.Accept(new PlatformReinstated(
            act.Envelope, Instants.ToMillisecond(EffectiveFrom ?? act.Envelope.RecordedAt), ReasonCode));
}
