using Ledger.Transparency;
using Npgsql;
using NpgsqlTypes;

namespace Projections.Witnessing;

/// <summary>What a witness last said.</summary>
/// <param name="Vkey">Its public key.</param>
/// <param name="Size">Of the checkpoint it cosigned last; 0 when it cosigned none.</param>
/// <param name="CosignedAt">The time in that cosignature, UTC.</param>
/// <param name="AskedAt">When it was asked last, UTC.</param>
/// <param name="Fault">Why it gave no cosignature then; null when it gave one.</param>
public sealed record WitnessStatus(string Vkey, TreeSize Size, DateTimeOffset? CosignedAt, DateTimeOffset AskedAt, string? Fault);

/// <summary>The table published.witness.</summary>
public static class WitnessTable
{
    /// <summary>Every witness that was ever asked, by its key.</summary>
    public static async Task<Dictionary<string, WitnessStatus>> Load(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("SELECT vkey, size, cosigned_at, asked_at, fault FROM published.witness", connection);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new Dictionary<string, WitnessStatus>(StringComparer.Ordinal);
        while (await rows.ReadAsync(ct))
        {
            found[rows.GetString(0)] = new WitnessStatus(
                rows.GetString(0),
                new TreeSize(rows.GetInt64(1)),
                rows.IsDBNull(2) ? null : rows.GetFieldValue<DateTimeOffset>(2),
                rows.GetFieldValue<DateTimeOffset>(3),
                rows.IsDBNull(4) ? null : rows.GetString(4));
        }

        return found;
    }

    internal static async Task Save(NpgsqlConnection connection, WitnessStatus status, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO published.witness (vkey, size, cosigned_at, asked_at, fault) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (vkey) DO UPDATE SET size = excluded.size, cosigned_at = excluded.cosigned_at,
                asked_at = excluded.asked_at, fault = excluded.fault
            """,
            connection)
        {
            Parameters =
            {
                new() { Value = status.Vkey },
                new() { Value = status.Size.Value },
                new() { Value = (object?)status.CosignedAt ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz },
                new() { Value = status.AskedAt },
                new() { Value = (object?)status.Fault ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
            },
        };
        await command.ExecuteNonQueryAsync(ct);
    }
}
