using Microsoft.IdentityModel.Tokens;

namespace PublicApi.Members;

/// <summary>Public keys of a member for private_key_jwt: a JSON Web Key Set (RFC 7517 section 5).</summary>
internal static class PublicKeys
{
    private const int SmallestRsaBits = 2048;

    private const int MostKeys = 8;

    /// <summary>What an assertion may be signed with. No symmetric ones: a public key must never be taken for a secret.</summary>
    public static readonly IList<string> Algorithms =
    [
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
    ];

    /// <summary>What is wrong with a key set, in a sentence without its text; null when it can be used.</summary>
    public static string? Fault(string jwks)
    {
        JsonWebKeySet set;
        try
        {
            set = new JsonWebKeySet(jwks);
        }
        catch (ArgumentException)
        {
            return "It is not a JSON Web Key Set (RFC 7517 section 5).";
        }

        return set.Keys.Count is 0 or > MostKeys ? $"It has to hold 1 to {MostKeys} keys."
            : set.Keys.Any(key => key.HasPrivateKey || key.K is not null) ? "It holds a private or secret key: only public keys are to leave their owner."
            : set.Keys.All(key => key.Kty is "EC" || (key.Kty is "RSA" && key.KeySize >= SmallestRsaBits)) && set.GetSigningKeys().Count == set.Keys.Count ? null
            : $"Every key has to be an EC key or an RSA key of {SmallestRsaBits} bits or more, for signing.";
    }
}
