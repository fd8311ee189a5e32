using System.Text.Json;
using Ledger.Cases;
using Ledger.Tests.Store;
using Projections.Disclosures;

namespace Ledger.Tests.GraphQL;

public sealed class ServiceResultQueriesTests(Cluster cluster)
{
    private const string Figures =
        """
        received accepted declined withdrawn referred closed open reopened timed negativeDurations
        medianHours p90Hours meanHours sharesWithin { days count of share }
        """;

    [Fact]
    public async Task Figures_are_those_worked_out_by_hand()
    {
        await using var server = await TestServer.Start(cluster);

        // SNOW in January: closed after 0, 12, 24, 30 and 100 hours and, says the source, an hour before it was requested;
        // one open, one withdrawn. POTHOLE in February: closed after 72 and 1000 hours.
        double[] snow = [0, 12, 24, 30, 100, -1];
        double[] pothole = [72, 1000];
        var february = Samples.Noon.AddMonths(1);
        List<RecordSourceAccount> accounts =
        [
            .. snow.Select((hours, i) => Samples.Account($"snow-{i}", hours)),
            Samples.Account("open"),
            Samples.Account("withdrawn", hours: 5) with { Status = SourceStatus.Withdrawn },
            .. pothole.Select(hours => Samples.Account($"pothole-{hours}") with
            {
                ServiceCode = "POTHOLE",
                ServiceName = "Pothole",
                RequestedAt = february,
                Status = SourceStatus.Closed,
                EndedAt = february.AddHours(hours),
            }),
        ];
        await server.Ledger.Recorder.RecordAsync(accounts, TestContext.Current.CancellationToken);
        await server.Ledger.Sequencer.Drain(TestContext.Current.CancellationToken);

        var results = (await server.Ask(
            $$"""{ serviceResults { {{Figures}} byService { serviceCode serviceName {{Figures}} } byMonth { month {{Figures}} } } }"""))
            .GetProperty("serviceResults");

        // Received 6 + 1 + 1 + 2, closed 6 + 2. In order: 0 12 24 30 72 100 1000 hours. Median: the 4th. Nearest rank of
        // 90 %: ceil(6.3) = 7th. Mean: 1238 / 7 = 176.857142… Within a day: 3 of 7.
        AssertFigures(results, received: 10, withdrawn: 1, closed: 8, open: 1, timed: 7, negative: 1, 30m, 1000m, 176.8571m);
        AssertShares(results, 7, (3, 0.428571m), (5, 0.714286m), (6, 0.857143m), (6, 0.857143m), (6, 0.857143m));

        var services = results.GetProperty("byService").EnumerateArray().ToList();
        Assert.Equal(["POTHOLE Pothole", "SNOW Sidewalk Not Shoveled"], services.Select(
            service => $"{service.GetProperty("serviceCode")} {service.GetProperty("serviceName")}"));

        // 72 1000: median (72 + 1000) / 2, ceil(1.8) = 2nd, mean 536. 72 hours are within 3 days.
        AssertFigures(services[0], received: 2, withdrawn: 0, closed: 2, open: 0, timed: 2, negative: 0, 536m, 1000m, 536m);
        AssertShares(services[0], 2, (0, 0m), (1, 0.5m), (1, 0.5m), (1, 0.5m), (1, 0.5m));

        // 0 12 24 30 100: the 3rd, ceil(4.5) = 5th, 166 / 5.
        AssertFigures(services[1], received: 8, withdrawn: 1, closed: 6, open: 1, timed: 5, negative: 1, 24m, 100m, 33.2m);
        AssertShares(services[1], 5, (3, 0.6m), (4, 0.8m), (5, 1m), (5, 1m), (5, 1m));

        var months = results.GetProperty("byMonth").EnumerateArray().ToList();
        Assert.Equal(["2026-01", "2026-02"], months.Select(month => month.GetProperty("month").GetString()));
        AssertFigures(months[0], received: 8, withdrawn: 1, closed: 6, open: 1, timed: 5, negative: 1, 24m, 100m, 33.2m);
        AssertFigures(months[1], received: 2, withdrawn: 0, closed: 2, open: 0, timed: 2, negative: 0, 536m, 1000m, 536m);

        foreach (var arguments in new[] { "service: \"SNOW\"", "to: \"2026-01\"", "from: \"2026-01\", to: \"2026-01\"" })
        {
            var part = (await server.Ask($$"""{ serviceResults({{arguments}}) { {{Figures}} } }""")).GetProperty("serviceResults");
            AssertFigures(part, received: 8, withdrawn: 1, closed: 6, open: 1, timed: 5, negative: 1, 24m, 100m, 33.2m);
        }

        var nothing = (await server.Ask($$"""{ serviceResults(from: "2027-01") { {{Figures}} byService { serviceCode } } }"""))
            .GetProperty("serviceResults");
        AssertFigures(nothing, received: 0, withdrawn: 0, closed: 0, open: 0, timed: 0, negative: 0, null, null, null);
        AssertShares(nothing, 0, (0, null), (0, null), (0, null), (0, null), (0, null));
    }

