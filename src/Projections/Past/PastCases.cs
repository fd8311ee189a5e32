using System.Text.Json;
using Ledger.Transparency;
using Npgsql;
using Projections.Cases;
using Projections.Disclosures;

namespace Projections.Past;

/// <summary>
/// The cases as they follow from the first entries of the log: a case without a later entry stands in the table as it stood
/// then; the others are folded again from their earlier entries.
/// </summary>
public sealed class PastCases
{
    private static readonly JsonSerializerOptions Columns = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly IReadOnlyCollection<CaseView> refolded;

    private PastCases(long size, IReadOnlyCollection<CaseView> refolded, IReadOnlyDictionary<ServiceResultKey, ServiceResultCounts> differences) =>
        (Size, this.refolded, Differences) = (size, refolded, differences);

    public long Size { get; }

    /// <summary>What has to be added to the service results of now.</summary>
    internal IReadOnlyDictionary<ServiceResultKey, ServiceResultCounts> Differences { get; }

    /// <summary>The cases that go on after the size, as they stood then, as JSON for the columns of the table.</summary>
    internal string Json => JsonSerializer.Serialize(refolded, Columns);

    /// <summary>Folds the cases that began before a size and go on after it; two statements.</summary>
    public static async Task<PastCases> Read(NpgsqlConnection connection, long size, CancellationToken ct)
    {
        var refolded = await Refold(connection, size, caseIds: null, ct);
        return new(size, refolded, ViewFold.Differences(await GoneOn(connection, size, ct), refolded));
    }

    /// <summary>Some cases as they stood at a size, those that had begun; two statements.</summary>
    public static async Task<List<CaseView>> Find(NpgsqlConnection connection, string[] caseIds, long size, CancellationToken ct) =>
    [
        .. (await CaseQuery.Find(connection, caseIds, ct)).Where(view => view.Positions[^1] < size),
        .. await Refold(connection, size, caseIds, ct),
    ];

    private static async Task<List<CaseView>> GoneOn(NpgsqlConnection connection, long size, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT {CaseViewTable.Columns} FROM views.case_view WHERE positions[cardinality(positions)] >= $1", connection)
        {
            Parameters = { new() { Value = size } },
        };
        await using var rows = await command.ExecuteReaderAsync(ct);
        var cases = new List<CaseView>();
        while (await rows.ReadAsync(ct))
        {
            cases.Add(CaseViewTable.Read(rows));
        }

        return cases;
    }

    private static async Task<IReadOnlyCollection<CaseView>> Refold(
        NpgsqlConnection connection, long size, string[]? caseIds, CancellationToken ct)
    {
        var conditions = new Conditions();
        var limit = conditions.Parameter(size);
        conditions
            .Add($"positions[1] < {limit} AND positions[cardinality(positions)] >= {limit} AND place.position < {limit}")
            .Add("case_id = ANY ({0})", caseIds);
        await using var command = conditions.Command(
            $"""
            SELECT entry.body FROM views.case_view
            CROSS JOIN LATERAL unnest(positions) AS place (position)
            JOIN public_log.entry AS entry ON entry.position = place.position
            {conditions.Where} ORDER BY entry.position
            """,
            connection);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var cases = new Dictionary<string, CaseView>(StringComparer.Ordinal);
        while (await rows.ReadAsync(ct))
        {
            var entry = PublicEntry.Parse(rows.GetFieldValue<byte[]>(0));
            cases[entry.Stream] = CaseView.Fold(cases.GetValueOrDefault(entry.Stream), entry);
        }

        return cases.Values;
    }
}
