using System.ComponentModel;
using GraphQL;
using PublicApi.Compliance;
using PublicApi.GraphQL;

namespace PublicApi.Disclosures;

/// <summary>A page of one of the disclosures, with the verdict on it.</summary>
public abstract class DisclosureConnection<TNode, TEdge> : DatedConnection<TNode, TEdge>
    where TEdge : Edge<TNode>
{
    private readonly string item;
    private readonly long? size;

    private protected DisclosureConnection(string item, Moment moment, Page<TEdge> page)
        : base(moment, page) => (this.item, size) = (item, moment.Size);

    [Description(VerdictOn.Text)]
    public Task<PublicVerdict?> Verdict(
        [Month][Description(Said.Period)] string period,
        [Description(VerdictOn.Platform)] string? platform,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct) =>
        VerdictOn.Item(item, period, platform, size, snapshot, ct);
}

/// <summary>The verdict beside a disclosure.</summary>
internal static class VerdictOn
{
    public const string Text = "The verdict on this disclosure for a month, by the code of its item; null where it was not judged. 该项公开某月的评定（按项目编号）；未评定时为空。";
    public const string Platform = "On this platform; on the network when left out. 平台编码；省略则为全网。";

    public static async Task<PublicVerdict?> Item(
        string item, string period, string? platform, long? size, LedgerSnapshot snapshot, CancellationToken ct)
    {
        var filter = new Projections.Verdicts.VerdictFilter(
            period, period, platform is null ? Projections.Compliance.Months.Scopes.Network : Projections.Compliance.Months.Scopes.Platform, platform, item);
        var page = await Query.VerdictPage(filter, size, new Paging(null, null, 1, FromEnd: false), snapshot, ct);
        return page.Nodes.FirstOrDefault();
    }
}
