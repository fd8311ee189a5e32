using System.Globalization;
using Ledger.Transparency;
using Npgsql;
using Projections.Compliance.Months;
using Projections.Transparency;
using Projections.Verdicts;

namespace PublicApi.Syndication;

/// <summary>A feed: its name in the URL, its titles, and where its items come from.</summary>
internal sealed record FeedSource(
    string Name, string Title, Func<NpgsqlConnection, NewestPlace, CancellationToken, Task<FeedPage>> Read)
{
    public static readonly IReadOnlyList<FeedSource> All =
    [
        new("publications", "Published months 月度公布", Publications),
        new("findings", "Findings 核查发现", Findings),
        new("corrections", "Corrections 更正", Corrections),
    ];

    private static async Task<FeedPage> Publications(NpgsqlConnection connection, NewestPlace after, CancellationToken ct) => FeedPage.Of(
    [
        .. (await NewestRows.Publications(connection, after, FeedPage.Most + 1, ct)).Select(row => new FeedItem(
            row.Published.EventId,
            row.Code,
            new(row.Published.Position, row.Code),
            $"{row.Month} published 已公布",
            string.Create(CultureInfo.InvariantCulture, $"{row.Figures.Length} figures of the first {row.Size} entries; {row.Figures.Count(figure => figure.Now != figure.Stated)} of them are different by now. 共{row.Figures.Length}项数据，依据前{row.Size}个条目；其中{row.Figures.Count(figure => figure.Now != figure.Stated)}项现已不同。"),
            row.Published.At,
            row.Since.At)),
    ]);

    private static async Task<FeedPage> Findings(NpgsqlConnection connection, NewestPlace after, CancellationToken ct) => FeedPage.Of(
    [
        .. (await NewestRows.Findings(connection, after, FeedPage.Most + 1, ct)).Select(row => new FeedItem(
            row.Raised.EventId,
            row.Code,
            new(row.Raised.Position, row.Code),
            $"{row.Rule} {row.Month} {row.Node ?? "network"}: {row.Status}",
            $"{row.Severity}, {row.Subject}; {row.Evidence.Count.ToString(CultureInfo.InvariantCulture)} entries show it. 严重程度 {row.Severity}，对象 {row.Subject}；依据条目 {row.Evidence.Count.ToString(CultureInfo.InvariantCulture)} 条。",
            row.Raised.At,
            Changed(row))),
    ]);

    private static async Task<FeedPage> Corrections(NpgsqlConnection connection, NewestPlace after, CancellationToken ct) => FeedPage.Of(
    [
        .. (await EntryQuery.Corrections(connection, after.Position, FeedPage.Most + 1, ct)).Select(logged => logged.Entry).Select(entry => new FeedItem(
            entry.EventId,
            entry.Stream,
            new(entry.Position.Value, entry.Stream),
            $"{entry.Fields.RequireText("target_type")} at {entry.Fields.RequireNumber("target_position").ToString(CultureInfo.InvariantCulture)}: {entry.Fields.RequireText("reason_code")}",
            $"{Corrected(entry)}. 更正：{Corrected(entry)}。",
            entry.RecordedAt,
            entry.RecordedAt)),
    ]);

    private static DateTimeOffset Changed(FindingRow row) =>
        new[] { row.Since, row.Acknowledged?.Mark, row.Cured?.Mark, row.Waived?.Mark }.OfType<EntryMark>().Max(mark => mark.At);

    private static string Corrected(PublicEntry entry) => string.Join(", ", entry.Fields.All
        .Where(field => field.Key == "corrected").SelectMany(field => ((PublicValue.List)field.Value).Items)
        .Select(item => ((PublicValue.Group)item).Fields)
        .Select(field => $"{field.RequireText("field")} = {field.RequireText("value")}"));
}
