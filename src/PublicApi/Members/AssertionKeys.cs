using Ledger.Members;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace PublicApi.Members;

/// <summary>The keys by which a client assertion is checked: those of the member that it says it comes from, and no others.</summary>
internal sealed class AssertionKeys(MemberTable members) : IOpenIddictServerHandler<ValidateTokenContext>
{
    public async ValueTask HandleAsync(ValidateTokenContext context)
    {
        if (!context.ValidTokenTypes.Contains(TokenTypeIdentifiers.Private.ClientAssertion))
        {
            return;
        }

        var parameters = context.TokenValidationParameters!;
        parameters.ValidAlgorithms = PublicKeys.Algorithms;
        parameters.IssuerSigningKeys = Claimed(context.Token) is { } id
            && await members.Find(id, context.CancellationToken) is { IsInForce: true, Jwks: { } jwks }
                ? new JsonWebKeySet(jwks).GetSigningKeys()
                : [];
    }

    // Not checked yet, so it only chooses which keys the signature has to hold against.
    private static string? Claimed(string? token)
    {
        try
        {
            return new JsonWebToken(token).Issuer;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
