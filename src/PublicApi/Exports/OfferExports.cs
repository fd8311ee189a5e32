using Projections.Disclosures;
using PublicApi.Disclosures;
using PublicApi.GraphQL;

namespace PublicApi.Exports;

/// <summary>The catalogue and the disclosures D1 to D4, a row a service, a step or a price.</summary>
internal static class OfferExports
{
    private static readonly string[] Filters = ["platform", "provider", "category", "region", "nature", "serviceCode", "at", ExportFilters.State];

    public static readonly IReadOnlyList<ExportView> All =
    [
        new ExportView<CatalogueService>(
            "services", "Every service of the catalogue.", "服务目录。", Filters,
            [
                .. Service<CatalogueService>(static service => service),
                .. Content<CatalogueService>(static service => service.Content),
                new("providerName", "服务机构名称", static service => service.ProviderName),
                new("assuredOn", "最近核查日期", static service => service.AssuredOn),
                new("withdrawnFrom", "撤销时刻", static service => service.WithdrawnFrom),
            ],
            async (snapshot, filters, ct) => (await Read(snapshot, filters, inForce: false, ct)).Select(offer => new CatalogueService(offer, new Moment(Size: null, offer.At, Newest: null)))),
        new ExportView<PublicServiceContent>(
            "serviceContent", "Disclosure D1: what the services in force are.", "服务内容公开（D1）。", Filters,
            [
                .. Service<PublicServiceContent>(static service => service),
                .. Content<PublicServiceContent>(static service => service.Content),
                new("providerName", "服务机构名称", static service => service.ProviderName),
                new("providerUscc", "服务机构统一社会信用代码", static service => service.ProviderUscc),
                new("assuredOn", "最近核查日期", static service => service.AssuredOn),
                new("missing", "缺失的必填项", static service => service.Missing),
            ],
            async (snapshot, filters, ct) => (await Read(snapshot, filters, inForce: true, ct)).Select(offer => new PublicServiceContent(offer))),
        new ExportView<Part<PublicServiceProcess, PublicProcessStep>>(
            "serviceProcess", "Disclosure D2: how the services in force are given, a row a step.", "服务流程公开（D2），每环节一行。", Filters,
            [
                .. Service<Part<PublicServiceProcess, PublicProcessStep>>(static row => row.Whole),
                .. Version<Part<PublicServiceProcess, PublicProcessStep>>(static row => row.Whole.Process),
                new("step", "环节序号", static row => row.Number),
                new("stepCode", "环节编码", static row => row.Item?.StepCode),
                new("name", "环节名称", static row => row.Item?.Name),
                new("responsibleRole", "责任岗位", static row => row.Item?.ResponsibleRole),
                new("limitWorkingDays", "办理时限（工作日）", static row => row.Item?.LimitWorkingDays),
                new("inputs", "输入材料", static row => row.Item?.Inputs),
                new("outputs", "输出结果", static row => row.Item?.Outputs),
                new("referralRule", "转派规则", static row => row.Whole.Process?.ReferralRule),
                new("complaintPath", "投诉渠道", static row => row.Whole.Process?.ComplaintPath),
                new("missing", "缺失的必填项", static row => row.Whole.Missing),
            ],
            async (snapshot, filters, ct) => (await Read(snapshot, filters, inForce: true, ct)).Select(offer => new PublicServiceProcess(offer))
                .SelectMany(service => Parts.Of(service, service.Process?.Steps))),
        new ExportView<Part<PublicFeeStandard, PublicFeeItem>>(
            "feeStandard", "Disclosure D3: what the services in force may cost, a row a price.", "收费标准公开（D3），每收费项目一行。", Filters,
            [
                .. Service<Part<PublicFeeStandard, PublicFeeItem>>(static row => row.Whole),
                new("nature", "服务性质", static row => row.Whole.Nature),
                .. Version<Part<PublicFeeStandard, PublicFeeItem>>(static row => row.Item),
                new("feeItemCode", "收费项目编码", static row => row.Item?.FeeItemCode),
                new("unit", "计费单位", static row => row.Item?.Unit),
                new("minFen", "最低单价（分）", static row => row.Item?.MinFen),
                new("maxFen", "最高单价（分）", static row => row.Item?.MaxFen),
                new("isFree", "是否免费", static row => row.Item?.IsFree),
                new("basis", "收费依据", static row => row.Item?.Basis),
                new("smallMicroDiscountBasisPoints", "小微企业优惠幅度（万分比）", static row => row.Item?.SmallMicroDiscountBasisPoints),
                new("missing", "缺失的必填项", static row => row.Item?.Missing ?? row.Whole.Missing),
            ],
            async (snapshot, filters, ct) => (await Read(snapshot, filters, inForce: true, ct)).Select(offer => new PublicFeeStandard(offer))
                .SelectMany(service => Parts.Of(service, service.Items))),
        new ExportView<PublicServiceCommitment>(
            "serviceCommitment", "Disclosure D4: what is promised for the services in force.", "服务承诺公开（D4）。", Filters,
            [
                .. Service<PublicServiceCommitment>(static service => service),
                .. Version<PublicServiceCommitment>(static service => service.Commitment),
                new("acceptWithinWorkingDays", "受理时限（工作日）", static service => service.Commitment?.AcceptWithinWorkingDays),
                new("firstContactWithinWorkingDays", "首次联系时限（工作日）", static service => service.Commitment?.FirstContactWithinWorkingDays),
                new("completeWithinWorkingDays", "办结时限（工作日）", static service => service.Commitment?.CompleteWithinWorkingDays),
                new("quality", "质量承诺", static service => service.Commitment?.Quality),
                new("redressContact", "救济与监督联系方式", static service => service.Commitment?.RedressContact),
                new("missing", "缺失的必填项", static service => service.Missing),
            ],
            async (snapshot, filters, ct) => (await Read(snapshot, filters, inForce: true, ct)).Select(offer => new PublicServiceCommitment(offer))),
    ];

