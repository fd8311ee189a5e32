using Ledger.Tests.Store;
using Npgsql;
using Projections.Compliance;
using Projections.Compliance.Facts;
using Projections.Compliance.Months;
using Projections.Disclosures;
using Projections.Verdicts;
using PublicApi.Demo;

namespace Ledger.Tests.Compliance;

/// <summary>A demo network, small, with the tables that the scripts of SecondCount make of its stored entries.</summary>
public sealed class CountedDemo(Cluster cluster) : IAsyncLifetime
{
    private const int Scale = 20;

    private static readonly string[] Scripts = ["entries", "catalogue", "disclosures", "offers", "results", "publications"];

    private TestLedger ledger = null!;

    public NpgsqlConnection Connection { get; private set; } = null!;

    public NetworkFacts Facts { get; private set; } = null!;

    public List<Month> Months { get; } = [];

    public async ValueTask InitializeAsync()
    {
        ledger = await TestLedger.Create(cluster);
        await DemoWriter.Store(DemoPlan.Build(1, 1, Scale), ledger.Writer, static (_, _) => { }, CancellationToken.None);
        await ledger.Sequencer.Drain(CancellationToken.None);
        Connection = await ledger.Administrator.OpenConnectionAsync();
        Facts = await FactsCache.ReadAll(Connection, CancellationToken.None);
        foreach (var script in Scripts)
        {
            await using var command = new NpgsqlCommand(
                await File.ReadAllTextAsync(Repository.Path($"tests/Ledger.Tests/Compliance/SecondCount/{script}.sql")), Connection);
            await command.ExecuteNonQueryAsync();
        }

        Months.AddRange((await Rows("SELECT to_char(month, 'YYYY-MM') FROM months ORDER BY month", row => row.GetString(0)))
            .Select(month => Month.Parse(month)!.Value));
    }

    public async Task<List<T>> Rows<T>(string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var command = new NpgsqlCommand(sql, Connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        await ledger.DisposeAsync();
    }
}

/// <summary>Every figure of the five disclosures, for every month of the demo network, counted a second time in SQL over the
/// stored entries, by scripts that share no code with the product.</summary>
public sealed class SecondCountTests(CountedDemo demo) : IClassFixture<CountedDemo>
{
    [Fact]
    public async Task Every_measure_of_the_five_disclosures_is_the_same_for_each_platform_and_month()
    {
        var counted = await demo.Rows(
            """
            SELECT rule, to_char(month, 'YYYY-MM'), coalesce(platform, ''), count(*) FILTER (WHERE held), count(*)
            FROM measured JOIN months USING (month) GROUP BY GROUPING SETS ((rule, month, platform), (rule, month))
            HAVING platform IS NOT NULL OR grouping(platform) = 1
            """,
            static row => (row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4)));
        var judged =
            from month in demo.Months
            from verdict in Evaluation.Evaluate(History.Default, demo.Facts, month).Verdicts
            where verdict.Item[0] == 'D' && verdict.Scope != VerdictScope.Provider
            from measure in verdict.Measures
            where measure.Denominator > 0
            select (measure.Rule, month.ToString(), verdict.Subject, measure.Numerator, measure.Denominator);
        Same(counted, judged);

        // Every rule was counted but one, as nobody can charge for a public good; and most found what was not as it should be.
        var rules = History.Default.Items.Where(item => item.Code[0] == 'D').SelectMany(item => item.Checks).Select(check => check.Rule)
            .Except(["D3-FREE_SERVICE_CHARGED"]).ToHashSet();
        Assert.Equal(rules, counted.Select(cell => cell.Item1).ToHashSet());
        Assert.True(counted.Where(cell => cell.Item4 < cell.Item5).DistinctBy(cell => cell.Item1).Count() > rules.Count / 2);
        Assert.True(counted.Count > 5_000, $"{counted.Count} cells");
    }

    [Fact]
    public async Task What_is_offered_at_each_months_end_is_published_as_the_second_count_says()
    {
        var counted = await demo.Rows(
            """
            SELECT to_char(month, 'YYYY-MM'), coalesce(platform, ''), count(*), count(*) FILTER (WHERE complete), count(*) FILTER (WHERE with_process),
                count(*) FILTER (WHERE with_fees), count(*) FILTER (WHERE with_commitment)
            FROM offered GROUP BY GROUPING SETS ((month, platform), (month))
            """,
            static row => (row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6)));
        var shown = new List<(string, string, long, long, long, long, long)>();
        foreach (var month in demo.Months)
        {
            var (network, byPlatform) = await OfferQuery.Rates(demo.Connection, month.End - TimeSpan.FromMilliseconds(1), CancellationToken.None);
            shown.AddRange(byPlatform.Append(network).Where(rates => rates.Active > 0).Select(rates => (
                month.ToString(), rates.Platform ?? "", rates.Active, rates.Complete, rates.WithProcess, rates.WithFees, rates.WithCommitment)));
        }

