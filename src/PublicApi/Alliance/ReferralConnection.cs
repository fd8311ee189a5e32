using System.ComponentModel;
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
public sealed class ReferralEdge(OfferedReferral found) : Edge<OpenReferral>(() => ReferralPages.Write(ReferralPages.Of(found)), new(found));

[Name("ReferralConnection")]
[Description("A page of referrals, the one that is due first at the head. 按答复期限排列的一页转介。")]
public sealed class ReferralConnection(Page<OfferedReferral> page) : Connection<OpenReferral, ReferralEdge>(page.Select(found => new ReferralEdge(found)));

/// <summary>Pages of referrals.</summary>
internal sealed class ReferralPages : PagesAttribute
{
    public static ReferralPlace Of(OfferedReferral found) => new(Instants.Write(found.Offered.RespondBy), found.Offered.ReferralId.ToString());

    public static string Write(ReferralPlace place) => Cursors.Write($"{place.RespondBy} {place.ReferralId}");

    public static ReferralPlace? Read(string cursor) =>
        Cursors.Read(cursor)?.Split(' ', 2) is [var respondBy, var id] && Instants.IsWritten(respondBy) && Guid.TryParse(id, out _)
            ? new(respondBy, id)
            : null;

    protected override bool IsCursor(string cursor) => Read(cursor) is not null;
}
