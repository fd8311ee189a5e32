using Ledger.Transparency;
using Npgsql;
using Projections.Compliance.Facts;
using Projections.Compliance.Months;
using Projections.Streams;

namespace Projections.Verdicts;

/// <summary>
/// What a page makes of judged and published months: what their judgement needs of the tables is read, the months are judged
/// beside whatever else is written of the page, and the rows that it leaves are written, however often it judges a month.
/// </summary>
internal sealed class MonthTable : IAsyncDisposable
{
    private static readonly RowView[] WrittenAnew = [MonthViews.Verdicts, MonthViews.Indicators];
    private static readonly RowView[] WrittenByChange = [MonthViews.Findings, MonthViews.Publications, MonthViews.PublishedFindings, MonthViews.PublishedPublications];

    private readonly JudgedMonths before = new();
    private readonly JudgedMonths after = new();

    // Of each month that is judged the last time. What it was before in the page nobody sees.
    private readonly Dictionary<Month, LeafIndex> last = [];
    private Task judging = Task.CompletedTask;

    private MonthTable()
    {
    }

    /// <summary>Takes the entries of a page. One that moves no month costs nothing, unless the facts follow.</summary>
    /// <param name="connection">Used until this returns.</param>
    public static async Task<MonthTable> Begin(NpgsqlConnection connection, IReadOnlyList<PublicEntry> page, FactsCache facts, CancellationToken ct)
    {
        var months = new MonthTable();
        foreach (var month in page.Select(MonthEntries.Moved).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            months.before[month] = months.after[month] = await Load(connection, month, ct);
        }

        foreach (var entry in page)
        {
            if (MonthEntries.Asks(entry) is { } month)
            {
                months.last[month] = entry.Position;
            }
        }

        if (months.last.Count > 0 || facts.Follows(page))
        {
            months.judging = await facts.Fold(connection, page, months.Add, ct);
        }
        else
        {
            page.ToList().ForEach(months.after.Act);
        }

        return months;
    }

    /// <summary>Writes the rows that the page leaves.</summary>
    public async Task Save(NpgsqlConnection connection, CancellationToken ct)
    {
        await judging;
        foreach (var month in after.Months)
        {
            await Save(connection, month, before[month], after[month], isJudged: last.ContainsKey(Month.Parse(month)!.Value), ct);
        }
    }

    /// <summary>Nobody else may use the facts before the judging has ended.</summary>
    public async ValueTask DisposeAsync() => await Task.WhenAny(judging);

    private void Add(PublicEntry entry, MonthFacts known) =>
        after.Add(entry, known, isReplaced: entry.Type != MonthEntries.Published && !last.ContainsValue(entry.Position));

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
            await Replace(connection, view, month, before, after, ct);
        }

        foreach (var view in WrittenByChange)
        {
            var moved = after.Of(view).Except(before.Of(view), ReferenceEqualityComparer.Instance).Cast<CodedRow>().ToList();
            if (moved.Count > 0)
            {
                await RowTable.Save(connection, view, moved, ct);
            }
        }
    }

    // What is published stays, and is of now no more.
    private static async Task Replace(
        NpgsqlConnection connection, RowView view, string month, MonthRows before, MonthRows after, CancellationToken ct)
    {
        var (table, published) = ($"views.{view.Table}", MonthViews.PublishedOf(view)!);
        await OfMonth(connection, $"DELETE FROM {table} WHERE is_now AND NOT is_published", month, ct);
        if (before.Publication is not null)
        {
            await OfMonth(connection, $"UPDATE {table} SET is_now = false WHERE is_now", month, ct);
        }

        await Copy(connection, view, after, after.IsAsPublished ? published : null, ct);
        if (after.AtPublication is not null && !after.IsAsPublished)
        {
            await Copy(connection, published, after, also: null, ct);
        }
    }

    private static Task Copy(NpgsqlConnection connection, RowView view, MonthRows rows, RowView? also, CancellationToken ct) => RowTable.Copy(
        connection, view, VerdictLines.Of(rows.Of(view)), ct, also: also);

    // Codes of verdicts and indicators.
    private static async Task OfMonth(NpgsqlConnection connection, string statement, string month, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"{statement} AND code >= $1 AND code < $2", connection)
        {
            Parameters = { new() { Value = $"{month}/" }, new() { Value = $"{month}0" } },
        };
        await command.ExecuteNonQueryAsync(ct);
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
