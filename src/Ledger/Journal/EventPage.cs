using Ledger.Deciding;
using Npgsql;
using NpgsqlTypes;

namespace Ledger.Journal;

/// <summary>An event that was decided and waits to be stored.</summary>
/// <param name="Version">Its place in its stream, from 1.</param>
public sealed record PendingEvent(string Stream, long Version, Guid Id, LedgerEvent Fact);

/// <summary>Stores a page of decided events by COPY, all or nothing, in the order given.</summary>
public static class EventPage
{
    /// <param name="connection">In the role <see cref="Roles.Writer"/>, without a transaction.</param>
    /// <param name="page">Events of any streams; those of one stream follow on what is stored of it, without a gap.</param>
    /// <param name="ct">Ends the work before the commit; a commit under way is never cancelled.</param>
    /// <exception cref="PostgresException">23505: another writer moved one of the streams; nothing of the page is stored.</exception>
    public static async Task Append(NpgsqlConnection connection, IReadOnlyList<PendingEvent> page, CancellationToken ct)
    {
        var ends = new Dictionary<string, (long First, long Last)>(StringComparer.Ordinal);
        foreach (var pending in page)
        {
            ends[pending.Stream] = (ends.TryGetValue(pending.Stream, out var known) ? known.First : pending.Version, pending.Version);
        }

        await using var transaction = await connection.BeginTransactionAsync(ct);
        var numbers = await ReserveNumbers(connection, page.Count, ct);
        await InsertStreams(connection, ends.Where(stream => stream.Value.First == 1), ct);
        await MoveStreams(connection, [.. ends.Where(stream => stream.Value.First > 1)], ct);
        await InsertEvents(connection, page, numbers, ct);
        await transaction.CommitAsync(CancellationToken.None);
    }

    // Reserved only after the streams were read: so within a stream a later version always has the higher number.
    private static async Task<long[]> ReserveNumbers(NpgsqlConnection connection, int count, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "SELECT array_agg(nextval('journal.mt_events_sequence')) FROM generate_series(1, $1)", connection)
        {
            Parameters = { new() { Value = count } },
        };
        return (long[])(await command.ExecuteScalarAsync(ct))!;
    }

    private static async Task InsertStreams(
        NpgsqlConnection connection, IEnumerable<KeyValuePair<string, (long First, long Last)>> fresh, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY journal.mt_streams (id, version, tenant_id) FROM STDIN (FORMAT binary)", ct);
        foreach (var (stream, versions) in fresh)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(stream, NpgsqlDbType.Varchar, ct);
            await copy.WriteAsync(versions.Last, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(StoredEvents.Tenant, NpgsqlDbType.Varchar, ct);
        }

        await copy.CompleteAsync(ct);
    }

    private static async Task MoveStreams(
        NpgsqlConnection connection, IReadOnlyList<KeyValuePair<string, (long First, long Last)>> known, CancellationToken ct)
    {
        if (known.Count == 0)
        {
            return;
        }

        // The unique index on (stream, version) is what refuses a lost race; this only keeps Marten's own count in step.
        await using var command = new NpgsqlCommand(
            """
            UPDATE journal.mt_streams SET version = moved.version, timestamp = now()
            FROM unnest($1, $2) AS moved (id, version) WHERE mt_streams.id = moved.id
            """,
            connection)
        {
            Parameters =
            {
                new() { Value = known.Select(stream => stream.Key).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar },
                new() { Value = known.Select(stream => stream.Value.Last).ToArray() },
            },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task InsertEvents(
        NpgsqlConnection connection, IReadOnlyList<PendingEvent> page, long[] numbers, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            """
            COPY journal.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, is_archived)
            FROM STDIN (FORMAT binary)
            """,
            ct);
        for (var i = 0; i < page.Count; i++)
        {
            var fact = page[i].Fact;
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(numbers[i], NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(page[i].Id, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(page[i].Stream, NpgsqlDbType.Varchar, ct);
            await copy.WriteAsync(page[i].Version, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(StoredEvents.Encode(fact), NpgsqlDbType.Jsonb, ct);
            await copy.WriteAsync(EventCatalogue.For(fact).StoredName, NpgsqlDbType.Varchar, ct);
            await copy.WriteAsync(fact.Envelope.RecordedAt, NpgsqlDbType.TimestampTz, ct);
            await copy.WriteAsync(StoredEvents.Tenant, NpgsqlDbType.Varchar, ct);
            await copy.WriteAsync(StoredEvents.DotNetType(fact), NpgsqlDbType.Varchar, ct);
            await copy.WriteAsync(false, NpgsqlDbType.Boolean, ct);
        }

        await copy.CompleteAsync(ct);
    }
}
