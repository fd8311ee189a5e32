using Ledger.Deciding;

namespace Ledger.Registry.Platforms;

/// <summary>Public codes of rules about platforms.</summary>
public static class PlatformRules
{
    /// <summary>The provincial platform stays open: without it nobody could let anyone back in.</summary>
    public const string Province = "PLATFORM-PROVINCE";
}

internal static class PlatformStage
{
    public static Decision? IsWindow(PlatformState state) => state.Kind == PlatformKinds.Provincial
        ? Decision.Refuse(PlatformRules.Province, "The provincial platform cannot be closed.", "省服务平台不得停用。")
        : null;

    /// <summary>The status now is a possible one. What was announced for later does not count: the next decision replaces it.</summary>
    public static Decision? Require(PlatformState state, Act act, params ReadOnlySpan<PlatformStatus> possible)
    {
        var status = state.StatusAt(act.Envelope.RecordedAt);
        return possible.Contains(status)
            ? null
            : Decision.Refuse(
                CommonRules.Stage,
                $"This is not possible for a platform that is {English(status)}.",
                $"平台{Chinese(status)}，不能办理。");
    }

    private static string English(PlatformStatus status) => status switch
    {
        PlatformStatus.Registered => "not open yet",
        PlatformStatus.Open => "open",
        PlatformStatus.Suspended => "suspended",
        _ => "revoked",
    };

    private static string Chinese(PlatformStatus status) => status switch
    {
        PlatformStatus.Registered => "尚未开通",
        PlatformStatus.Open => "已开通",
        PlatformStatus.Suspended => "已暂停",
        _ => "已撤销",
    };
}
