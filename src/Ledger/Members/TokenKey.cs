using System.Security.Cryptography;
using Npgsql;

namespace Ledger.Members;

/// <summary>
/// The key that signs access tokens: ECDSA on P-256, PKCS #8, in <c>journal.secret</c> beside the case id key, so that a
/// token outlives a restart and every process of a deployment takes the tokens of the others.
/// </summary>
public static class TokenKey
{
    /// <summary>The key; the caller owns it.</summary>
    public static async Task<ECDsa> Load(NpgsqlDataSource writer, CancellationToken ct)
    {
        await using var command = writer.CreateCommand("SELECT value FROM journal.secret WHERE name = 'token-key'");
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(
            (byte[])(await command.ExecuteScalarAsync(ct)
                ?? throw new InvalidOperationException("The ledger has no token key: it has not been migrated.")),
            out _);
        return key;
    }

    internal static async Task EnsureKey(NpgsqlConnection owner, Func<byte[]> freshKey, CancellationToken ct)
    {
        await using var look = new NpgsqlCommand("SELECT EXISTS (SELECT FROM journal.secret WHERE name = 'token-key')", owner);
        if (await look.ExecuteScalarAsync(ct) is true)
        {
            return;
        }

        await using var command = new NpgsqlCommand(
            "INSERT INTO journal.secret (name, value) VALUES ('token-key', $1) ON CONFLICT DO NOTHING", owner)
        {
            Parameters = { new() { Value = freshKey() } },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    internal static byte[] Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKey();
    }
}
