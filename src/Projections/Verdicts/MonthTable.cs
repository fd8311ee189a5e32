using Ledger.Transparency;
using Npgsql;
using Projections.Compliance.Facts;
using Projections.Compliance.Months;
using Projections.Streams;

namespace Projections.Verdicts;

/// <summary>The tables of judged and published months: what a month's judgement needs of them is read, and its rows are written anew.</summary>
internal static class MonthTable
{
    /// <summary>Takes the entries of a page, one after the other. A page that judges nothing costs nothing.</summary>
    public static async Task Apply(NpgsqlConnection connection, IReadOnlyList<PublicEntry> page, FactsCache facts, CancellationToken ct)
    {
        if (page.Count == 0)
        {
            return;
        }

        if (facts.Follows || page.Any(entry => MonthEntries.Asks(entry) is not null))
        {
            await facts.Fold(connection, page, (entry, known) => Apply(connection, entry, known, ct), ct);
            return;
        }

        foreach (var entry in page.Where(entry => MonthEntries.FindingOf(entry) is not null))
        {
            await Act(connection, entry, ct);
        }
    }

    private static Task Apply(NpgsqlConnection connection, PublicEntry entry, MonthFacts facts, CancellationToken ct) =>
        MonthEntries.Asks(entry) is { } month ? Judge(connection, entry, month, facts, ct)
        : MonthEntries.FindingOf(entry) is not null ? Act(connection, entry, ct)
        : Task.CompletedTask;

    private static async Task Judge(NpgsqlConnection connection, PublicEntry by, Month month, MonthFacts facts, CancellationToken ct)
    {
        var before = MonthRows.None with
        {
            Findings = [.. await Load<FindingRow>(connection, MonthViews.Findings, $"{month}.", $"{month}/", ct)],
            Publication = (await Load<PublicationRow>(connection, MonthViews.Publications, $"{month}", $"{month}!", ct)).SingleOrDefault(),
        };
        var after = MonthFold.Judge(before, by, facts);
        if (ReferenceEquals(after, before))
        {
            return;
        }

        foreach (var view in new[] { MonthViews.Verdicts, MonthViews.Indicators })
        {
            await using var delete = new NpgsqlCommand($"DELETE FROM views.{view.Name} WHERE code >= $1 AND code < $2", connection)
            {
                Parameters = { new() { Value = $"{month}/" }, new() { Value = $"{month}0" } },
            };
            await delete.ExecuteNonQueryAsync(ct);
        }

        foreach (var view in MonthViews.All)
        {
            await RowTable.Save(connection, view, [.. after.Of(view)], ct);
        }
    }

    private static async Task Act(NpgsqlConnection connection, PublicEntry entry, CancellationToken ct)
    {
        var id = MonthEntries.FindingOf(entry)!;
        if ((await Load<FindingRow>(connection, MonthViews.Findings, id, $"{id}!", ct)).FirstOrDefault() is { } row && row.Code == id)
        {
            await RowTable.Save(connection, MonthViews.Findings, [row.With(entry)], ct);
        }
    }

    // Codes from one text up to, and without, another.
    private static async Task<List<T>> Load<T>(NpgsqlConnection connection, RowView view, string from, string to, CancellationToken ct)
        where T : CodedRow
    {
        await using var command = new NpgsqlCommand(
            $"SELECT row::text FROM views.{view.Name} WHERE code >= $1 AND code < $2 ORDER BY code", connection)
        {
            Parameters = { new() { Value = from }, new() { Value = to } },
        };
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new List<T>();
        while (await rows.ReadAsync(ct))
        {
            found.Add(StreamViewJson.Read<T>(rows.GetString(0)));
        }

        return found;
    }
}
