using Ledger.Journal;
using Npgsql;
using Projections.Past;

namespace Projections.Transparency;

/// <summary>What the stream of an entry is about, so far as readers ask for it. Null: of none.</summary>
/// <param name="Service">Code of the service of a case, or of a service's own stream.</param>
/// <param name="Region">Region of a case, or of the seat of a platform or provider.</param>
public sealed record EntrySubject(string? Service, string? Region);

/// <summary>Reads what streams are about, as the views have it now: a case may have been put right since an entry.</summary>
public static class EntrySubjects
{
    /// <summary>SQL: one row at most, with the columns service and region.</summary>
    /// <param name="stream">SQL of the stream.</param>
    internal static string Of(string stream) =>
        $"""
        (SELECT service_code AS service, region_code AS region FROM views.case_view WHERE case_id = {stream}
        UNION ALL SELECT substr({stream}, 9), NULL WHERE starts_with({stream}, 'service-')
        UNION ALL SELECT NULL, row->>'region_code' FROM views.platform_view
            WHERE starts_with({stream}, 'platform-') AND code = substr({stream}, 10)
        UNION ALL SELECT NULL, row->>'region_code' FROM views.provider_view
            WHERE starts_with({stream}, 'provider-') AND code = substr({stream}, 10))
        """;

    /// <summary>The same as it was with the first entries of the log; three statements. Only cases are ever put right: seats and codes stay.</summary>
    public static async Task<Dictionary<string, EntrySubject>> ReadAt(
        NpgsqlConnection connection, IEnumerable<string> streams, long size, CancellationToken ct)
    {
        var ofCases = streams.ToLookup(stream => stream.StartsWith(CaseIds.Prefix, StringComparison.Ordinal));
        var subjects = await Read(connection, ofCases[false], ct);
        foreach (var view in await PastCases.Find(connection, [.. ofCases[true].Distinct()], size, ct))
        {
            subjects.Add(view.CaseId, new(view.ServiceCode, view.RegionCode));
        }

        return subjects;
    }

    /// <summary>The subject of each stream that has one; one statement.</summary>
    public static async Task<Dictionary<string, EntrySubject>> Read(NpgsqlConnection connection, IEnumerable<string> streams, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT stream, service, region FROM unnest($1::text[]) AS streams (stream) CROSS JOIN LATERAL {Of("stream")} AS subject", connection)
        {
            Parameters = { new() { Value = streams.Distinct().ToArray() } },
        };
        await using var rows = await command.ExecuteReaderAsync(ct);
        var subjects = new Dictionary<string, EntrySubject>();
        while (await rows.ReadAsync(ct))
        {
            subjects.Add(rows.GetString(0), new(rows.IsDBNull(1) ? null : rows.GetString(1), rows.IsDBNull(2) ? null : rows.GetString(2)));
        }

        return subjects;
    }
}
