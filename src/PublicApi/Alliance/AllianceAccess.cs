using Ledger.Journal;
using Ledger.Members;
using Ledger.Registry;
using PublicApi.Feed;
using PublicApi.GraphQL;
using PublicApi.Members;

namespace PublicApi.Alliance;

/// <summary>Who may read what only the alliance sees: members in force whose node is neither suspended nor revoked.</summary>
internal sealed class AllianceAccess(MemberAccess access, MemberTable members, NetworkCache network, TimeProvider clock)
{
    /// <summary>The member that the request's token belongs to; null alike for no token, a wrong one, a revoked member and one
    /// whose node is suspended.</summary>
    public async Task<Member?> Find(HttpContext http) =>
        await access.Find(http) is { } member && await HasStanding(member, http.RequestAborted) ? member : null;

    /// <summary>Whether a member that was let in may still read.</summary>
    public async Task<bool> IsInForce(Member member, CancellationToken ct) =>
        (member.Id.StartsWith(MemberAccess.ForeignPrefix, StringComparison.Ordinal) || await members.Find(member.Id, ct) is { IsInForce: true })
        && await HasStanding(member, ct);

    private async Task<bool> HasStanding(Member member, CancellationToken ct) =>
        NodeStanding.MayRead(await network.Refresh(ct), member.Node, clock.GetUtcNow());
}

/// <summary>The member was revoked, or its node suspended, while it read.</summary>
internal sealed class NoLongerMemberException() : LiveEndException("The reader is no member in force any more.")
{
    public override string Code => ErrorCodes.NoLongerMember;
}
