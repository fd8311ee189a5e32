using System.Text.Json;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Imports;
using Ledger.Tests.Store;

namespace Ledger.Tests.EndToEnd;

/// <summary>From real files to public answers, held against figures that were worked out independently.</summary>
public sealed class TruthTests(Cluster cluster)
{
    private const string Figures =
        "received closed open withdrawn timed negativeDurations medianHours p90Hours meanHours sharesWithin { days count of share }";

    [Fact]
    public async Task Boston_comes_out_as_counted()
    {
        var data = Repository.Shared("data/open311_boston");
        var truth = SharedData.Truth("open311_boston");
        await using var server = await TestServer.Start(cluster);
        var rejects = Path.GetTempFileName();

        await Import(server, "open311", data, "--source", "boston", "--rejects", rejects);

        Assert.Equal(
            truth.GetProperty("counts").GetProperty("records_without_service_request_id").GetInt32(),
            (await File.ReadAllLinesAsync(rejects)).Length);
        var results = await Results(server);
        AssertCounts(truth.GetProperty("by_status"), results);
        Assert.Equal(truth.GetProperty("counts").GetProperty("unique_ids").GetInt64(), results.GetProperty("received").GetInt64());
        AssertDurations(truth.GetProperty("time_to_close_all"), results);
        Assert.Equal(
            truth.GetProperty("time_to_close_negative_excluded").GetInt64(), results.GetProperty("negativeDurations").GetInt64());

        foreach (var service in results.GetProperty("byService").EnumerateArray())
        {
            var name = service.GetProperty("serviceName").GetString()!;
            Assert.Equal(truth.GetProperty("by_service_name").GetProperty(name).GetInt64(), service.GetProperty("received").GetInt64());
            AssertDurations(truth.GetProperty("time_to_close_by_service").GetProperty(name), service);
        }

        Assert.Equal(
            truth.GetProperty("by_month_local").EnumerateObject().Select(month => (month.Name, month.Value.GetInt64())),
            results.GetProperty("byMonth").EnumerateArray()
                .Select(month => (month.GetProperty("month").GetString()!, month.GetProperty("received").GetInt64())));
        foreach (var year in truth.GetProperty("time_to_close_by_requested_year_local").EnumerateObject())
        {
            AssertDurations(year.Value, await Results(server, $"from: \"{year.Name}-01\", to: \"{year.Name}-12\""));
        }

        await AssertNothingStoredAgain(server, "open311", data, "--source", "boston", "--rejects", rejects);
    }

    [Fact]
    public async Task St_Louis_comes_out_as_counted()
    {
        var data = Repository.Shared("data/csv311/stlouis_csb_2018-01.csv");
        var truth = SharedData.Truth("stlouis_csb");
        await using var server = await TestServer.Start(cluster);

        await Import(server, "csv", data, "--mapping", "stlouis-csb");

        var results = await Results(server);
        Assert.Equal(truth.GetProperty("unique_ids").GetInt64(), results.GetProperty("received").GetInt64());
        Assert.Equal(truth.GetProperty("cancelled").GetInt64(), results.GetProperty("withdrawn").GetInt64());
        Assert.Equal(
            truth.GetProperty("without_close").GetInt64(),
            results.GetProperty("open").GetInt64() + results.GetProperty("withdrawn").GetInt64());
        AssertDurations(truth.GetProperty("time_to_close"), results);

        var byService = results.GetProperty("byService").EnumerateArray()
            .ToDictionary(service => service.GetProperty("serviceCode").GetString()!, service => service.GetProperty("received").GetInt64());
        foreach (var problem in truth.GetProperty("by_problemcode_top30").EnumerateObject())
        {
            Assert.Equal(problem.Value.GetInt64(), byService[problem.Name]);
        }

        await AssertNothingStoredAgain(server, "csv", data, "--mapping", "stlouis-csb");
    }

    [Fact]
    public async Task New_York_comes_out_as_counted()
    {
        var data = Repository.Shared("data/csv311/nyc311_2023-03-31_100.csv");
        var truth = SharedData.Truth("nyc311_sample");
        await using var server = await TestServer.Start(cluster);

        await Import(server, "csv", data, "--mapping", "nyc311");

        var results = await Results(server);
        Assert.Equal(truth.GetProperty("unique_ids").GetInt64(), results.GetProperty("received").GetInt64());
        Assert.Equal(truth.GetProperty("without_closed_date").GetInt64(), results.GetProperty("open").GetInt64());
        Assert.Equal(truth.GetProperty("closed_before_created").GetInt64(), results.GetProperty("negativeDurations").GetInt64());
        AssertDurations(truth.GetProperty("time_to_close"), results);
        Assert.Equal(
            truth.GetProperty("by_complaint_type").EnumerateObject().Select(type => (type.Name, type.Value.GetInt64())).Order(),
            results.GetProperty("byService").EnumerateArray()
                .Select(type => (type.GetProperty("serviceName").GetString()!, type.GetProperty("received").GetInt64())).Order());

        await AssertNothingStoredAgain(server, "csv", data, "--mapping", "nyc311");
    }

