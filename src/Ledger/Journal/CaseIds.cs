using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Ledger.Journal;

/// <summary>
/// Case ids of imported records: one for each id of a source system, the same at every import, and telling nothing
/// about that id to whoever lacks the ledger's key (HMAC-SHA-256, cut to a UUID of version 8, RFC 9562 5.8).
/// </summary>
public sealed class CaseIds(byte[] key)
{
    public const string Prefix = "case-";

    public static async Task<CaseIds> Load(NpgsqlDataSource writer, CancellationToken ct)
    {
        await using var command = writer.CreateCommand("SELECT value FROM journal.secret WHERE name = 'case-id'");
        return new CaseIds((byte[])(await command.ExecuteScalarAsync(ct)
            ?? throw new InvalidOperationException("The ledger has no case id key: it has not been migrated.")));
    }

    /// <summary>Hashes of commands, under the same key.</summary>
    public CommandHashes CommandHashes { get; } = new(key);

    public static bool IsCaseId(string id) =>
        id.StartsWith(Prefix, StringComparison.Ordinal) && Guid.TryParseExact(id.AsSpan(Prefix.Length), "D", out _);

    public string For(string system, string sourceId)
    {
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{system}\0{sourceId}"), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return Prefix + new Guid(hash[..16], bigEndian: true);
    }

    internal static async Task EnsureKey(NpgsqlConnection owner, byte[] freshKey, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "INSERT INTO journal.secret (name, value) VALUES ('case-id', $1) ON CONFLICT DO NOTHING", owner)
        {
            Parameters = { new() { Value = freshKey } },
        };
        await command.ExecuteNonQueryAsync(ct);
    }
}
