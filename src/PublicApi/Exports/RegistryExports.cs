using Projections.Platforms;
using Projections.Providers;
using PublicApi.GraphQL;
using PublicApi.Registry;

namespace PublicApi.Exports;

/// <summary>Platforms and providers as they stood at an instant.</summary>
internal static class RegistryExports
{
    public static readonly IReadOnlyList<ExportView> All =
    [
        new ExportView<PublicPlatform>(
            "platforms", "The platforms registered by the instant.", "已登记的平台。", ["kind", "region", "status", "at", ExportFilters.State],
            [
                new("code", "平台编码", static platform => platform.Code),
                new("name", "名称", static platform => platform.Name),
                new("kind", "平台类型", static platform => platform.Kind),
                new("regionCode", "所在地区代码", static platform => platform.RegionCode),
                new("clusterCode", "所服务的产业集群", static platform => platform.ClusterCode),
                new("hotline", "服务热线", static platform => platform.Hotline),
                new("phase", "建设阶段", static platform => platform.Phase),
                new("plannedOpenOn", "计划开通日期", static platform => platform.PlannedOpenOn),
                new("openedOn", "开通日期", static platform => platform.OpenedOn),
                new("brandVersion", "统一标识版本", static platform => platform.BrandVersion),
                new("brandAttestedAt", "标识证明时间", static platform => platform.BrandAttestedAt),
                new("registeredAt", "登记时间", static platform => platform.RegisteredAt),
                new("status", "状态", static platform => platform.Status),
                new("version", "事件数", static platform => platform.Version),
            ],
            Platforms),
        new ExportView<PublicProvider>(
            "providers", "The providers registered by the instant.", "已登记的服务机构。",
            ["platform", "region", "category", "kind", "status", "membership", "at", ExportFilters.State],
            [
                new("code", "统一社会信用代码", static provider => provider.Code),
                new("legalName", "法定名称", static provider => provider.LegalName),
                new("kind", "机构类型", static provider => provider.Kind),
                new("regionCode", "所在市州代码", static provider => provider.RegionCode),
                new("countyCode", "所在区县代码", static provider => provider.CountyCode),
                new("categoryCodes", "可提供的服务类别代码", static provider => provider.CategoryCodes),
                new("qualifications", "资质", static provider => provider.Qualifications),
                new("ownerNode", "登记平台编码", static provider => provider.OwnerNode),
                new("registeredAt", "登记时间", static provider => provider.RegisteredAt),
                new("identityVerifiedAt", "最近核验时间", static provider => provider.IdentityVerifiedAt),
                new("status", "状态", static provider => provider.Status),
                new("membership", "联盟成员状态", static provider => provider.Membership),
                new("version", "事件数", static provider => provider.Version),
            ],
            Providers),
    ];

    private static async Task<IAsyncEnumerable<PublicPlatform>> Platforms(LedgerSnapshot snapshot, ExportFilters filters, CancellationToken ct)
    {
        var moment = await snapshot.Moment(filters.AsOf, filters.Instant("at"), ct);
        var source = await snapshot.Registry(moment.Size, ct);
        var asked = new PlatformFilter(filters.Text("kind"), filters.Text("region"), filters.Text("status"));
        return ExportPages.All<PlatformView>((last, limit) => PlatformQuery.Page(source, asked, moment.Instant, new(last?.Code, null, limit), ct))
            .Select(platform => new PublicPlatform(platform, moment));
    }

    private static async Task<IAsyncEnumerable<PublicProvider>> Providers(LedgerSnapshot snapshot, ExportFilters filters, CancellationToken ct)
    {
        var moment = await snapshot.Moment(filters.AsOf, filters.Instant("at"), ct);
        var source = await snapshot.Registry(moment.Size, ct);
        var asked = new ProviderFilter(
            filters.Text("platform"), filters.Text("region"), filters.Text("category"), filters.Text("kind"), filters.Text("status"),
            filters.Text("membership"));
        return ExportPages.All<ProviderView>((last, limit) => ProviderQuery.Page(source, asked, moment.Instant, new(last?.Code, null, limit), ct))
            .Select(provider => new PublicProvider(provider, moment));
    }
}
