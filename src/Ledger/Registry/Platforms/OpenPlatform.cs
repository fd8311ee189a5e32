using Ledger.Deciding;

namespace Ledger.Registry.Platforms;

/// <summary>The platform opens: from now on it records services.</summary>
/// <param name="OpenedOn">Day in Asia/Shanghai.</param>
public sealed record OpenPlatform(DateOnly OpenedOn) : Command<PlatformState>
{
    protected override Decision Decide(PlatformState state, Act act) =>
        Authority.Exists(state)
        ?? Authority.Province(act)
        ?? PlatformStage.Require(state, act, PlatformStatus.Registered)
        ?? Decision.Accept(new PlatformOpened(act.Envelope, OpenedOn));
}
