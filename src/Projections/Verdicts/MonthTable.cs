using Ledger.Transparency;
using Npgsql;
using Projections.Compliance.Facts;
using Projections.Compliance.Months;
using Projections.Streams;

namespace Projections.Verdicts;

/// <summary>
/// What a page makes of judged and published months: what their judgement needs of the tables is read, the months are judged
/// beside whatever else is stored of the page, and the rows that it leaves are stored, however often it judges a month.
/// </summary>
internal sealed class MonthTable : IAsyncDisposable
{
    private static readonly RowView[] WrittenByChange = [MonthViews.Findings, MonthViews.Publications, MonthViews.PublishedFindings, MonthViews.PublishedPublications];

    private readonly JudgedMonths before = new();
    private readonly JudgedMonths after = new();

    // Of each month that is judged the last time. What it was before in the page nobody sees.
    private readonly Dictionary<Month, LeafIndex> last = [];
    private readonly JudgementRows rows = new();
    private bool areRowsStored;

    private MonthTable()
    {
    }

    /// <summary>What goes on beside the storing of the page.</summary>
    public Task Judging { get; private set; } = Task.CompletedTask;

    /// <summary>Takes the entries of a page. One that moves no month costs nothing, unless the facts follow.</summary>
    /// <param name="connection">Used until this returns.</param>
    /// <param name="aside">Gives a connection on which the many rows of a judgement are stored while the page's own is busy; null where
    /// they have to be stored on that one, in <see cref="Save(NpgsqlConnection, CancellationToken)"/>.</param>
    public static async Task<MonthTable> Begin(
        NpgsqlConnection connection, IReadOnlyList<PublicEntry> page, FactsCache facts, NpgsqlDataSource? aside, CancellationToken ct)
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
            months.Judging = months.Write(await facts.Fold(connection, page, months.Add, ct), aside, ct);
        }
        else
        {
            page.ToList().ForEach(months.after.Act);
        }

        return months;
    }

    /// <summary>Stores the rows that the page leaves.</summary>
    public async Task Save(NpgsqlConnection connection, CancellationToken ct)
    {
        await Judging;
        if (!areRowsStored)
        {
            await rows.Store(connection, ct);
        }

        await rows.PutInPlace(connection, ct);
        foreach (var month in after.Months)
        {
            foreach (var view in WrittenByChange)
            {
                var moved = after[month].Of(view).Except(before[month].Of(view), ReferenceEqualityComparer.Instance).Cast<CodedRow>().ToList();
                if (moved.Count > 0)
                {
                    await RowTable.Save(connection, view, moved, ct);
                }
            }
        }
    }

    /// <summary>Nobody else may use the facts before the judging has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAny(Judging);
        rows.Dispose();
    }

    private void Add(PublicEntry entry, MonthFacts known) => after.Add(
        entry, known, isReplaced: MonthEntries.Asks(entry) is { } month && entry.Type != MonthEntries.Published && last[month] != entry.Position);

    private async Task Write(Task folding, NpgsqlDataSource? aside, CancellationToken ct)
    {
        await folding;
        foreach (var month in last.Keys.Select(month => month.ToString()))
        {
            rows.Add(month, after[month]);
        }

        if (aside is not null && last.Count > 0)
        {
            await using var connection = await aside.OpenConnectionAsync(ct);
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await rows.Store(connection, ct);
            await transaction.CommitAsync(ct);
            areRowsStored = true;
        }
    }

    private static async Task<MonthRows> Load(NpgsqlConnection connection, string month, CancellationToken ct) => MonthRows.None with
    {
        Findings = [.. await Load<FindingRow>(connection, MonthViews.Findings, $"{month}.", $"{month}/", ct)],
        Publication = (await Load<PublicationRow>(connection, MonthViews.Publications, month, $"{month}!", ct)).SingleOrDefault(),
    };

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
