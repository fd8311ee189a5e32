using System.Collections.Immutable;

namespace Projections.Compliance.Indicators;

/// <summary>Every code under which something is counted (domain.md 2 and 5.7).</summary>
public static class IndicatorKinds
{
    internal static readonly IndicatorKind K1 = new("K1", "共享服务资源", "Pooled providers with a service", "provider_count");
    internal static readonly IndicatorKind K2 = new("K2", "组织开展服务", "Services organised", "service_count");
    internal static readonly IndicatorKind K3 = new("K3", "受理在线和呼叫服务", "Online and call intake", "contact_count");
    internal static readonly IndicatorKind K4 = new("K4", "服务中小企业", "Enterprise services", "enterprise_service_count", Attested: true);
    internal static readonly IndicatorKind K5 = new("K5", "服务满意率", "Satisfaction", "rating_count");
    internal static readonly IndicatorKind K6 = new("K6", "平台开通", "Platforms open", "platform_count");
    internal static readonly IndicatorKind K7 = new("K7", "专款专用以外支出", "Money spent off its purpose", "fen");

    /// <summary>In order of publication.</summary>
    public static readonly ImmutableArray<IndicatorKind> All = [K1, K2, K3, K4, K5, K6, K7];
}
