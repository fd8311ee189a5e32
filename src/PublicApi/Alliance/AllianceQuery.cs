using System.ComponentModel;
using GraphQL;
using Ledger.Alliance;
using Ledger.Webhooks;
using Projections.Cases;
using Projections.Past;
using PublicApi.Cases;
using PublicApi.Compliance;
using PublicApi.GraphQL;
using PublicApi.Members;

namespace PublicApi.Alliance;

/// <summary>What a member may ask beside what the public may.</summary>
internal sealed class AllianceQuery
{
    private AllianceQuery()
    {
    }

    [CasePages]
    [Description("Cases that the member's node brought in, owns or was asked about, earliest request first; all of them for the province. 本节点首接、承办或被转介的案件；省平台为全部案件。")]
    public static async Task<CaseConnection> MyCases(
        [Description("Which cases. 筛选条件。")] CaseFilterInput? filter,
        [FromPage] Paging page,
        [FromServices] LedgerSnapshot snapshot,
        [FromServices] Asker asker,
        CancellationToken ct)
    {
        if (!asker.IsProvince && asker.Node is null)
        {
            return CaseConnection.Of(Page<CaseView>.Empty, size: null);
        }

        ViewSource source = await snapshot.Connection(ct);
        var wanted = (filter ?? new()).ToFilter() with { Concerns = asker.IsProvince ? null : asker.Node };
        return CaseConnection.Of(
            await Page<CaseView>.Read(
                page, Cursors.Case, window => CaseQuery.Page(source, wanted, window, ct), Cursors.Of, () => CaseQuery.Count(source, wanted, ct)),
            size: null);
    }

    [ReferralPages]
    [Description("Referrals that the member's node has to answer, the one that is due first at the head. 待本节点答复的转介，期限最近者在前。")]
    public static async Task<ReferralConnection> MyReferrals(
        [FromPage] Paging page, [FromServices] LedgerSnapshot snapshot, [FromServices] Asker asker, CancellationToken ct)
    {
        if (asker.Node is not { } node)
        {
            return new(Page<OfferedReferral>.Empty);
        }

        var connection = await snapshot.Connection(ct);
        return new(await Page<OfferedReferral>.Read(
            page,
            ReferralPages.Read,
            window => OfferedReferral.OpenTo(connection, node, window.After, window.Before, window.Limit, window.FromEnd, ct),
            ReferralPages.Of,
            count: null));
    }

    [CodePages]
    [Description("Findings that the member's node answers for, in order of month, rule and id; all of them for the province. 由本节点负责的问题；省平台为全部。")]
    public static async Task<FindingConnection> MyFindings(
        [Description("Which findings. 筛选条件。")] FindingFilterInput? filter,
        [FromPage] Paging page,
        [FromServices] LedgerSnapshot snapshot,
        [FromServices] Asker asker,
        CancellationToken ct)
    {
        var asked = (filter ?? new()).ToFilter();

        // No platform's code is empty, so who speaks for no node has no finding.
        var source = await snapshot.Judged(size: null, from: null, to: null, MonthlyRows.Findings, ct);
        return await Query.FindingPage(asker.IsProvince ? asked : asked with { Node = asker.Node ?? "" }, source, size: null, page, ct);
    }

    [Description("Where the member is told of public entries. 成员登记的推送地址。")]
    public static async Task<IEnumerable<PublicWebhook>> MyWebhooks([FromServices] WebhookTable webhooks, [FromServices] Asker asker, CancellationToken ct) =>
        (await webhooks.Of(asker.Member!, ct)).Select(webhook => new PublicWebhook(webhook));

    [Description("How much the member may ask, and what is left. 成员的调用限额及余量。")]
    public static MemberLimits MyLimits([FromServices] RateLimits limits, [FromServices] MemberSettings settings, [FromServices] Asker asker) => new(
        settings.CommandBurst, settings.CommandsPerSecond, limits.Commands.GetStatistics(asker.Member!.Id)?.CurrentAvailablePermits ?? settings.CommandBurst);
}
