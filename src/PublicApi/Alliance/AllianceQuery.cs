using System.ComponentModel;
using GraphQL;
using Ledger.Alliance;
using Ledger.Webhooks;
using Projections.Cases;
using PublicApi.Cases;
using PublicApi.GraphQL;
using PublicApi.Members;

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

    [Description("Where the member is told of public entries. 成员登记的推送地址。")]
    public static async Task<IEnumerable<PublicWebhook>> MyWebhooks([FromServices] WebhookTable webhooks, [FromServices] Asker asker, CancellationToken ct) =>
        (await webhooks.Of(asker.Member!, ct)).Select(webhook => new PublicWebhook(webhook));

    [Description("How much the member may ask, and what is left. 成员的调用限额及余量。")]
    public static MemberLimits MyLimits([FromServices] RateLimits limits, [FromServices] MemberSettings settings, [FromServices] Asker asker) => new(
        settings.CommandBurst, settings.CommandsPerSecond, limits.Commands.GetStatistics(asker.Member!.Id)?.CurrentAvailablePermits ?? settings.CommandBurst);
}
