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

    internal static readonly IndicatorKind CollaborationIndex = new("COLLABORATION", "协作指数", "Cases on which several platforms worked", "case_count");
    internal static readonly IndicatorKind CoverageOfCities = new("COVERAGE", "覆盖市州数", "Cities with an open platform", "city_count");
    internal static readonly IndicatorKind CoverageOfCity = new("COVERAGE_CITY", "市州覆盖", "Open platforms in a city", "platform_count");
    internal static readonly IndicatorKind CoverageOfCounty = new("COVERAGE_COUNTY", "区县覆盖", "Open platforms in a county", "platform_count");
    internal static readonly IndicatorKind Nearby = new("NEARBY", "就近服务率", "Referrals to somebody near", "referral_count");
    internal static readonly IndicatorKind Referrals = new("REFERRAL_FLOW", "平台间转办", "Referrals between two platforms", "referral_count");
    internal static readonly IndicatorKind Mix = new("SERVICE_MIX", "公益与市场服务构成", "Deliveries of a nature", "delivery_count");
    internal static readonly IndicatorKind Sustainability = new("SUSTAINABILITY", "可持续性（市场收入）", "Market income beside public service", "fen");
    internal static readonly IndicatorKind ResolutionsImplemented = new("RESOLUTIONS", "决议落实", "Resolutions carried out", "resolution_count");
    internal static readonly IndicatorKind Resolution = new("RESOLUTION", "决议", "One resolution", "resolution_count");
    internal static readonly IndicatorKind FundBalance = new("FUND", "资金余额", "Balance of a fund", "fen");
    internal static readonly IndicatorKind PlatformsByPhase = new("ROLLOUT_PHASE", "分期开通", "Platforms open by phase", "platform_count");
    internal static readonly IndicatorKind PlatformsByCity = new("ROLLOUT_CITY", "各市州开通", "Platforms open by city", "platform_count");
    internal static readonly IndicatorKind LeagueSatisfaction = new("LEAGUE_SATISFACTION", "平台满意率排名", "Satisfaction by platform", "rating_count");
    internal static readonly IndicatorKind LeagueFulfilment = new("LEAGUE_FULFILMENT", "平台承诺兑现率排名", "Promises kept by platform", "case_count");
    internal static readonly IndicatorKind LeagueResponse = new("LEAGUE_RESPONSE", "平台响应率排名", "First contact in time by platform", "case_count");

    /// <summary>In order of publication.</summary>
    public static readonly ImmutableArray<IndicatorKind> All =
    [
        K1, K2, K3, K4, K5, K6, K7, CollaborationIndex, CoverageOfCities, CoverageOfCity, CoverageOfCounty, Nearby, Referrals, Mix, Sustainability,
        ResolutionsImplemented, Resolution, FundBalance, PlatformsByPhase, PlatformsByCity, LeagueSatisfaction, LeagueFulfilment, LeagueResponse,
    ];
}
