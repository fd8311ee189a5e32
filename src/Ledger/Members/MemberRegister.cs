using System.Text.RegularExpressions;
using Ledger.Journal;
using Npgsql;

namespace Ledger.Members;

/// <summary>What a member proves itself by: exactly one of the two.</summary>
/// <param name="SecretHash">See <see cref="ClientSecret.Hash"/>.</param>
/// <param name="Jwks">Public keys, RFC 7517 section 5.</param>
public sealed record Proof(byte[]? SecretHash, string? Jwks)
{
    public static Proof Of(string secret) => new(ClientSecret.Hash(secret), Jwks: null);

    public static Proof OfKeys(string jwks) => new(SecretHash: null, jwks);
}

/// <summary>Keeps the members, as the owner of the tables: the running service cannot make itself one. Instants UTC.</summary>
public sealed partial class MemberRegister(string connectionString) : IAsyncDisposable
{
    private readonly NpgsqlDataSource owner = Roles.Connect(connectionString, Roles.Owner);

    /// <summary>Whether a text can be a node's code: it becomes part of a client id, which RFC 7617 allows no colon.</summary>
    public static bool IsNode(string text) => NodeForm().IsMatch(text);

    /// <summary>Adds a member; its id counts the members that its node has ever had.</summary>
    /// <exception cref="ArgumentException">The node or the role is none.</exception>
    public async Task<Member> Add(string node, string role, string unit, Proof proof, DateTimeOffset now, CancellationToken ct)
    {
        if (!IsNode(node) || !MemberRoles.All.Contains(role))
        {
            throw new ArgumentException($"{node} is no node, or {role} no role.");
        }

        await using var connection = await owner.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var alone = new NpgsqlCommand("LOCK TABLE journal.member IN EXCLUSIVE MODE", connection))
        {
            await alone.ExecuteNonQueryAsync(ct);
        }

        await using var insert = new NpgsqlCommand(
            """
            INSERT INTO journal.member (id, node, role, unit, secret_hash, jwks, created_at)
            SELECT 'm-' || $1 || '-' || 1 + (SELECT count(*) FROM journal.member WHERE node = $1), $1, $2, $3, $4, $5, $6
            RETURNING id
            """,
            connection)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = node },
                new NpgsqlParameter<string> { TypedValue = role },
                new NpgsqlParameter<string> { TypedValue = unit },
                new NpgsqlParameter<byte[]?> { TypedValue = proof.SecretHash },
                new NpgsqlParameter<string?> { TypedValue = proof.Jwks },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = now },
            },
        };
        var id = (string)(await insert.ExecuteScalarAsync(ct))!;
        await transaction.CommitAsync(ct);
        return new Member(id, node, role);
    }

    /// <summary>Gives a member another proof. The old one and every token got by it end at once. False: no such member in force.</summary>
    public Task<bool> Rotate(string id, Proof proof, DateTimeOffset now, CancellationToken ct) => Change(
        "secret_hash = $2, jwks = $3, generation = generation + 1, rotated_at = $4",
        [
            new NpgsqlParameter<string> { TypedValue = id },
            new NpgsqlParameter<byte[]?> { TypedValue = proof.SecretHash },
            new NpgsqlParameter<string?> { TypedValue = proof.Jwks },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = now },
        ],
        ct);

    /// <summary>Ends a member for good, its tokens at once. False: no such member in force.</summary>
    public Task<bool> Revoke(string id, DateTimeOffset now, CancellationToken ct) => Change(
        "revoked_at = $2",
        [new NpgsqlParameter<string> { TypedValue = id }, new NpgsqlParameter<DateTimeOffset> { TypedValue = now }],
        ct);

    /// <summary>All members, revoked ones too, in the order they came.</summary>
    public async Task<IReadOnlyList<StoredMember>> List(CancellationToken ct)
    {
        await using var command = owner.CreateCommand($"SELECT {MemberRow.Columns} FROM journal.member ORDER BY created_at, id");
        await using var rows = await command.ExecuteReaderAsync(ct);
        var members = new List<StoredMember>();
        while (await rows.ReadAsync(ct))
        {
            members.Add(MemberRow.Read(rows));
        }

        return members;
    }

    public ValueTask DisposeAsync() => owner.DisposeAsync();

    private async Task<bool> Change(string assignments, NpgsqlParameter[] parameters, CancellationToken ct)
    {
        await using var command = owner.CreateCommand($"UPDATE journal.member SET {assignments} WHERE id = $1 AND revoked_at IS NULL");
        command.Parameters.AddRange(parameters);
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9-]{0,39}\\z")]
    private static partial Regex NodeForm();
}
