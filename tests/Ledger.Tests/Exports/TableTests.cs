using System.Net;
using System.Security.Cryptography;
using Ledger.Tests.Disclosures;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Store;

namespace Ledger.Tests.Exports;

public sealed class TableTests(Cluster cluster, OfferedNetwork offered) : IClassFixture<OfferedNetwork>
{
    // Nothing of this network was judged or published; JudgedTableTests has one.
    private static readonly string[] Judged = ["verdicts", "disclosures", "unifications", "findings", "indicators", "publications"];

    [Fact]
    public async Task Every_table_has_the_same_rows_in_each_form_and_says_which_state_it_is_of()
    {
        await using var server = await OfferedServices.Serve(cluster);
        await server.Ledger.Recorder.RecordAsync([Samples.Account("1", hours: 6), Samples.Account("2")], TestContext.Current.CancellationToken);
        await server.Ledger.Sequencer.Drain(TestContext.Current.CancellationToken);
        var size = await server.Ledger.Count("public_log.entry");
        var root = (await server.Ask("{ ledger { rootHash } }")).GetProperty("ledger").GetProperty("rootHash").GetString();

        foreach (var table in await server.Exported())
        {
            var name = table.GetProperty("name").GetString()!;
            var files = new Dictionary<string, byte[]>();
            foreach (var form in new[] { "csv", "jsonl", "xlsx" })
            {
                using var response = await server.Client.GetAsync($"/data/{name}.{form}", TestContext.Current.CancellationToken);
                Assert.Equal((name, HttpStatusCode.OK), (name, response.StatusCode));
                files[form] = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
                Assert.Equal([$"{size}"], response.Headers.GetValues("Ledger-Size"));
                Assert.Equal([root], response.Headers.GetValues("Ledger-Root"));
                Assert.Equal($"sha-256=:{Convert.ToBase64String(SHA256.HashData(files[form]))}:", Digest(response));
                Assert.Equal($"{name}-{size}.{form}", response.Content.Headers.ContentDisposition!.FileName);
            }

            var columns = table.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("name").GetString()!).ToArray();
            var csv = Tables.Csv(files["csv"]);
            Assert.Equal([0xEF, 0xBB, 0xBF], files["csv"][..3]);
            Assert.Equal(columns, csv[0]);
            Assert.All(csv, row => Assert.Equal(columns.Length, row.Length));
            Assert.Equal(csv, Tables.Workbook(files["xlsx"]));
            Assert.Equal(csv.Skip(1), Tables.Lines(files["jsonl"]).Select(row => row.EnumerateObject().Select(Tables.Cell).ToArray()));
            Assert.True(csv.Count > 1 || Judged.Contains(name), name);
        }
    }

    [Fact]
    public async Task Text_that_a_spreadsheet_would_run_is_marked_as_text_and_numbers_stay_numbers()
    {
        await using var server = await TestServer.Start(cluster);
        string[] names = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1", "a=1", "'", "\"quoted\", and\nso on"];
        await server.Ledger.Recorder.RecordAsync(
            [.. names.Select((name, i) => Samples.Account($"{i}", hours: -1) with { ServiceName = name, RequestedAt = Samples.Noon.AddMinutes(i) })],
            TestContext.Current.CancellationToken);
        await server.Ledger.Sequencer.Drain(TestContext.Current.CancellationToken);

        string[] safe = ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\tx", "'\rx", "'＝1", "a=1", "'", "\"quoted\", and\nso on"];
        var csv = Tables.Csv(await Get(server, "/data/cases.csv")).Skip(1).ToList();
        var workbook = Tables.Workbook(await Get(server, "/data/cases.xlsx")).Skip(1);
        foreach (var rows in new[] { csv, workbook })
        {
            // Readers of both make one kind of line end of all.
            Assert.Equal(safe.Select(text => text.ReplaceLineEndings("\n")), rows.Select(row => row[4].ReplaceLineEndings("\n")));
        }

        Assert.Equal(names, Tables.Lines(await Get(server, "/data/cases.jsonl")).Select(row => row.GetProperty("serviceName").GetString()));

        // Closed an hour before it was requested, and a minute more for each: the source is wrong, and no formula begins there.
        Assert.StartsWith("-3", csv[0][18], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cases.csv?month=2026-13", "month")]
    [InlineData("cases.csv?stage=DONE", "stage")]
    [InlineData("cases.csv?status=open", "status")]
    [InlineData("cases.csv?platform=A&platform=B", "platform")]
    [InlineData("cases.csv?platform=", "platform")]
    [InlineData("cases.csv?platform=%00", "platform")]
    [InlineData("cases.csv?nothing=1", "nothing")]
    [InlineData("services.csv?at=2026-01-05", "at")]
    [InlineData("services.csv?at=2026-01-05T08:00:00", "at")]
    [InlineData("services.csv?heads=fr", "heads")]
    [InlineData("serviceResult.xlsx?from=2026-02&to=2026-01", "from")]
    public async Task A_filter_that_is_not_one_is_refused_by_name(string path, string name)
    {
        var server = offered.Server;
        using var response = await server.Client.GetAsync($"/data/{path}", TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.Contains($"'{name}'", (await TestServer.Json(response)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_table_is_not_found()
    {
        var server = offered.Server;
        foreach (var path in new[] { "nothing.csv", "cases.pdf", "case_view.csv", "..%2Fcases.csv" })
        {
            using var response = await server.Client.GetAsync($"/data/{path}", TestContext.Current.CancellationToken);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, response.StatusCode));
        }
    }

    [Fact]
    public async Task A_table_is_of_one_state_though_entries_come_meanwhile_and_is_not_sent_twice()
    {
        await using var server = await TestServer.Start(cluster);
        var ct = TestContext.Current.CancellationToken;
        using var end = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var i = 0; !end.IsCancellationRequested; i++)
            {
                await server.Ledger.Recorder.RecordAsync([.. Enumerable.Range(0, 200).Select(j => Samples.Account($"{i}-{j}"))], CancellationToken.None);
            }
        }, ct);
        try
        {
            // An open case is one entry, so a table has as many rows as its state has entries.
            for (var rows = 0; rows < 1_500;)
            {
                using var response = await server.Client.GetAsync("/data/cases.jsonl", ct);
                rows = Tables.Lines(await response.Content.ReadAsByteArrayAsync(ct)).Count;
                Assert.Equal($"{rows}", response.Headers.GetValues("Ledger-Size").Single());
            }
        }
        finally
        {
            await end.CancelAsync();
            await writing;
        }

        while (await server.Ledger.Count("public_log.entry") < await server.Ledger.Count("views.case_view") || await server.Ledger.Count("journal.outbox") > 0)
        {
            await Task.Delay(20, ct);
        }

        using var last = await server.Client.GetAsync("/data/cases.csv", ct);
        Assert.Equal(HttpStatusCode.NotModified, await Again(server, "/data/cases.csv", last));
        Assert.Equal(HttpStatusCode.OK, await Again(server, "/data/cases.csv?month=2026-01", last));
        Assert.Equal(HttpStatusCode.OK, await Again(server, "/data/cases.jsonl", last));
        await server.Ledger.Recorder.RecordAsync([Samples.Account("last")], ct);
        await server.Ledger.Sequencer.Drain(ct);
        Assert.Equal(HttpStatusCode.OK, await Again(server, "/data/cases.csv", last));
    }

    private static async Task<HttpStatusCode> Again(TestServer server, string path, HttpResponseMessage before)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(before.Headers.ETag!);
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private static async Task<byte[]> Get(TestServer server, string path)
    {
        using var response = await server.Client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    private static string Digest(HttpResponseMessage response) =>
        response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated).Single(header => header.Key == "Content-Digest").Value.ToString();
}
