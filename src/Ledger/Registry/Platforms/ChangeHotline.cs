using Ledger.Deciding;

namespace Ledger.Registry.Platforms;

/// <summary>The platform publishes another telephone number; by itself or the province.</summary>
public sealed record ChangeHotline(string Hotline) : Command<PlatformState>
{
    protected override Decision Decide(PlatformState state, Act act) =>
        Authority.Exists(state)
        ?? Authority.OwnerOrProvince(act, PlatformState.CodeOf(act.Stream))
        ?? PlatformStage.Require(state, act, PlatformStatus.Registered, PlatformStatus.Open, PlatformStatus.Suspended)
        ?? Fields.Code("hotline", Hotline)
        ?? Decision.Accept(new PlatformHotlineChanged(act.Envelope, Hotline));
}
