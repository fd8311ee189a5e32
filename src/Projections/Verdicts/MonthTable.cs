using Ledger.Transparency;
using Npgsql;
using Projections.Compliance.Facts;
using Projections.Compliance.Months;
using Projections.Streams;

namespace Projections.Verdicts;

/// <summary>The tables of judged and published months: what their judgement needs of them is read, and the rows that a page
/// leaves are written, however often it judges a month.</summary>
internal static class MonthTable
{
    private static readonly RowView[] WrittenAnew = [MonthViews.Verdicts, MonthViews.Indicators];

    /// <summary>Takes the entries of a page. One that moves no month costs nothing, unless the facts follow.</summary>
    public static async Task Apply(NpgsqlConnection connection, IReadOnlyList<PublicEntry> page, FactsCache facts, CancellationToken ct)
    {
        var (before, after) = (new JudgedMonths(), new JudgedMonths());
        foreach (var month in page.Select(MonthEntries.Moved).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            before[month] = after[month] = await Load(connection, month, ct);
        }

        // Of each month that is judged the last time. What it was before in the page nobody sees.
        var last = new Dictionary<Month, LeafIndex>();
        foreach (var entry in page)
        {
            if (MonthEntries.Asks(entry) is { } month)
            {
                last[month] = entry.Position;
            }
        }

        if (last.Count > 0 || facts.Follows(page))
        {
            await facts.Fold(
                connection, page, (entry, known) => after.Add(entry, known, isReplaced: entry.Type != MonthEntries.Published && !last.ContainsValue(entry.Position)), ct);
        }
        else
        {
            page.ToList().ForEach(after.Act);
        }

        foreach (var month in after.Months)
        {
            await Save(connection, month, before[month], after[month], isJudged: last.ContainsKey(Month.Parse(month)!.Value), ct);
        }
    }

    private static async Task<MonthRows> Load(NpgsqlConnection connection, string month, CancellationToken ct) => MonthRows.None with
    {
        Findings = [.. await Load<FindingRow>(connection, MonthViews.Findings, $"{month}.", $"{month}/", ct)],
        Publication = (await Load<PublicationRow>(connection, MonthViews.Publications, month, $"{month}!", ct)).SingleOrDefault(),
    };

    private static async Task Save(
        NpgsqlConnection connection, string month, MonthRows before, MonthRows after, bool isJudged, CancellationToken ct)
    {
        foreach (var view in isJudged ? WrittenAnew : [])
        {
            await using (var delete = new NpgsqlCommand($"DELETE FROM views.{view.Name} WHERE code >= $1 AND code < $2", connection)
            {
                Parameters = { new() { Value = $"{month}/" }, new() { Value = $"{month}0" } },
            })
            {
                await delete.ExecuteNonQueryAsync(ct);
            }

            await RowTable.Copy(
                connection, $"views.{view.Name}", after.Of(view).Select(row => (row.Code, (ReadOnlyMemory<byte>)StreamViewJson.Bytes(row))), ct);
        }

        foreach (var view in MonthViews.All.Except(WrittenAnew))
        {
            var moved = after.Of(view).Except(before.Of(view), ReferenceEqualityComparer.Instance).Cast<CodedRow>().ToList();
            if (moved.Count > 0)
            {
                await RowTable.Save(connection, view, moved, ct);
            }
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
