namespace Ledger.Members;

/// <summary>Who sends a command: an organisation's credential, never a person.</summary>
/// <param name="Id">Client id, such as <c>m-SC-510100-1</c>; of a foreign issuer's token <c>oidc:</c> and its subject.</param>
/// <param name="Node">The platform or provider it acts for.</param>
/// <param name="Role">One of <see cref="MemberRoles"/>.</param>
public sealed record Member(string Id, string Node, string Role)
{
    /// <summary>A member acts for its own node only, the province for all, an auditor for none (domain.md C6).</summary>
    public bool ActsFor(string node) => Role switch
    {
        MemberRoles.Province => true,
        MemberRoles.Platform or MemberRoles.Provider => node == Node,
        _ => false,
    };
}

/// <summary>What a member is to the network. Stored, so a word is never renamed.</summary>
public static class MemberRoles
{
    public const string Province = "province";
    public const string Platform = "platform";
    public const string Provider = "provider";
    public const string Auditor = "auditor";

    public static readonly IReadOnlySet<string> All = new HashSet<string> { Province, Platform, Provider, Auditor };
}

/// <summary>A member as it is stored. Instants UTC.</summary>
/// <param name="Unit">Name of the organisation's unit, for the operator's list; no person's name.</param>
/// <param name="Generation">Counts the proofs it has had, from 1. A token carries it, so rotating ends older tokens.</param>
/// <param name="SecretHash">See <see cref="ClientSecret.Hash"/>; null for a member that proves itself by a key.</param>
/// <param name="Jwks">Its public keys, RFC 7517 section 5; null for a member with a secret.</param>
public sealed record StoredMember(
    Member Member,
    string Unit,
    int Generation,
    byte[]? SecretHash,
    string? Jwks,
    DateTimeOffset CreatedAt,
    DateTimeOffset? RotatedAt,
    DateTimeOffset? RevokedAt)
{
    public bool IsInForce => RevokedAt is null;
}
