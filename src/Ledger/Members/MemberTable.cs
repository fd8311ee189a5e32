using System.Security.Cryptography;
using System.Text;
using Ledger.Journal;
using Npgsql;

namespace Ledger.Members;

/// <summary>
/// What the running service reads of members. Every command reads its member's row by primary key: one indexed read is
/// nothing beside a synced commit, and whoever is revoked is refused at once by every process, which no cache can promise.
/// </summary>
public sealed class MemberTable : IAsyncDisposable
{
    // The reads are short; more connections would only be taken away from commits.
    private const int Connections = 8;

    private readonly NpgsqlDataSource writer;

    /// <param name="connectionString">A login that is a member of <see cref="Roles.Writer"/>.</param>
    public MemberTable(string connectionString) => writer = Roles.Connect(
        new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = Connections }.ConnectionString, Roles.Writer);

    /// <summary>The member of an id, revoked or not; null when there is none.</summary>
    public async Task<StoredMember?> Find(string id, CancellationToken ct)
    {
        // No id has it, and PostgreSQL takes no text that has.
        if (id.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        await using var command = writer.CreateCommand($"SELECT {MemberRow.Columns} FROM journal.member WHERE id = $1");
        command.Parameters.Add(new() { Value = id });
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct) ? MemberRow.Read(rows) : null;
    }

    /// <summary>Marks a client assertion as used (RFC 7523 section 3, item 7); false when it has been used before.</summary>
    public async Task<bool> Spend(string memberId, string tokenId, DateTimeOffset expiresAt, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = writer.CreateCommand(
            """
            WITH expired AS (DELETE FROM journal.spent_assertion WHERE expires_at < $3)
            INSERT INTO journal.spent_assertion (hash, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING
            """);
        command.Parameters.Add(new() { Value = SHA256.HashData(Encoding.UTF8.GetBytes($"{memberId}\0{tokenId}")) });
        command.Parameters.Add(new() { Value = expiresAt.ToUniversalTime() });
        command.Parameters.Add(new() { Value = now.ToUniversalTime() });
        return await command.ExecuteNonQueryAsync(ct) > 0;
    }

    public ValueTask DisposeAsync() => writer.DisposeAsync();
}
