using System.Text;
using System.Text.Json;
using Ledger.Transparency;

namespace Ledger.Tests.Transparency;

/// <summary>
/// The 914 edge cases of C2SP/CCTV for points on Ed25519's curve. The specifications leave most of them open; these
/// tests hold what the library under <see cref="NoteVerifier"/> decides, so that a change of library cannot change, in
/// silence, which checkpoints verify.
/// </summary>
public sealed class Ed25519VectorTests
{
    // Strict, as libsodium: no key or R that is of low order or has a second encoding, and no multiplication by the cofactor.
    private static readonly string[] Refused = ["low_order_A", "low_order_R", "non_canonical_A", "non_canonical_R", "low_order_residue"];

    [Fact]
    public void All_914_cases_are_decided_by_their_flags()
    {
        var cases = Vectors.Json("ed25519-cctv/ed25519vectors.json").EnumerateArray().ToList();

        Assert.Equal(914, cases.Count);
        Assert.All(cases, vector => Assert.Equal(!Flags(vector).Intersect(Refused).Any(), Verifies(vector)));
    }

    private static string[] Flags(JsonElement vector) => vector.GetProperty("flags") is { ValueKind: JsonValueKind.Array } flags
        ? [.. flags.EnumerateArray().Select(flag => flag.GetString()!)]
        : [];

    // The messages do not end in a newline; a verifier does not ask, the note that holds them does.
    private static bool Verifies(JsonElement vector)
    {
        var key = Convert.ToBase64String([NoteVerifier.Ed25519Type, .. vector.GetProperty("key").Hex()]);
        var message = vector.Text("msg");
        try
        {
            var verifier = NoteVerifier.Parse(Named(key));
            return verifier.Verifies(message, new NoteSignature(verifier.Name, verifier.KeyId, vector.GetProperty("sig").Hex()));
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static string Named(string key)
    {
        var hashed = System.Security.Cryptography.SHA256.HashData([.. Encoding.UTF8.GetBytes("cctv\n"), .. Convert.FromBase64String(key)]);
        return $"cctv+{Convert.ToHexStringLower(hashed.AsSpan(0, 4))}+{key}";
    }
}
