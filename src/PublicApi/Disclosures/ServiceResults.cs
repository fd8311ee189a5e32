using System.ComponentModel;
using GraphQL;
using Projections.Disclosures;
using Projections.Past;
using PublicApi.Compliance;
using PublicApi.GraphQL;

namespace PublicApi.Disclosures;

[Name("ServiceResults")]
[Description("What became of the cases asked for; each counts once, by its present state. 所查案件的办理结果；每案按现状计一次。")]
public sealed class ServiceResults : ServiceFigures
{
    private readonly ViewSource source;
    private readonly ServiceResultFilter filter;
    private readonly long? size;

    internal ServiceResults(ViewSource source, ServiceResultFilter filter, ServiceResultCounts counts, long? size)
        : base("", counts, new CasesByKey(source, filter, ServiceResultGrouping.Total)) =>
        (this.source, this.filter, this.size) = (source, filter, size);

    [Description(VerdictOn.Text)]
    public Task<PublicVerdict?> Verdict(
        [Month][Description(Said.Period)] string period,
        [Description(VerdictOn.Platform)] string? platform,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct) =>
        VerdictOn.Item("D5", period, platform, size, snapshot, ct);

    [Description("The same by service, in order of code. 按服务分列，按代码排序。")]
    public async Task<IEnumerable<ServiceResultsOfService>> ByService(CancellationToken ct)
    {
        var cases = new CasesByKey(source, filter, ServiceResultGrouping.Service);
        var groups = await ServiceResultQuery.Counts(source, filter, ServiceResultGrouping.Service, ct);
        return groups.Select(group => new ServiceResultsOfService(group, cases));
    }

    [Description("The same by month of the request, earliest first. 按请求月份分列，自早至晚。")]
    public async Task<IEnumerable<ServiceResultsOfMonth>> ByMonth(CancellationToken ct)
    {
        var cases = new CasesByKey(source, filter, ServiceResultGrouping.Month);
        var groups = await ServiceResultQuery.Counts(source, filter, ServiceResultGrouping.Month, ct);
        return groups.Select(group => new ServiceResultsOfMonth(group, cases));
    }
}

[Name("ServiceResultsOfService")]
[Description("The results of one service. 某一服务的办理结果。")]
public sealed class ServiceResultsOfService : ServiceFigures
{
    private readonly ServiceResultGroup group;

    internal ServiceResultsOfService(ServiceResultGroup group, CasesByKey cases)
        : base(group.Key, group.Counts, cases) => this.group = group;

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

    internal ServiceResultsOfMonth(ServiceResultGroup group, CasesByKey cases)
        : base(group.Key, group.Counts, cases) => this.group = group;

    [Description("Month of the request by the requester's wall clock, yyyy-MM. 请求月份（当地时间）。")]
    public string Month => group.Key;
}
