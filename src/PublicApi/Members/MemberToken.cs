using System.Globalization;
using System.Security.Claims;
using Ledger.Members;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace PublicApi.Members;

/// <summary>What an access token says: member, node and role for its holder's eyes, and the generation, which is checked.</summary>
internal sealed class MemberToken : IOpenIddictServerHandler<HandleTokenRequestContext>
{
    public ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        var stored = context.Transaction.GetProperty<StoredMember>(ClientAuthentication.Found)
            ?? throw new InvalidOperationException("A token request passed without a member.");
        var identity = new ClaimsIdentity(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        identity.SetClaim(Claims.Subject, stored.Member.Id)
            .SetClaim("node", stored.Member.Node)
            .SetClaim("role", stored.Member.Role)
            .AddClaim(new Claim(
                TokenServer.Generation, stored.Generation.ToString(CultureInfo.InvariantCulture), ClaimValueTypes.Integer32));
        identity.SetResources(TokenServer.Audience).SetDestinations(_ => [Destinations.AccessToken]);
        context.SignIn(new ClaimsPrincipal(identity));
        return default;
    }
}

/// <summary>
/// One answer for an unknown member, a wrong secret, a revoked member and a bad, spent or expired assertion: who is a member
/// and what was wrong is nobody's business.
/// </summary>
internal sealed class EqualRefusals : IOpenIddictServerHandler<ApplyTokenResponseContext>
{
    public ValueTask HandleAsync(ApplyTokenResponseContext context)
    {
        var response = context.Response;
        response.ErrorUri = null;
        if (response.Error is Errors.InvalidClient or Errors.InvalidGrant or Errors.InvalidToken)
        {
            response.Error = Errors.InvalidClient;
            response.ErrorDescription = "The client is not known, or its proof does not hold.";
        }

        return default;
    }
}