    [Fact]
    public async Task Ranks_are_right_for_every_number_of_cases_up_to_forty()
    {
        await using var server = await TestServer.Start(cluster);
        var random = new Random(20260105);
        var durations = Enumerable.Range(1, 40).ToDictionary(
            n => $"S{n:00}", n => Enumerable.Range(0, n).Select(_ => random.NextInt64(40) * 180).Order().ToArray());
        await server.Ledger.Recorder.RecordAsync(
            [
                .. durations.SelectMany(service => service.Value.Select((ms, i) => Samples.Account($"{service.Key}-{i}") with
                {
                    ServiceCode = service.Key,
                    Status = SourceStatus.Closed,
                    EndedAt = Samples.Noon.AddMilliseconds(ms),
                })),
            ],
            TestContext.Current.CancellationToken);
        await server.Ledger.Sequencer.Drain(TestContext.Current.CancellationToken);

        var results = await server.Ask("{ serviceResults { byService { serviceCode medianHours p90Hours meanHours } } }");

        // In half ten-thousandths of an hour, which are 180 ms: so many that half of them lie between two decimals.
        var expected = durations.Select(service =>
        {
            var (ordered, n) = (service.Value, service.Value.Length);
            return $"{service.Key} {Hours(ordered[(n - 1) / 2] + ordered[n / 2], 2)} "
                + $"{Hours(ordered[(int)Math.Ceiling(0.9m * n) - 1], 1)} {Hours(ordered.Sum(), n)}";
        });
        Assert.Equal(expected, results.GetProperty("serviceResults").GetProperty("byService").EnumerateArray().Select(service =>
            $"{service.GetProperty("serviceCode")} {service.GetProperty("medianHours").GetDecimal():0.0000} "
            + $"{service.GetProperty("p90Hours").GetDecimal():0.0000} {service.GetProperty("meanHours").GetDecimal():0.0000}"));
    }

    [Theory]
    [InlineData(0, 1, "0")]
    [InlineData(180, 1, "0.0001")]
    [InlineData(179, 1, "0")]
    [InlineData(-180, 1, "-0.0001")]
    [InlineData(5_400_000, 1, "1.5")]
    [InlineData(7_200_000, 3, "0.6667")]
    public void Hours_are_rounded_half_away_from_zero(long milliseconds, long over, string hours) =>
        Assert.Equal(decimal.Parse(hours), Rounding.Hours(milliseconds, over));

    [Fact]
    public async Task Months_that_are_none_are_refused()
    {
        await using var server = await TestServer.Start(cluster);
        foreach (var arguments in new[]
        {
            "from: \"2026-13\"", "to: \"2026-1\"", "to: \"2026-01\\n\"", "from: \"0000-01\"", "to: \"\"", "from: \"\u0662\u0660\u0662\u0666-01\"",
            "from: \"2026-02\", to: \"2026-01\"",
        })
        {
            Assert.Equal((400, "BAD_ARGUMENT"), await server.Refusal($$"""{ serviceResults({{arguments}}) { received } }"""));
        }
    }

    private static string Hours(long milliseconds, int over) =>
        $"{Math.Round((decimal)milliseconds / over / 3_600_000m, 4, MidpointRounding.AwayFromZero):0.0000}";

    private static void AssertFigures(
        JsonElement figures, long received, long withdrawn, long closed, long open, long timed, long negative,
        decimal? median, decimal? p90, decimal? mean)
    {
        long Count(string name) => figures.GetProperty(name).GetInt64();
        decimal? Hours(string name) =>
            figures.GetProperty(name) is { ValueKind: JsonValueKind.Number } value ? value.GetDecimal() : null;
        Assert.Equal(
            (received, withdrawn, closed, open, timed, negative),
            (Count("received"), Count("withdrawn"), Count("closed"), Count("open"), Count("timed"), Count("negativeDurations")));
        Assert.Equal((median, p90, mean), (Hours("medianHours"), Hours("p90Hours"), Hours("meanHours")));
        Assert.Equal((0, 0, 0, 0), (Count("accepted"), Count("declined"), Count("referred"), Count("reopened")));
    }

    private static void AssertShares(JsonElement figures, long of, params (long Count, decimal? Share)[] expected) =>
        Assert.Equal(
            expected.Zip([1, 3, 7, 14, 30], (share, days) => $"{days} {share.Count} {of} {share.Share}"),
            figures.GetProperty("sharesWithin").EnumerateArray().Select(share =>
                $"{share.GetProperty("days")} {share.GetProperty("count")} {share.GetProperty("of")} "
                + $"{(share.GetProperty("share") is { ValueKind: JsonValueKind.Number } value ? value.GetDecimal() : null)}"));
}
