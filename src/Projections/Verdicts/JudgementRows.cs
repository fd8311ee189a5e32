using Npgsql;
using Projections.Compliance.Months;
using Projections.Streams;

namespace Projections.Verdicts;

/// <summary>
/// The verdicts and indicators of judgements, which are thousands of rows each, as they are stored: every judgement beside those
/// before it, under a number of its own, and seen by nobody until it is put in place. So they may be committed before the page
/// that they belong to, and what becomes of a page that is not committed stays unseen until the month is judged again.
/// </summary>
internal sealed class JudgementRows : IDisposable
{
    private static readonly RowView[] Views = [MonthViews.Verdicts, MonthViews.Indicators];

    private readonly ByteBlocks blocks = new();
    private readonly List<(RowView View, Guid Judgement, List<(string Code, ReadOnlyMemory<byte> Row)> Rows)> written = [];
    private readonly List<(string Month, Guid Now, Guid? Published)> months = [];

    public void Dispose() => blocks.Dispose();

    /// <summary>Writes the rows of a month that a page has judged.</summary>
    public void Add(string month, MonthRows judged)
    {
        var now = Write(judged);
        months.Add((month, now, judged.AtPublication is null ? null : judged.IsAsPublished ? now : Write(judged.AtPublication)));
    }

    /// <summary>Stores what was written.</summary>
    /// <param name="connection">In a transaction; not necessarily that of the page.</param>
    public async Task Store(NpgsqlConnection connection, CancellationToken ct)
    {
        foreach (var (view, judgement, rows) in written)
        {
            await RowTable.Copy(connection, view, rows, ct, judgement: judgement);
        }
    }

    /// <summary>Has readers see what was stored in the place of what they saw before, and takes away what nobody sees any more.</summary>
    /// <param name="connection">In the transaction of the page.</param>
    public async Task PutInPlace(NpgsqlConnection connection, CancellationToken ct)
    {
        foreach (var (month, now, published) in months)
        {
            await Point(connection, month, now, published, "views", ct);
            foreach (var view in Views)
            {
                await using var command = new NpgsqlCommand(
                    $"""
                    DELETE FROM views.{view.Table} USING views.judged_month WHERE month = $1 AND code >= $2 AND code < $3
                        AND judgement <> now AND judgement IS DISTINCT FROM published
                    """,
                    connection)
                {
                    // Codes of the rows of a month.
                    Parameters = { new() { Value = month }, new() { Value = $"{month}/" }, new() { Value = $"{month}0" } },
                };
                await command.ExecuteNonQueryAsync(ct);
            }
        }
    }

    /// <summary>Says which judgements of a month are seen; how it was published stays as it is said first.</summary>
    /// <param name="schema">That the tables are in.</param>
    public static async Task Point(NpgsqlConnection connection, string month, Guid now, Guid? published, string schema, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"""
            MERGE INTO {schema}.judged_month AS known USING (SELECT $1::text AS month, $2::uuid AS now, $3::uuid AS published) AS judged
                ON known.month = judged.month
            WHEN MATCHED THEN UPDATE SET now = judged.now, published = coalesce(known.published, judged.published)
            WHEN NOT MATCHED THEN INSERT VALUES (judged.month, judged.now, judged.published)
            """,
            connection)
        {
            Parameters =
            {
                new() { Value = month },
                new() { Value = now },
                new NpgsqlParameter<Guid?> { TypedValue = published },
            },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    private Guid Write(MonthRows rows)
    {
        var judgement = Guid.CreateVersion7();
        written.AddRange(Views.Select(view => (
            view, judgement, VerdictLines.Of(rows.Of(view)).Select(line => (line.Code, blocks.Keep(line.Row.Span))).ToList())));
        return judgement;
    }
}
