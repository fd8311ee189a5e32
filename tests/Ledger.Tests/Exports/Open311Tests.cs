using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Store;

namespace Ledger.Tests.Exports;

public sealed class Open311Tests(Open311Tests.Cases cases) : IClassFixture<Open311Tests.Cases>
{
    // Without dates the newest 90 days are told, and these cases are of January.
    private const string Span = "start_date=2026-01-01T00:00:00Z";

    [Fact]
    public async Task Requests_are_told_as_GeoReport_has_them_in_JSON_and_in_XML()
    {
        var server = cases.Server;
        foreach (var path in new[] { "services", $"requests?{Span}", $"requests?{Span}&status=open" })
        {
            var file = path.Split('?');
            var json = await Get(server, $"/open311/v2/{file[0]}.json{Query(file)}");
            var xml = XDocument.Parse(await server.Client.GetStringAsync($"/open311/v2/{file[0]}.xml{Query(file)}", TestContext.Current.CancellationToken));
            Assert.Equal(
                json.EnumerateArray().Select(item => string.Join('|', item.EnumerateObject().Select(member => $"{member.Name}={Text(member.Value)}"))),
                xml.Root!.Elements().Select(item => string.Join('|', item.Elements().Select(member => $"{member.Name}={member.Value}"))));
        }

        var closed = Assert.Single((await Get(server, $"/open311/v2/requests.json?{Span}&status=closed")).EnumerateArray());
        Assert.Equal(
            ("closed", "SNOW", "Sidewalk Not Shoveled <&>", "2026-01-05T04:00:00.000Z", "2026-01-05T10:00:00.000Z"),
            (closed.GetProperty("status").GetString(), closed.GetProperty("service_code").GetString(), closed.GetProperty("service_name").GetString(),
                closed.GetProperty("requested_datetime").GetString(), closed.GetProperty("updated_datetime").GetString()));

        var id = closed.GetProperty("service_request_id").GetString();
        Assert.Equal(closed.GetRawText(), (await Get(server, $"/open311/v2/requests/{id}.json"))[0].GetRawText());
        Assert.Equal(id, (await Get(server, $"/open311/v2/requests.json?service_request_id={id},none"))[0].GetProperty("service_request_id").GetString());
        Assert.Equal(["ROAD", "SNOW"], (await Get(server, "/open311/v2/services.json")).EnumerateArray().Select(service => service.GetProperty("service_code").GetString()));
    }

    [Fact]
    public async Task Dates_codes_and_pages_choose_the_requests()
    {
        var server = cases.Server;

        // Requested at noon of 5 January in Sichuan (04:00 UTC), of 15 January, and 100 days after the first.
        Assert.Equal(["1", "2", "3"], await Days(server, "start_date=2026-01-01T00:00:00Z&end_date=2026-12-31T00:00:00Z"));
        Assert.Equal(["1", "2"], await Days(server, "start_date=2026-01-01T00:00:00Z"));
        Assert.Equal(["2"], await Days(server, "start_date=2026-01-05T12:00:01%2B08:00&end_date=2026-01-15T12:00:00%2B08:00"));
        Assert.Equal(["2", "3"], await Days(server, "start_date=2026-01-01T00:00:00Z&end_date=2026-12-31T00:00:00Z&service_code=ROAD,NONE"));
        Assert.Equal(["2"], await Days(server, "start_date=2026-01-01T00:00:00Z&end_date=2026-12-31T00:00:00Z&page=2&page_size=1"));
        Assert.Equal(["1", "2", "3"], await Days(server, "start_date=2026-01-01T00:00:00Z&end_date=2026-12-31T00:00:00Z&status=open,closed"));
    }

    [Theory]
    [InlineData("requests.json?status=done", 400)]
    [InlineData("requests.json?start_date=2026-01-01", 400)]
    [InlineData("requests.json?page_size=1001", 400)]
    [InlineData("requests.json?lat=1", 400)]
    [InlineData("requests/none.json", 404)]
    [InlineData("requests/none.xml", 404)]
    [InlineData("requests.csv", 404)]
    public async Task Refusals_have_the_form_of_the_specification(string path, int status)
    {
        var server = cases.Server;
        using var response = await server.Client.GetAsync($"/open311/v2/{path}", TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)response.StatusCode);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var code = path.EndsWith(".xml", StringComparison.Ordinal)
            ? XDocument.Parse(text).Root!.Element("error")!.Element("code")!.Value
            : JsonSerializer.Deserialize<JsonElement>(text)[0].GetProperty("code").GetRawText();
        Assert.Equal($"{status}", code);
    }

    // Which of the three came, by the day.
    private static async Task<IEnumerable<string>> Days(TestServer server, string query) =>
        (await Get(server, $"/open311/v2/requests.json?{query}")).EnumerateArray().Select(request => request.GetProperty("requested_datetime").GetString()![..10] switch
        {
            "2026-01-05" => "1",
            "2026-01-15" => "2",
            _ => "3",
        });

    private static string Text(JsonElement value) => value.ValueKind is JsonValueKind.False ? "false" : value.ToString();

    private static string Query(string[] file) => file.Length > 1 ? $"?{file[1]}" : "";

    private static async Task<JsonElement> Get(TestServer server, string path)
    {
        using var response = await server.Client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal((path, HttpStatusCode.OK), (path, response.StatusCode));
        return await TestServer.Json(response);
    }

    /// <summary>The service over three imported cases, one of them closed.</summary>
    public sealed class Cases(Cluster cluster) : IAsyncLifetime
    {
        public TestServer Server { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Server = await TestServer.Start(cluster);
            await Server.Ledger.Recorder.RecordAsync(
                [
                    Samples.Account("1", hours: 6) with { ServiceName = "Sidewalk Not Shoveled <&>" },
                    Samples.Account("2") with { ServiceCode = "ROAD", RequestedAt = Samples.Noon.AddDays(10), UpdatedAt = Samples.Noon.AddDays(10) },
                    Samples.Account("3") with { ServiceCode = "ROAD", RequestedAt = Samples.Noon.AddDays(100), UpdatedAt = Samples.Noon.AddDays(100) },
                ],
                TestContext.Current.CancellationToken);
            await Server.Ledger.Sequencer.Drain(TestContext.Current.CancellationToken);
        }

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
