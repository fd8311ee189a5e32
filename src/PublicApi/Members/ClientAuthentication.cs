using System.Security.Claims;
using Ledger.Members;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace PublicApi.Members;

/// <summary>
/// Whether a token request comes from the member it names. OpenIddict has read the request before, and has checked an
/// assertion's signature against <see cref="AssertionKeys"/>, its claims, subject and expiry.
/// </summary>
internal sealed class ClientAuthentication(MemberTable members, Issuer issuer, TimeProvider clock)
    : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    // Where the next step finds the member.
    public const string Found = "ledger:member";

    // RFC 7523 section 3 item 4: an assertion that is good for long would have to be remembered for long.
    private static readonly TimeSpan LongestAssertion = TimeSpan.FromMinutes(10);

    private const int LongestTokenId = 200;

    public async ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        if (context is not { EndpointType: OpenIddictServerEndpointType.Token, Request: { ClientId: { } id } request })
        {
            return;
        }

        var member = await members.Find(id, context.CancellationToken);
        if (context.ClientAssertionPrincipal is { } assertion
                ? member is { Jwks: not null, IsInForce: true } && await IsFresh(assertion, member, context.CancellationToken)
                : ClientSecret.Proves(request.ClientSecret ?? "", member))
        {
            context.Transaction.SetProperty(Found, member!);
            return;
        }

        context.Reject(Errors.InvalidClient);
    }

    private async Task<bool> IsFresh(ClaimsPrincipal assertion, StoredMember member, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return assertion.GetClaim(Claims.JwtId) is { Length: > 0 and <= LongestTokenId } tokenId
            && assertion.GetExpirationDate() is { } expires && expires > now && expires <= now + LongestAssertion
            && assertion.GetClaims(Claims.Audience) is [{ } audience] && issuer.IsAudience(audience)
            && await members.Spend(member.Member.Id, tokenId, expires, now, ct);
    }
}
