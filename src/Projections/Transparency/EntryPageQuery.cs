using Npgsql;

namespace Projections.Transparency;

/// <summary>A place in the public log, between entries or outside of them.</summary>
public sealed record EntryPlace(long Position);

/// <summary>Entries that a filter takes, of a stretch of the log.</summary>
/// <param name="Entries">In order of position; at most as many as were asked for.</param>
/// <param name="First">First position of the stretch.</param>
/// <param name="Last">Last position of the stretch; before the first where it is empty.</param>
/// <param name="Size">How many entries there are to read in all.</param>
public sealed record EntryPage(IReadOnlyList<LoggedEntry> Entries, long First, long Last, long Size);

/// <summary>Reads pages of the public log. Positions have no gaps, so where a page ends follows from where it begins.</summary>
public static class EntryPageQuery
{
    /// <summary>A filtered page looks through no more entries, wanted or not; the reader goes on where it ended.</summary>
    public const int LongestLook = 10_000;

    /// <param name="size">Only the first so many entries; at most as many as the log has.</param>
    /// <param name="isPast">Whether the filter is about what cases were after those entries, and not about what they are now.</param>
    public static async Task<EntryPage> Read(
        NpgsqlConnection connection, EntryFilter filter, Window<EntryPlace> window, long size, bool isPast, CancellationToken ct)
    {
        var low = Math.Clamp((window.After?.Position ?? -1) + 1, 0, size);
        var high = Math.Clamp(window.Before?.Position ?? size, low, size);
        var look = filter.IsEmpty ? window.Limit : LongestLook;
        (low, high) = window.FromEnd ? (Math.Max(low, high - look), high) : (low, Math.Min(high, low + look));
        var found = isPast && filter.AsksForSubjects
            ? await ReadPast(connection, filter, (low, high), window, size, ct)
            : await EntryQuery.Read(Command(connection, filter, (low, high), window), ct);
        if (window.FromEnd)
        {
            found.Reverse();
        }

        // A full page ends with its last entry, for there may be more in what was looked through.
        return found.Count < window.Limit ? new(found, low, high - 1, size)
            : window.FromEnd ? new(found, found[0].Entry.Position.Value, high - 1, size)
            : new(found, low, found[^1].Entry.Position.Value, size);
    }

    private static async Task<List<LoggedEntry>> ReadPast(
        NpgsqlConnection connection, EntryFilter filter, (long Low, long High) stretch, Window<EntryPlace> window, long size, CancellationToken ct)
    {
        var looked = await EntryQuery.Read(
            Command(connection, filter with { Service = null, Region = null }, stretch, window with { Limit = LongestLook }), ct);
        var subjects = await EntrySubjects.ReadAt(connection, looked.Select(logged => logged.Entry.Stream), size, ct);
        return [.. looked.Where(logged => filter.Takes(logged, subjects.GetValueOrDefault(logged.Entry.Stream))).Take(window.Limit)];
    }

    private static NpgsqlCommand Command(
        NpgsqlConnection connection, EntryFilter filter, (long Low, long High) stretch, Window<EntryPlace> window)
    {
        var conditions = new Conditions().Add("position >= {0}", stretch.Low).Add("position < {0}", stretch.High);
        var parsed = filter.IsEmpty ? "" : "CROSS JOIN LATERAL (SELECT convert_from(body, 'UTF8')::jsonb AS entry) AS parsed";
        var subject = !filter.AsksForSubjects ? ""
            : $"CROSS JOIN LATERAL {EntrySubjects.Of("(entry->>'s')")} AS subject";
        filter.Where(conditions);
        return conditions.Command(
            $"""
            SELECT body FROM public_log.entry {parsed} {subject} {conditions.Where}
            ORDER BY position {(window.FromEnd ? "DESC" : "")} LIMIT {window.Limit}
            """,
            connection);
    }
}
