using Ledger.Alliance;
using Ledger.Members;

namespace PublicApi.Alliance;

/// <summary>The member that a request is from, and what of the journal it may see.</summary>
public sealed class Asker
{
    /// <summary>Nobody, until the endpoint says who.</summary>
    internal Member? Member { get; set; }

    /// <summary>Node that it speaks for; null for one that speaks for none, as an auditor does.</summary>
    internal string? Node => Member is { } member && member.ActsFor(member.Node) ? member.Node : null;

    internal bool IsProvince => Member?.Role == MemberRoles.Province;

    /// <summary>Whether it may see what the events of a case say to the alliance.</summary>
    internal bool Sees(CaseHistory history) => IsProvince || (Node is { } node && history.ConcernsFrom(node) is not null);
}