    // Four requests of which one is repeated by an older page, one is open, and one is closed before it was made.
    [Fact]
    public async Task A_small_file_comes_out_as_worked_out_by_hand()
    {
        await using var server = await TestServer.Start(cluster);
        var folder = Directory.CreateTempSubdirectory("ledger-small-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "a.json"), """
            [{"service_request_id":"1","status":"closed","service_code":"S","service_name":"Snow","description":"Ann Lee, 617 555 0100",
              "requested_datetime":"2019-01-31T23:30:00-05:00","updated_datetime":"2019-02-02T11:30:00-05:00"},
             {"service_request_id":"2","status":"closed","service_code":"S","service_name":"Snow",
              "requested_datetime":"2019-03-09T12:00:00-05:00","updated_datetime":"2019-03-10T12:00:00-04:00"},
             {"service_request_id":"3","status":"open","service_code":"S","service_name":"Snow",
              "requested_datetime":"2019-03-09T12:00:00-05:00","updated_datetime":"2019-03-09T12:00:00-05:00"},
             {"service_request_id":"4","status":"closed","service_code":"S","service_name":"Snow",
              "requested_datetime":"2019-03-09T12:00:00-05:00","updated_datetime":"2019-03-09T11:59:00-05:00"}]
            """, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "b.json"), """
            [{"service_request_id":"1","status":"open","service_code":"S","service_name":"Snow",
              "requested_datetime":"2019-01-31T23:30:00-05:00","updated_datetime":"2019-02-01T11:30:00-05:00"}]
            """, TestContext.Current.CancellationToken);

        await Import(server, "open311", folder.FullName);

        // Durations: 36 h, and 23 h across the spring change of the clocks; their mean and median 29.5 h. The second-
        // largest of two is the 90th percentile by nearest rank. Within 1 day: 1 of 2. January, by Boston's own clock,
        // although in UTC it was February.
        var results = await Results(server);
        Assert.Equal(4, results.GetProperty("received").GetInt64());
        Assert.Equal(3, results.GetProperty("closed").GetInt64());
        Assert.Equal(1, results.GetProperty("open").GetInt64());
        Assert.Equal(1, results.GetProperty("negativeDurations").GetInt64());
        Assert.Equal(29.5m, results.GetProperty("medianHours").GetDecimal());
        Assert.Equal(29.5m, results.GetProperty("meanHours").GetDecimal());
        Assert.Equal(36m, results.GetProperty("p90Hours").GetDecimal());
        Assert.Equal(0.5m, results.GetProperty("sharesWithin")[0].GetProperty("share").GetDecimal());
        Assert.Equal(
            [("2019-01", 1L), ("2019-03", 3L)],
            results.GetProperty("byMonth").EnumerateArray()
                .Select(month => (month.GetProperty("month").GetString()!, month.GetProperty("received").GetInt64())));
        Assert.Equal(0, await server.Ledger.Count("public_log.entry WHERE convert_from(body, 'UTF8') ~ 'Ann Lee|617 555'"));
        folder.Delete(recursive: true);
    }

    private static async Task<string> Import(TestServer server, params string[] arguments)
    {
        var (exitCode, output, errors) = await Product.Run(server.Ledger.ConnectionString, ["import", .. arguments]);
        Assert.True(exitCode == 0, errors + output);
        return output;
    }

    private static async Task AssertNothingStoredAgain(TestServer server, params string[] arguments)
    {
        var before = await server.Ledger.Count("journal.mt_events");
        Assert.Contains(" 0 new cases, 0 changed, ", await Import(server, arguments), StringComparison.Ordinal);
        Assert.Equal(before, await server.Ledger.Count("journal.mt_events"));
    }

    private static async Task<JsonElement> Results(TestServer server, string arguments = "")
    {
        var list = arguments.Length == 0 ? "" : $"({arguments})";
        var answer = await server.Ask(
            $"{{ serviceResults{list} {{ {Figures} byService {{ serviceCode serviceName {Figures} }} byMonth {{ month received }} }} }}");
        return answer.GetProperty("serviceResults");
    }

    private static void AssertCounts(JsonElement byStatus, JsonElement results)
    {
        Assert.Equal(byStatus.GetProperty("closed").GetInt64(), results.GetProperty("closed").GetInt64());
        Assert.Equal(byStatus.GetProperty("open").GetInt64(), results.GetProperty("open").GetInt64());
    }

    private static void AssertDurations(JsonElement truth, JsonElement results)
    {
        Assert.Equal(truth.GetProperty("n").GetInt64(), results.GetProperty("timed").GetInt64());
        Assert.Equal(truth.GetProperty("median_hours").GetDecimal(), results.GetProperty("medianHours").GetDecimal());
        Assert.Equal(truth.GetProperty("mean_hours").GetDecimal(), results.GetProperty("meanHours").GetDecimal());
        Assert.Equal(truth.GetProperty("p90_hours_nearest_rank").GetDecimal(), results.GetProperty("p90Hours").GetDecimal());
        Assert.Equal(
            truth.GetProperty("share_within_days").EnumerateObject().Select(share => (share.Name, share.Value.GetDecimal())),
            results.GetProperty("sharesWithin").EnumerateArray().Select(share =>
                (share.GetProperty("days").GetInt32().ToString(), share.GetProperty("share").GetDecimal())));
    }
}
