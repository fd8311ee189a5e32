using Ledger.Deciding;

namespace Ledger.Registry.Platforms;

/// <summary>The platform opens: from now on it records services.</summary>
/// <param name="OpenedOn">Day in Asia/Shanghai.</param>
public sealed record OpenPlatform(DateOnly OpenedOn) : Command<PlatformState>
{
    protected override Decision Decide(PlatformState state, Act act) =>
        Authority.Exists(state)
        ?? Authority.Province(act)
        ?? (state.LatestStatus == PlatformStatus.Registered
            ? null
            : Decision.Refuse(CommonRules.Stage, "The platform was opened before.", "该平台此前已开通。"))
        ?? Decision.Accept(new PlatformOpened(act.Envelope, OpenedOn));
}
