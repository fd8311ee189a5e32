using System.Collections.Immutable;
using Ledger.Cases;
using Ledger.Deciding;
using Ledger.Journal;
using Npgsql;

namespace Ledger.Alliance;

/// <summary>An event of a case as it was stored.</summary>
/// <param name="Version">Its place in the case, from 1.</param>
public sealed record HistoryEvent(long Version, Guid Id, LedgerEvent Fact);

/// <summary>The events of one case, in order, and whom they concern.</summary>
public sealed record CaseHistory(string CaseId, ImmutableArray<HistoryEvent> Events)
{
    /// <summary>Stored names of the events that make a case somebody's concern.</summary>
    private static readonly string[] Concerning =
        [.. EventCatalogue.All.Where(type => type.Record == typeof(RequestSubmitted) || type.Record == typeof(ReferralOffered)).Select(type => type.StoredName)];

    /// <summary>Version of the event by which the case became the node's: it brought it in, or was asked to take it over, to help
    /// or to know of it. Whoever owns a case did one of these before. Null while it is not the node's.</summary>
    public long? ConcernsFrom(string node) => Events.FirstOrDefault(stored => stored.Fact switch
    {
        RequestSubmitted submitted => submitted.FirstContactNode == node,
        ReferralOffered offered => offered.ToNode == node || offered.ToProvider == node,
        _ => false,
    })?.Version;

    /// <summary>The case as it stood at a version.</summary>
    public CaseHistory UpTo(long version) => this with { Events = [.. Events.TakeWhile(stored => stored.Version <= version)] };

    /// <summary>The histories of cases, within the caller's transaction; a case that is not there is left out.</summary>
    /// <exception cref="UndecodableEventException">An event cannot be read.</exception>
    public static Task<Dictionary<string, CaseHistory>> Load(NpgsqlConnection connection, string[] caseIds, CancellationToken ct) =>
        Load(connection, "SELECT stream_id, version, id, type, data FROM journal.mt_events WHERE stream_id = ANY ($1) ORDER BY stream_id, version", caseIds, ct);

    /// <summary>The same, of the events alone that say whom a case concerns.</summary>
    /// <inheritdoc cref="Load(NpgsqlConnection, string[], CancellationToken)"/>
    public static Task<Dictionary<string, CaseHistory>> LoadConcerns(NpgsqlConnection connection, string[] caseIds, CancellationToken ct) =>
        Load(
            connection,
            """
            SELECT stream_id, version, id, type, data FROM journal.mt_events
            WHERE stream_id = ANY ($1) AND type = ANY ($2) ORDER BY stream_id, version
            """,
            caseIds,
            ct,
            (object)Concerning);

    private static async Task<Dictionary<string, CaseHistory>> Load(
        NpgsqlConnection connection, string sql, string[] caseIds, CancellationToken ct, params object[] more)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = caseIds } } };
        foreach (var value in more)
        {
            command.Parameters.Add(new() { Value = value });
        }

        await using var rows = await command.ExecuteReaderAsync(ct);
        var events = new List<(string CaseId, HistoryEvent Event)>();
        while (await rows.ReadAsync(ct))
        {
            events.Add((rows.GetString(0), new HistoryEvent(
                rows.GetInt64(1), rows.GetGuid(2), StoredEvents.Decode(rows.GetString(3), rows.GetFieldValue<byte[]>(4)))));
        }

        return events.GroupBy(found => found.CaseId, found => found.Event, StringComparer.Ordinal)
            .ToDictionary(found => found.Key, found => new CaseHistory(found.Key, [.. found]), StringComparer.Ordinal);
    }
}
