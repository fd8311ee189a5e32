using System.ComponentModel;
using GraphQL;
using Ledger.Alliance;
using Projections.Cases;
using PublicApi.Cases;
using PublicApi.GraphQL;

namespace PublicApi.Alliance;

/// <summary>What a member may ask beside what the public may.</summary>
internal sealed class AllianceQuery
{
    private AllianceQuery()
    {
    }

    [Description("Cases that the member's node brought in, owns or was asked about, earliest request first; all of them for the province. 本节点首接、承办或被转介的案件；省平台为全部案件。")]
    public static async Task<CaseConnection> MyCases(
        [Description("Which cases. 筛选条件。")] CaseFilterInput? filter,
        [CaseCursor][Description("The cursor after which the page begins. 起始游标（不含）。")] string? after,
        [PageSize][Description("How many cases, 1 to 100. 条数，1至100。")] int first,
        [FromServices] LedgerSnapshot snapshot,
        [FromServices] Asker asker,
        CancellationToken ct)
    {
        if (!asker.IsProvince && asker.Node is null)
        {
            return new([], hasNextPage: false);
        }

        var wanted = (filter ?? new()).ToFilter() with { Concerns = asker.IsProvince ? null : asker.Node };
        var found = await CaseQuery.Page(
            await snapshot.Connection(ct), wanted, after is null ? null : CaseCursors.Read(after), first + 1, ct);
        return new([.. found.Take(first)], found.Count > first);
    }

    [Description("Referrals that the member's node has to answer, the one that is due first at the head. 待本节点答复的转介，期限最近者在前。")]
    public static async Task<ReferralConnection> MyReferrals(
        [ReferralCursor][Description("The cursor after which the page begins. 起始游标（不含）。")] string? after,
        [PageSize][Description("How many referrals, 1 to 100. 条数，1至100。")] int first,
        [FromServices] LedgerSnapshot snapshot,
        [FromServices] Asker asker,
        CancellationToken ct)
    {
        var place = after is null ? null : ReferralCursors.Read(after);
        var found = asker.Node is { } node
            ? await OfferedReferral.OpenTo(await snapshot.Connection(ct), node, place, first + 1, ct)
            : [];
        return new([.. found.Take(first)], found.Count > first);
    }
}
