using Ledger.Members;
using Npgsql;

namespace Ledger.Webhooks;

/// <summary>Keeps the webhooks of members. What is another member's is as if it were not there.</summary>
/// <param name="source">Connections in the role <see cref="Journal.Roles.Webhooks"/>.</param>
public sealed class WebhookTable(NpgsqlDataSource source)
{
    private const string Columns =
        "id, member_id, node, role, url, types, secret, former_secret, former_until, next_position, attempts, due_at, fault, created_at";

    public async Task Add(Webhook webhook, CancellationToken ct) => await source.Run(
        "INSERT INTO webhook.endpoint (id, member_id, node, role, url, types, secret, next_position, due_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        ct,
        webhook.Id, webhook.Owner.Id, webhook.Owner.Node, webhook.Owner.Role, webhook.Url, (object?)webhook.Types ?? DBNull.Value, webhook.Secret,
        webhook.NextPosition, webhook.DueAt, webhook.CreatedAt);

    /// <summary>A member's webhooks, in the order in which they were registered.</summary>
    public Task<List<Webhook>> Of(Member member, CancellationToken ct) =>
        source.Read($"SELECT {Columns} FROM webhook.endpoint WHERE member_id = $1 ORDER BY created_at, id", Row, ct, member.Id);

    public async Task<Webhook?> Find(string id, Member member, CancellationToken ct) =>
        (await source.Read($"SELECT {Columns} FROM webhook.endpoint WHERE id = $1 AND member_id = $2", Row, ct, id, member.Id)).SingleOrDefault();

    /// <summary>Whoever's it is.</summary>
    public async Task<Webhook?> Find(string id, CancellationToken ct) =>
        (await source.Read($"SELECT {Columns} FROM webhook.endpoint WHERE id = $1", Row, ct, id)).SingleOrDefault();

    public async Task<bool> Delete(string id, Member member, CancellationToken ct) =>
        await source.Run("DELETE FROM webhook.endpoint WHERE id = $1 AND member_id = $2", ct, id, member.Id) == 1;

    /// <summary>Gives it another secret; the one it had signs beside it until an instant.</summary>
    public async Task<bool> Rotate(string id, Member member, byte[] secret, DateTimeOffset formerUntil, CancellationToken ct) => await source.Run(
        "UPDATE webhook.endpoint SET former_secret = secret, former_until = $4, secret = $3 WHERE id = $1 AND member_id = $2",
        ct, id, member.Id, secret, formerUntil) == 1;

    /// <summary>Begins again with the entry at a position, earlier or later than the one that was next.</summary>
    public async Task<bool> Replay(string id, Member member, long position, DateTimeOffset now, CancellationToken ct) => await source.Run(
        "UPDATE webhook.endpoint SET next_position = $3, attempts = 0, due_at = $4, fault = NULL WHERE id = $1 AND member_id = $2",
        ct, id, member.Id, position, now) == 1;

    /// <summary>Those that have an entry to be sent now, with less than <paramref name="size"/> entries behind them.</summary>
    public Task<List<Webhook>> Due(DateTimeOffset now, long size, CancellationToken ct) =>
        source.Read($"SELECT {Columns} FROM webhook.endpoint WHERE due_at <= $1 AND next_position < $2 ORDER BY due_at, id", Row, ct, now, size);

    /// <summary>Everything before a position is done. False when it was told meanwhile to begin elsewhere, or is gone.</summary>
    public async Task<bool> Advance(string id, long from, long to, CancellationToken ct) => await source.Run(
        "UPDATE webhook.endpoint SET next_position = $3, attempts = 0, fault = NULL WHERE id = $1 AND next_position = $2", ct, id, from, to) == 1;

    /// <summary>The entry at a position was not taken; it is tried again when it is due.</summary>
    public async Task<bool> Postpone(string id, long position, int attempts, DateTimeOffset dueAt, string fault, CancellationToken ct) => await source.Run(
        "UPDATE webhook.endpoint SET attempts = $3, due_at = $4, fault = $5 WHERE id = $1 AND next_position = $2", ct, id, position, attempts, dueAt, fault) == 1;

    /// <summary>The entry at the webhook's position is given up: it becomes a dead letter, and the next one is next.</summary>
    public async Task<bool> Bury(DeadLetter letter, CancellationToken ct) => await source.Run(
        """
        WITH moved AS (
            UPDATE webhook.endpoint SET next_position = $2 + 1, attempts = 0, due_at = $6, fault = $5 WHERE id = $1 AND next_position = $2 RETURNING id)
        INSERT INTO webhook.dead_letter (endpoint_id, position, event_id, attempts, fault, failed_at) SELECT id, $2, $3, $4, $5, $6 FROM moved
        ON CONFLICT (endpoint_id, position) DO UPDATE SET attempts = excluded.attempts, fault = excluded.fault, failed_at = excluded.failed_at
        """,
        ct, letter.WebhookId, letter.Position, letter.EventId, letter.Attempts, letter.Fault, letter.FailedAt) == 1;

    private static Webhook Row(NpgsqlDataReader rows) => new(
            rows.GetString(0),
            new Member(rows.GetString(1), rows.GetString(2), rows.GetString(3)),
            rows.GetString(4),
            rows.IsDBNull(5) ? null : rows.GetFieldValue<string[]>(5),
            rows.GetFieldValue<byte[]>(6),
            rows.IsDBNull(7) ? null : new FormerSecret(rows.GetFieldValue<byte[]>(7), rows.GetFieldValue<DateTimeOffset>(8)),
            rows.GetInt64(9),
            rows.GetInt32(10),
            rows.GetFieldValue<DateTimeOffset>(11),
            rows.IsDBNull(12) ? null : rows.GetString(12),
            rows.GetFieldValue<DateTimeOffset>(13));
}
