using System.Text.RegularExpressions;
using Ledger.Deciding;

namespace Ledger.Registry.Platforms;

/// <summary>Enters a platform into the registry, by the province. The first one of all is the provincial platform, which
/// registers itself and is open at once: somebody has to be there to let the others in.</summary>
public sealed partial record RegisterPlatform(string Name, string Kind, string RegionCode, string? ClusterCode, string Hotline)
    : Command<PlatformState>
{
    protected override Decision Decide(PlatformState state, Act act) =>
        Authority.IsNew(state)
        ?? CanonicalCode(act)
        ?? Fields.Name("name", Name)
        ?? Fields.OneOf("kind", Kind, PlatformKinds.All)
        ?? Fields.Region("region_code", RegionCode)
        ?? ClusterOfClusterWindow()
        ?? Fields.Code("hotline", Hotline)
        ?? (IsFirst(act) ? null : Authority.Province(act) ?? OneProvince())
        ?? Decision.Accept(IsFirst(act) ? [Registered(act), new PlatformOpened(act.Envelope, Days.Of(act.Envelope.OccurredAt))] : [Registered(act)]);

    private PlatformRegistered Registered(Act act) => new(act.Envelope, Name, Kind, RegionCode, ClusterCode, Hotline);

    private bool IsFirst(Act act) => Kind == PlatformKinds.Provincial
        && act.Stream == PlatformState.StreamOf(act.Envelope.Node)
        && !act.Network.All<PlatformState>().Any();

    private static Decision? CanonicalCode(Act act) => CodeForm().IsMatch(act.Stream.AsSpan(PlatformState.Prefix.Length))
        ? null
        : Fields.Refuse(
            "code", "has to be the province's two letters, for a window with its region and cluster, such as SC-510600-EQUIP",
            "须为省份两位字母，窗口平台加区划代码和集群代码，如 SC-510600-EQUIP");

    private Decision? ClusterOfClusterWindow() => Kind == PlatformKinds.ClusterWindow
        ? Fields.Code("cluster_code", ClusterCode)
        : ClusterCode is null ? null : Fields.Refuse("cluster_code", "is given for a cluster window only", "仅产业集群窗口填写");

    private Decision? OneProvince() => Kind == PlatformKinds.Provincial
        ? Decision.Refuse(CommonRules.Exists, "The network has a provincial platform already.", "网络已有省服务平台。")
        : null;

    [GeneratedRegex("^[A-Z]{2}(-[0-9]{6}(-[A-Z0-9]{1,12})?)?\\z")]
    private static partial Regex CodeForm();
}
