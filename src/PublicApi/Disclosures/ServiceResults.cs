using System.ComponentModel;
using GraphQL;
using Projections.Disclosures;
using PublicApi.GraphQL;

namespace PublicApi.Disclosures;

[Name("ServiceResults")]
[Description("What became of the cases asked for; each counts once, by its present state. 所查案件的办理结果；每案按现状计一次。")]
public sealed class ServiceResults : ServiceFigures
{
    private readonly ServiceResultFilter filter;

    internal ServiceResults(ServiceResultFilter filter, ServiceResultCounts counts)
        : base("", counts, new DurationsByKey(filter, ServiceResultGrouping.Total)) => this.filter = filter;

    [Description("The same by service, in order of code. 按服务分列，按代码排序。")]
    public async Task<IEnumerable<ServiceResultsOfService>> ByService([FromServices] LedgerSnapshot snapshot, CancellationToken ct)
    {
        var durations = new DurationsByKey(filter, ServiceResultGrouping.Service);
        var groups = await ServiceResultQuery.Counts(await snapshot.Connection(ct), filter, ServiceResultGrouping.Service, ct);
        return groups.Select(group => new ServiceResultsOfService(group, durations));
    }

    [Description("The same by month of the request, earliest first. 按请求月份分列，自早至晚。")]
    public async Task<IEnumerable<ServiceResultsOfMonth>> ByMonth([FromServices] LedgerSnapshot snapshot, CancellationToken ct)
    {
        var durations = new DurationsByKey(filter, ServiceResultGrouping.Month);
        var groups = await ServiceResultQuery.Counts(await snapshot.Connection(ct), filter, ServiceResultGrouping.Month, ct);
        return groups.Select(group => new ServiceResultsOfMonth(group, durations));
    }
}

[Name("ServiceResultsOfService")]
[Description("The results of one service. 某一服务的办理结果。")]
public sealed class ServiceResultsOfService : ServiceFigures
{
    private readonly ServiceResultGroup group;

    internal ServiceResultsOfService(ServiceResultGroup group, DurationsByKey durations)
        : base(group.Key, group.Counts, durations) => this.group = group;

    [Description("Code of the service. 服务代码。")]
    public string ServiceCode => group.Key;

    [Description("Its name, in the latest of the months asked for. 服务名称（取所查月份中最近的名称）。")]
    public string ServiceName => group.ServiceName;
}

[Name("ServiceResultsOfMonth")]
[Description("The results of the cases requested in one month. 某月提出的请求的办理结果。")]
public sealed class ServiceResultsOfMonth : ServiceFigures
{
    private readonly ServiceResultGroup group;

    internal ServiceResultsOfMonth(ServiceResultGroup group, DurationsByKey durations)
        : base(group.Key, group.Counts, durations) => this.group = group;

    [Description("Month of the request by the requester's wall clock, yyyy-MM. 请求月份（当地时间）。")]
    public string Month => group.Key;
}
