using System.Text.Json;
using Ledger.Cases;
using PublicApi.Imports;

namespace Ledger.Tests.Imports;

/// <summary>The readers on real exports, against figures that were counted without them.</summary>
public sealed class RealDataTests
{
    [Fact]
    public async Task Boston_open311_gives_the_counted_requests_states_and_times_to_close()
    {
        var truth = SharedData.Truth("open311_boston");
        var files = SourceFile.Find([SharedData.Require("data", "open311_boston")], [".json"]);
        var records = await Reading.AllAsync(new Open311Reader(Reading.Names).ReadAsync, files);
        var cases = Reading.Fold(records.Select(record => record.Account).OfType<RecordSourceAccount>());

        Assert.Equal(76_224, records.Count);
        var refusals = records.Select(record => record.Refusal).OfType<Refusal>().ToList();
        Assert.Equal(2, refusals.Count);
        Assert.All(refusals, refusal => Assert.Equal(("service_request_id", "is missing"), (refusal.Field, refusal.Reason)));
        Assert.Equal(74_718, cases.Count);
        Assert.Equal(74_024, cases.Values.Count(state => state.Stage == CaseStage.Delivered));
        Assert.Equal(694, cases.Values.Count(state => state.Stage == CaseStage.Received));
        CompareCounts(truth.GetProperty("by_service_name"), cases.Values.GroupBy(state => state.Source!.ServiceName));
        CompareCounts(truth.GetProperty("by_month_local"), cases.Values.GroupBy(state =>
            state.Source!.RequestedAt.ToOffset(TimeSpan.FromMinutes(state.Source.UtcOffsetMinutes)).ToString("yyyy-MM")));
        CompareTimes(truth.GetProperty("time_to_close_all"), cases.Values);
        Assert.Equal(2, cases.Values.Count(state => state.CompletedAt < state.Source!.RequestedAt));
    }

    [Fact]
    public async Task St_Louis_gives_the_counted_requests_and_times_to_close()
    {
        var truth = SharedData.Truth("stlouis_csb");
        var (records, cases) = await ReadAsync("stlouis-csb", "stlouis_csb_2018-01.csv");

        Assert.Equal(1_554, records.Count);
        Assert.Equal(1_532, cases.Count);
        Assert.Equal(38, cases.Values.Count(state => state.Stage == CaseStage.Withdrawn));
        Assert.Equal(1_409, cases.Values.Count(state => state.Stage == CaseStage.Delivered));
        CompareTimes(truth.GetProperty("time_to_close"), cases.Values);
        foreach (var department in truth.GetProperty("time_to_close_by_submitto").EnumerateObject())
        {
            var category = department.Name == "NA" ? CsvMapping.DefaultCategory : department.Name;
            CompareTimes(department.Value, cases.Values.Where(state => state.Source!.CategoryCode == category));
        }

        // The name is public, so it has to be one text for each code and not what a caller wrote.
        Assert.All(cases.Values.GroupBy(state => state.Source!.ServiceCode), code =>
            Assert.Single(code.Select(state => state.Source!.ServiceName).Distinct()));
    }

    [Fact]
    public async Task New_York_gives_the_counted_requests_and_keeps_closings_before_the_request()
    {
        var truth = SharedData.Truth("nyc311_sample");
        var (_, cases) = await ReadAsync("nyc311", "nyc311_2023-03-31_100.csv");

        Assert.Equal(100, cases.Count);
        Assert.Equal(92, cases.Values.Count(state => state.Stage == CaseStage.Delivered));
        Assert.Equal(5, cases.Values.Count(state => state.CompletedAt < state.Source!.RequestedAt));
        CompareCounts(truth.GetProperty("by_complaint_type"), cases.Values.GroupBy(state => state.Source!.ServiceName));
        CompareCounts(truth.GetProperty("by_agency"), cases.Values.GroupBy(state => state.Source!.CategoryCode));
        CompareCounts(truth.GetProperty("by_borough"), cases.Values.GroupBy(state => state.Source!.RegionCode));
        CompareTimes(truth.GetProperty("time_to_close"), cases.Values);
        Assert.Equal(14, cases.Values.Count(state => state.Source!.Channel == "call"));
    }

