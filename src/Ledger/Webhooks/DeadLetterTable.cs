using Npgsql;

namespace Ledger.Webhooks;

/// <summary>Keeps the entries that receivers did not take.</summary>
/// <param name="source">Connections in the role <see cref="Journal.Roles.Webhooks"/>.</param>
public sealed class DeadLetterTable(NpgsqlDataSource source)
{
    private const string Columns = "endpoint_id, position, event_id, attempts, fault, failed_at, due_at";

    /// <summary>Those of a webhook, in order of position.</summary>
    public Task<List<DeadLetter>> Of(string webhookId, CancellationToken ct) =>
        source.Read($"SELECT {Columns} FROM webhook.dead_letter WHERE endpoint_id = $1 ORDER BY position", Row, ct, webhookId);

    /// <summary>Those of all webhooks that were asked for again, in order of position.</summary>
    public Task<List<DeadLetter>> Due(DateTimeOffset now, CancellationToken ct) =>
        source.Read($"SELECT {Columns} FROM webhook.dead_letter WHERE due_at <= $1 ORDER BY endpoint_id, position", Row, ct, now);

    /// <summary>Asks for another attempt. False when there is no such letter.</summary>
    public async Task<bool> Resend(string webhookId, long position, DateTimeOffset now, CancellationToken ct) => await source.Run(
        "UPDATE webhook.dead_letter SET due_at = $3 WHERE endpoint_id = $1 AND position = $2", ct, webhookId, position, now) == 1;

    /// <summary>The receiver took it.</summary>
    public Task Taken(DeadLetter letter, CancellationToken ct) =>
        source.Run("DELETE FROM webhook.dead_letter WHERE endpoint_id = $1 AND position = $2", ct, letter.WebhookId, letter.Position);

    /// <summary>The receiver did not take it again; it rests until it is asked for once more.</summary>
    public Task Rest(DeadLetter letter, string fault, DateTimeOffset now, CancellationToken ct) => source.Run(
        "UPDATE webhook.dead_letter SET attempts = attempts + 1, fault = $3, failed_at = $4, due_at = NULL WHERE endpoint_id = $1 AND position = $2",
        ct, letter.WebhookId, letter.Position, fault, now);

    private static DeadLetter Row(NpgsqlDataReader rows) => new(
            rows.GetString(0), rows.GetInt64(1), rows.GetGuid(2), rows.GetInt32(3), rows.GetString(4), rows.GetFieldValue<DateTimeOffset>(5),
            rows.IsDBNull(6) ? null : rows.GetFieldValue<DateTimeOffset>(6));
}
