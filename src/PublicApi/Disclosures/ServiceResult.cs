using System.ComponentModel;
using GraphQL;
using Projections.Disclosures;
using Projections.Past;
using Projections.Platforms;
using Projections.Providers;
using PublicApi.GraphQL;

namespace PublicApi.Disclosures;

[Name("ResultsBy")]
[Description("By what results are counted. 办理结果的分列方式。")]
public enum ResultsBy
{
    [Description("By service. 按服务。")]
    Service,

    [Description("By platform of first contact. 按首接平台。")]
    Platform,

    [Description("By who delivers; cases of which nobody has begun to are left out. 按服务提供方；尚未开始服务的案件除外。")]
    Provider,

    [Description("By month of the request. 按请求月份。")]
    Month,
}

[Name("ServiceResult")]
[Description("Disclosure D5: what became of cases; each counts once, by its present state. 服务结果公开（D5）：案件的办理结果；每案按现状计一次。")]
public sealed class ServiceResult : ServiceFigures
{
    private readonly ServiceResultGroup group;
    private readonly GroupNames names;

    internal ServiceResult(ServiceResultGroup group, GroupNames names, CasesByKey cases)
        : base(group.Key, group.Counts, cases) => (this.group, this.names) = (group, names);

    [Description("Code of the service, platform or provider, or the month, yyyy-MM. 服务、平台或机构的编码，或月份。")]
    public string Code => group.Key;

    [Description("Its name, of a service that in the latest of the months asked for; null for a month. 名称（服务取所查月份中最近的名称）；按月份时为空。")]
    public Task<string?> Name => names.Of(group);
}

[Name("ServiceResultEdge")]
[Description("Results and their place. 办理结果及其游标。")]
public sealed class ServiceResultEdge(ServiceResult result) : Edge<ServiceResult>(() => Cursors.OfCode(result.Code), result);

[Name("ServiceResultConnection")]
[Description("A page of results, in order of code or month. 按代码或月份排列的一页办理结果。")]
public sealed class ServiceResultConnection : DisclosureConnection<ServiceResult, ServiceResultEdge>
{
    private ServiceResultConnection(Moment moment, Page<ServiceResultEdge> page)
        : base("D5", moment, page)
    {
    }

    internal static ServiceResultGrouping GroupingOf(ResultsBy? by) => by switch
    {
        ResultsBy.Platform => ServiceResultGrouping.Platform,
        ResultsBy.Provider => ServiceResultGrouping.Provider,
        ResultsBy.Month => ServiceResultGrouping.Month,
        _ => ServiceResultGrouping.Service,
    };

    internal static ServiceResultConnection Of(Page<ServiceResultGroup> page, GroupNames names, CasesByKey cases, Moment moment) =>
        new(moment, page.Select(group => new ServiceResultEdge(new ServiceResult(group, names, cases))));
}

/// <summary>The names of what results are counted by, read once for all groups when the first is asked for; months have none.</summary>
internal sealed class GroupNames(IReadOnlyList<ServiceResultGroup> groups, ServiceResultGrouping grouping, Func<Task<ViewSource>> registry, CancellationToken ct)
{
    private Dictionary<string, string>? names;

    public async Task<string?> Of(ServiceResultGroup group) => (names ??= await Read()).GetValueOrDefault(group.Key);

    private async Task<Dictionary<string, string>> Read()
    {
        string[] keys = [.. groups.Select(group => group.Key)];
        return grouping switch
        {
            ServiceResultGrouping.Platform => (await PlatformQuery.Find(await registry(), keys, ct)).ToDictionary(view => view.Code, view => view.Name),
            ServiceResultGrouping.Provider => (await ProviderQuery.Find(await registry(), keys, ct)).ToDictionary(view => view.Code, view => view.LegalName),
            ServiceResultGrouping.Service => groups.ToDictionary(group => group.Key, group => group.ServiceName),
            _ => [],
        };
    }
}