    [Theory]
    [InlineData("boston311-100.csv")]
    [InlineData("boston311-100.csv.gz")]
    [InlineData("boston311-100-with-fake-pii.csv")]
    [InlineData("boston311-100-with-nonascii.csv")]
    public async Task Boston_csv_gives_the_counted_requests_and_times_to_close(string name)
    {
        var truth = SharedData.Truth("boston311_csv100");
        var (_, cases) = await ReadAsync("boston311", "boston_csv_variants", name);

        Assert.Equal(100, cases.Count);
        Assert.Equal(85, cases.Values.Count(state => state.Stage == CaseStage.Delivered));
        CompareCounts(truth.GetProperty("by_department"), cases.Values.GroupBy(state => state.Source!.CategoryCode));
        CompareTimes(truth.GetProperty("time_to_close"), cases.Values);
    }

    [Theory]
    [InlineData("boston311-dmy-100.csv", "dd/MM/uuuu HH:mm:ss", ',')]
    [InlineData("boston311-100.tab", "uuuu-MM-dd HH:mm:ss", '\t')]
    public async Task Boston_variants_give_the_same_once_the_mapping_names_their_form(string name, string format, char delimiter)
    {
        var truth = SharedData.Truth("boston311_csv100");
        var zone = NodaTime.DateTimeZoneProviders.Tzdb["America/New_York"];
        var mapping = Mappings.Shipped("boston311") with
        {
            Delimiter = delimiter,
            Clock = SourceClock.InZone(zone, [NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture(format)], format),
        };
        var path = SharedData.Require("data", "csv311", "boston_csv_variants", name);
        var records = await Reading.AllAsync(new CsvSourceReader(mapping).ReadAsync, path);

        var cases = Reading.Fold(records.Select(record => record.Account!));
        CompareTimes(truth.GetProperty("time_to_close"), cases.Values);
    }

    [Theory]
    [InlineData("boston311-dmy-100.csv")]
    [InlineData("boston311-100-notime.csv")]
    public async Task Boston_dates_of_another_form_are_refused_and_never_guessed(string name)
    {
        var path = SharedData.Require("data", "csv311", "boston_csv_variants", name);
        var records = await Reading.AllAsync(new CsvSourceReader(Mappings.Shipped("boston311")).ReadAsync, path);

        Assert.Equal(100, records.Count);
        Assert.All(records, record => Assert.Equal("open_dt", record.Refusal!.Field));
    }

    private static async Task<(List<SourceRecord> Records, Dictionary<string, CaseState> Cases)> ReadAsync(string mapping, params string[] parts)
    {
        var path = SharedData.Require(["data", "csv311", .. parts]);
        var records = await Reading.AllAsync(new CsvSourceReader(Mappings.Shipped(mapping)).ReadAsync, path);
        Assert.All(records, record => Assert.Null(record.Refusal));
        return (records, Reading.Fold(records.Select(record => record.Account!)));
    }

    private static void CompareCounts(JsonElement expected, IEnumerable<IGrouping<string, CaseState>> groups) =>
        Assert.Equal(
            expected.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetInt32()),
            groups.ToDictionary(group => group.Key, group => group.Count()));

    private static void CompareTimes(JsonElement expected, IEnumerable<CaseState> cases)
    {
        var hours = cases
            .Where(state => state.CompletedAt is not null)
            .Select(state => (state.CompletedAt!.Value - state.Source!.RequestedAt).TotalHours)
            .Where(value => value >= 0)
            .Order()
            .ToArray();
        Assert.Equal(expected.GetProperty("n").GetInt32(), hours.Length);
        Assert.Equal(expected.GetProperty("median_hours").GetDouble(), (hours[(hours.Length - 1) / 2] + hours[hours.Length / 2]) / 2, 4);
        Assert.Equal(expected.GetProperty("p90_hours_nearest_rank").GetDouble(), hours[(int)Math.Ceiling(0.9 * hours.Length) - 1], 4);
        Assert.Equal(expected.GetProperty("mean_hours").GetDouble(), hours.Average(), 4);
        foreach (var within in expected.GetProperty("share_within_days").EnumerateObject())
        {
            var days = int.Parse(within.Name);
            Assert.Equal(within.Value.GetDouble(), (double)hours.Count(value => value <= days * 24) / hours.Length, 6);
        }
    }
}