        Same(counted, shown);
        Assert.Contains(counted, cell => cell.Item3 > cell.Item4);
    }

    [Fact]
    public async Task Every_case_stands_where_the_second_count_puts_it()
    {
        const string columns =
            """
            case_id, version, stage, service_code, service_name, category_code, platform, owner_node, provider_id, region_code, channel, nature,
            size_class, industry_code, requested_at, month, accepted_at, completed_at, duration_ms, outcome_code, hops, reopened, score, charged_fen,
            paid_fen, refunded_fen, waived_fen, subsidised_fen, decline_reason, confirmation, disputes, fee_disputes, rectifications_opened,
            rectifications_closed
            """;
        var all = await demo.Rows(
            "SELECT column_name::text FROM information_schema.columns WHERE table_schema = 'views' AND table_name = 'case_view' ORDER BY ordinal_position",
            static row => row.GetString(0));
        Assert.Equal(all, columns.ReplaceLineEndings(" ").Split(',', StringSplitOptions.TrimEntries).Append("positions"));
        Assert.Empty(await demo.Rows($"(SELECT {columns} FROM cases EXCEPT SELECT {columns} FROM views.case_view) ORDER BY 1", static row => row.GetString(0)));
        Assert.Empty(await demo.Rows($"(SELECT {columns} FROM views.case_view EXCEPT SELECT {columns} FROM cases) ORDER BY 1", static row => row.GetString(0)));
        Assert.Single(await demo.Rows("SELECT 1 FROM cases HAVING count(*) > 900", static row => row.GetInt32(0)));
    }

    [Fact]
    public async Task Service_results_and_their_durations_are_the_same_by_service_platform_provider_and_month()
    {
        const string figures =
            """
            received, accepted, answered, declined, withdrawn, merged, referred, delivered, confirmed, deemed_confirmed, disputed, open, reopened, timed,
            negative_durations, rated1, rated2, rated3, rated4, rated5, rectifications_opened, rectifications_closed, fees_disputed,
            duration_ms_total, charged_fen, paid_fen, refunded_fen, waived_fen, subsidised_fen,
            coalesce(twice_median_ms, 0), coalesce(p90_ms, 0)
            """;
        var counted = await demo.Rows(
            $"SELECT grouping, key, {figures}, within, reasons FROM results",
            static row => string.Join(' ', Enumerable.Range(0, 33).Select(i => $"{row.GetValue(i)}"))
                + $" {string.Join(',', row.GetFieldValue<long[]>(33))} {row.GetString(34)}");
        var shown = new List<string>();
        foreach (var grouping in Enum.GetValues<ServiceResultGrouping>())
        {
            var durations = await ServiceResultQuery.Durations(demo.Connection, new(), grouping, CancellationToken.None);
            var declined = await ServiceResultQuery.Declined(demo.Connection, new(), grouping, CancellationToken.None);
            foreach (var (key, _, of) in await ServiceResultQuery.Counts(demo.Connection, new(), grouping, CancellationToken.None))
            {
                var timed = durations.GetValueOrDefault(key);
                shown.Add(
                    $"{grouping} {key} {string.Join(' ', ServiceResultCounts.Counts.Select(count => of[count]))} "
                    + $"{string.Join(' ', ServiceResultCounts.Sums.Select(sum => of[sum]))} "
                    + $"{(timed is null ? 0 : timed.LowerMiddleMs + timed.UpperMiddleMs)} {timed?.Percentile90Ms ?? 0} "
                    + $"{(timed is null ? "0,0,0,0,0" : string.Join(',', timed.Within))} "
                    + string.Join(',', declined[key].Select(one => $"{one.Reason}={one.Count}")));
            }
        }

        Same(counted, shown);
        Assert.True(counted.Count > 200);
        Assert.Single(await demo.Rows(
            """
            SELECT 1 FROM results WHERE grouping = 'Total' AND least(
                answered, declined, withdrawn, referred, confirmed, deemed_confirmed, disputed, reopened, rated1, rated2, rated5, rectifications_opened,
                rectifications_closed, charged_fen, paid_fen) > 0
            """,
            static row => row.GetInt32(0)));
    }

    // Counts, ratings by score, sums of fees, the exact median and 90th percentile.
    [Fact]
    public async Task The_figures_that_are_published_are_the_same_for_each_platform_and_month()
    {
        var counted = await demo.Rows(
            "SELECT to_char(month, 'YYYY-MM'), platform, code, value FROM figures WHERE publication IS NULL AND value <> 0",
            static row => (row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3)));
        var published =
            from month in demo.Months
            from figure in MonthFigures.Of(demo.Facts, month, demo.Facts.Size)
            select (month.ToString(), figure.Key.Node, figure.Key.Code, figure.Value);
        Same(counted, published);
        Assert.Superset(
            new HashSet<string> { "received", "rated.1", "rated.5", "charged_fen", "refunded_fen", "duration_median_ms", "duration_p90_ms" },
            counted.Select(figure => figure.Item3).ToHashSet());
    }

    private static void Same<T>(IEnumerable<T> counted, IEnumerable<T> shown)
    {
        var (one, other) = (counted.ToHashSet(), shown.ToHashSet());
        Assert.Empty(one.Except(other).Select(cell => $"counted only: {cell}").Concat(other.Except(one).Select(cell => $"shown only: {cell}")).Take(20));
    }
}
