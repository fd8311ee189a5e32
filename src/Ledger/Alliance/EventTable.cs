using Ledger.Deciding;
using Ledger.Journal;
using Npgsql;

namespace Ledger.Alliance;

/// <summary>Reads single events of the journal, within the caller's transaction.</summary>
public static class EventTable
{
    /// <summary>The events at these places: stream and version.</summary>
    /// <exception cref="UndecodableEventException">An event cannot be read.</exception>
    public static async Task<Dictionary<(string Stream, long Version), LedgerEvent>> At(
        NpgsqlConnection connection, IReadOnlyCollection<(string Stream, long Version)> places, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT e.stream_id, e.version, e.type, e.data
            FROM unnest($1, $2) AS place (stream_id, version) JOIN journal.mt_events e USING (stream_id, version)
            """,
            connection)
        {
            Parameters =
            {
                new() { Value = places.Select(place => place.Stream).ToArray() }, new() { Value = places.Select(place => place.Version).ToArray() },
            },
        };
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new Dictionary<(string, long), LedgerEvent>();
        while (await rows.ReadAsync(ct))
        {
            found.Add((rows.GetString(0), rows.GetInt64(1)), StoredEvents.Decode(rows.GetString(2), rows.GetFieldValue<byte[]>(3)));
        }

        return found;
    }
}
