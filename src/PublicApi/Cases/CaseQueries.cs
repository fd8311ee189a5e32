using System.ComponentModel;
using GraphQL;
using Projections.Cases;
using Projections.Past;
using PublicApi.Cases;

namespace PublicApi.GraphQL;

public sealed partial class Query
{
    [Description("One case; null when there is none of this id. 按编号查询案件；无此案件时为空。")]
    public static async Task<PublicCase?> Case(
        [Id][Description("Its caseId, or its id. 案件编号，或其 id。")] string id,
        [OneState][Description(AsOfState)] AsOf? asOf,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct)
    {
        var size = await snapshot.Size(asOf, ct);
        return (await Cases([NodeId.KeyOr("Case", id)], size, snapshot, ct)).SingleOrDefault();
    }

    [CasePages]
    [Description("Cases, earliest request first. 案件列表，按请求时间排列。")]
    public static async Task<CaseConnection> Cases(
        [Description("Which cases. 筛选条件。")] CaseFilterInput? filter,
        [OneState][Description(AsOfState)] AsOf? asOf,
        [FromPage] Paging page,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct)
    {
        var size = await snapshot.Size(asOf, ct);
        var source = await snapshot.Cases(size, ct);
        var asked = (filter ?? new()).ToFilter();
        return CaseConnection.Of(
            await Page<CaseView>.Read(
                page, Cursors.Case, window => CaseQuery.Page(source, asked, window, ct), Cursors.Of, () => CaseQuery.Count(source, asked, ct)),
            size);
    }

    /// <summary>The cases of some ids, those that there are.</summary>
    internal static async Task<IReadOnlyList<PublicCase>> Cases(string[] caseIds, long? size, LedgerSnapshot snapshot, CancellationToken ct)
    {
        var open = await snapshot.Connection(ct);
        var found = size is { } past ? await PastCases.Find(open, caseIds, past, ct) : await CaseQuery.Find(open, caseIds, ct);
        var timelines = new Timelines(found);
        return [.. found.Select(view => new PublicCase(view, timelines, size))];
    }
}
