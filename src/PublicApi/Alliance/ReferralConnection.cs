using System.Buffers.Text;
using System.ComponentModel;
using System.Text;
using GraphQL;
using Ledger.Alliance;
using Ledger.Transparency;
using PublicApi.GraphQL;

namespace PublicApi.Alliance;

[Name("OpenReferral")]
[Description("A referral that waits for the member's answer. 待答复的转介。")]
public sealed class OpenReferral
{
    private readonly OfferedReferral found;

    internal OpenReferral(OfferedReferral found) => this.found = found;

    [Id]
    [Description("The case. 案件编号。")]
    public string CaseId => found.CaseId;

    [Description("The referral. 转介。")]
    public AllianceReferral Referral => new(found.Offered, history: null);
}

[Name("ReferralEdge")]
[Description("A referral and its place. 转介及其游标。")]
public sealed class ReferralEdge
{
    internal ReferralEdge(OfferedReferral found) => (Cursor, Node) = (ReferralCursors.Write(found), new(found));

    [Description("Give it as `after` to get what follows. 作为 after 参数传入即得其后的数据。")]
    public string Cursor { get; }

    [Description("The referral. 转介。")]
    public OpenReferral Node { get; }
}

[Name("ReferralConnection")]
[Description("A page of referrals, the one that is due first at the head. 按答复期限排列的一页转介。")]
public sealed class ReferralConnection
{
    private readonly bool hasNextPage;

    internal ReferralConnection(IReadOnlyList<OfferedReferral> page, bool hasNextPage) =>
        (Edges, this.hasNextPage) = ([.. page.Select(found => new ReferralEdge(found))], hasNextPage);

    [Description("The referrals. 转介。")]
    public IEnumerable<OpenReferral> Nodes => Edges.Select(edge => edge.Node);

    [Description("The referrals with their places. 转介及其游标。")]
    public IReadOnlyList<ReferralEdge> Edges { get; }

    [Description("Where the page ends. 分页信息。")]
    public PageInfo PageInfo => new(hasNextPage, Edges.Count == 0 ? null : Edges[^1].Cursor);
}

/// <summary>A cursor is the place of its referral, written so that nobody builds on what is in it.</summary>
internal static class ReferralCursors
{
    public static string Write(OfferedReferral found) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{Instants.Write(found.Offered.RespondBy)} {found.Offered.ReferralId}"));

    public static (string RespondBy, string ReferralId)? Read(string cursor)
    {
        try
        {
            var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split(' ', 2);
            return parts.Length == 2 && Guid.TryParse(parts[1], out var id)
                ? (Instants.Write(Instants.Parse(parts[0])), id.ToString())
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

/// <summary>A cursor that this list gave.</summary>
internal sealed class ReferralCursorAttribute : ArgumentRuleAttribute
{
    protected override string? FaultOf(object value) =>
        value is string text && ReferralCursors.Read(text) is not null ? null : "\"after\" is not a cursor of referrals.";
}
