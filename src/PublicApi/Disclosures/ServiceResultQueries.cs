using System.ComponentModel;
using GraphQL;
using GraphQL.Validation;
using GraphQL.Validation.Complexity;
using Projections.Disclosures;
using PublicApi.Disclosures;

namespace PublicApi.GraphQL;

public sealed partial class Query
{
    private const string OfService = "Code of a service; all when left out. 服务代码；省略则为全部。";
    private const string OfPlatform = "Platform of first contact; all when left out. 首接平台；省略则为全部。";
    private const string OfProvider = "Code of the provider that delivers; all when left out. 提供服务的机构编码；省略则为全部。";
    private const string InRegion = "Cases of this region (GB/T 2260) and of what lies in it; all when left out. 该地区（含下辖地区）的案件；省略则为全部。";
    private const string FromMonth = "First month, yyyy-MM; from the first when left out. 起始月份。";
    private const string ToMonth = "Last month, yyyy-MM; to the last when left out. 截止月份。";

    [CodePages]
    [FromIsNotAfterTo]
    [Complexity<CountsCases>]
    [Description("Disclosure D5: what became of the cases requested in some months, by service or otherwise, in order of code or month. 服务结果公开（D5）：若干月份内提出的请求的办理结果，按服务或其他方式分列，按代码或月份排列。")]
    public static async Task<ServiceResultConnection> ServiceResult(
        [Description("By what; by service when left out. 分列方式；省略则按服务。")] ResultsBy? by,
        [Description(OfService)] string? service,
        [Description(OfPlatform)] string? platform,
        [Description(OfProvider)] string? provider,
        [Description(InRegion)] string? region,
        [Month][Description(FromMonth)] string? from,
        [Month][Description(ToMonth)] string? to,
        [OneState][Description(AsOfState)] AsOf? asOf,
        [FromPage] Paging page,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct)
    {
        var (filter, grouping) = (new ServiceResultFilter(service, from, to, platform, provider, region), ServiceResultConnection.GroupingOf(by));
        var moment = await snapshot.Moment(asOf, at: null, ct);
        var source = await snapshot.Cases(moment.Size, ct);
        var found = await Page<ServiceResultGroup>.Read(
            page,
            Cursors.Code,
            window => ServiceResultQuery.Page(source, filter, grouping, window, ct),
            group => group.Key,
            () => ServiceResultQuery.Count(source, filter, grouping, ct));
        var names = new GroupNames(found.Items, grouping, () => snapshot.Registry(moment.Size, ct), ct);
        var cases = new CasesByKey(source, filter with { Keys = [.. found.Items.Select(group => group.Key)] }, grouping);
        return ServiceResultConnection.Of(found, names, cases, moment);
    }

    [Complexity(Limits.ServiceResultsImpact, 1)]
    [FromIsNotAfterTo]
    [Description("What became of the cases requested in some months. 若干月份内提出的请求的办理结果。")]
    public static async Task<ServiceResults> ServiceResults(
        [Description(OfService)] string? service,
        [Description(OfPlatform)] string? platform,
        [Description(OfProvider)] string? provider,
        [Description(InRegion)] string? region,
        [Month][Description(FromMonth)] string? from,
        [Month][Description(ToMonth)] string? to,
        [OneState][Description(AsOfState)] AsOf? asOf,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct)
    {
        var filter = new ServiceResultFilter(service, from, to, platform, provider, region);
        var size = await snapshot.Size(asOf, ct);
        var source = await snapshot.Cases(size, ct);
        var found = await ServiceResultQuery.Counts(source, filter, ServiceResultGrouping.Total, ct);
        return new(source, filter, found.SingleOrDefault()?.Counts ?? new(), size);
    }
}

/// <summary>A span of months that has any.</summary>
internal sealed class FromIsNotAfterToAttribute : FieldRuleAttribute
{
    protected override ValidationError? FaultOf(FieldArgumentsValidationContext context) =>
        string.CompareOrdinal(context.GetArgument<string?>("from"), context.GetArgument<string?>("to") ?? "9999-99") > 0
            ? new ValidationError("\"from\" is after \"to\".") { Code = ErrorCodes.BadArgument }
            : null;
}

/// <summary>A page whose statistics read every case of its filter, however few items it has.</summary>
internal sealed class CountsCases : IFieldComplexityAnalyzer
{
    public FieldComplexityResult Analyze(FieldImpactContext context)
    {
        var found = context.Configuration.DefaultComplexityImpactDelegate(context);
        return new(found.FieldImpact + Limits.ServiceResultsImpact, found.ChildImpactMultiplier);
    }
}
