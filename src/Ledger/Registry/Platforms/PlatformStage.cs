using Ledger.Deciding;

namespace Ledger.Registry.Platforms;

internal static class PlatformStage
{
    public static Decision? Require(PlatformState state, params ReadOnlySpan<PlatformStatus> possible) =>
        possible.Contains(state.LatestStatus)
            ? null
            : Decision.Refuse(
                CommonRules.Stage,
                $"This is not possible for a platform that is {state.LatestStatus}.",
                $"平台处于 {state.LatestStatus} 状态，不能办理。");
}
