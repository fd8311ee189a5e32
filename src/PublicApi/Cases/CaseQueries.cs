using System.ComponentModel;
using GraphQL;
using Projections.Cases;
using PublicApi.Cases;

namespace PublicApi.GraphQL;

public sealed partial class Query
{
    [Description("One case; null when there is none of this id. 按编号查询案件；无此案件时为空。")]
    public static async Task<PublicCase?> Case(
        [Id][Description("Its caseId. 案件编号。")] string id, [FromServices] LedgerSnapshot snapshot, CancellationToken ct)
    {
        var found = await CaseQuery.Find(await snapshot.Connection(ct), id, ct);
        return found is null ? null : new PublicCase(found, new Timelines([found]));
    }

    [Description("Cases, earliest request first. 案件列表，按请求时间排列。")]
    public static async Task<CaseConnection> Cases(
        [Description("Which cases. 筛选条件。")] CaseFilterInput? filter,
        [CaseCursor][Description("The cursor after which the page begins. 起始游标（不含）。")] string? after,
        [PageSize][Description("How many cases, 1 to 100. 条数，1至100。")] int first,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct)
    {
        var found = await CaseQuery.Page(
            await snapshot.Connection(ct), (filter ?? new()).ToFilter(), after is null ? null : CaseCursors.Read(after), first + 1, ct);
        return new([.. found.Take(first)], found.Count > first);
    }
}