    /// <summary>The services that the filters let through, as they stood in the state and at the instant asked for.</summary>
    private static async Task<IAsyncEnumerable<Offer>> Read(LedgerSnapshot snapshot, ExportFilters filters, bool inForce, CancellationToken ct)
    {
        var moment = await snapshot.Moment(filters.AsOf, filters.Instant("at"), ct);
        var source = await snapshot.Registry(moment.Size, ct);
        var asked = new OfferFilter(
            filters.Text("platform"), filters.Text("provider"), filters.Text("category"), filters.Text("region"), filters.Text("nature"),
            filters.Text("serviceCode"));
        return ExportPages.All<Offer>(
            (last, limit) => OfferQuery.Page(source, asked, moment.Instant, inForce, new(last?.Service.Code, null, limit), ct));
    }

    private static IEnumerable<ExportColumn<T>> Service<T>(Func<T, Disclosed> service) =>
    [
        new("serviceCode", "服务代码", row => service(row).ServiceCode),
        new("serviceName", "服务名称", row => service(row).ServiceName),
        new("platform", "发布平台编码", row => service(row).Platform),
        new("platformName", "发布平台名称", row => service(row).PlatformName),
        new("isActive", "是否可申请", row => service(row).IsActive),
    ];

    private static IEnumerable<ExportColumn<T>> Version<T>(Func<T, PublicVersion?> version) =>
    [
        new("version", "版本号", row => version(row)?.Version),
        new("publishedAt", "发布时间", row => version(row)?.PublishedAt),
        new("effectiveFrom", "生效时刻", row => version(row)?.EffectiveFrom),
        new("effectiveTo", "失效时刻", row => version(row)?.EffectiveTo),
        new("position", "发布条目的位置", row => version(row)?.Position),
    ];

    private static IEnumerable<ExportColumn<T>> Content<T>(Func<T, PublicServiceVersion?> content) =>
    [
        .. Version(content),
        new("categoryCode", "服务类别代码", row => content(row)?.CategoryCode),
        new("standardCode", "服务标准", row => content(row)?.StandardCode),
        new("standardVersion", "标准版本", row => content(row)?.StandardVersion),
        new("providerId", "服务机构编码", row => content(row)?.ProviderId),
        new("nature", "服务性质", row => content(row)?.Nature),
        new("sizeClasses", "面向的企业规模", row => content(row)?.SizeClasses),
        new("industryCodes", "面向的行业代码", row => content(row)?.IndustryCodes),
        new("regionCodes", "面向的地区代码", row => content(row)?.RegionCodes),
        new("conditions", "办理条件", row => content(row)?.Conditions),
        new("materials", "所需材料", row => content(row)?.Materials),
        new("channels", "办理渠道", row => content(row)?.Channels),
        new("contact", "机构联系方式", row => content(row)?.Contact),
        new("featureTags", "特色标签", row => content(row)?.FeatureTags),
        new("changeNote", "变更说明", row => content(row)?.ChangeNote),
    ];
}
