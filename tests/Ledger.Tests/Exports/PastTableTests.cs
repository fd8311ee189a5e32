using System.Net;
using Ledger.Tests.Auditor;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Store;

namespace Ledger.Tests.Exports;

/// <summary>Tables as of a state of the past.</summary>
public sealed class PastTableTests(Cluster cluster, JudgedNetwork judged) : IClassFixture<JudgedNetwork>
{
    private static readonly string[] Tables = ["platforms", "providers", "services", "serviceContent", "serviceProcess", "feeStandard", "serviceCommitment", "cases", "serviceResult", "disclosureRates"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_table_as_of_a_state_is_to_the_byte_what_it_was_in_it()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var server = await TestServer.Start(cluster);
        var (history, catalogue) = (new RandomHistory(server.Ledger, random), new RandomCatalogue(server.Ledger, random));
        var told = new Dictionary<(string Path, long Size), (string Table, string State)>();
        for (var step = 0; step < 5; step++)
        {
            for (var i = 0; i < 20; i++)
            {
                await (random.Next(2) == 0 ? history.Step() : catalogue.Step());
            }

            await server.Ledger.Sequencer.Drain(Ct);
            var size = await server.Ledger.Count("public_log.entry");
            foreach (var table in Tables)
            {
                told[(table, size)] = await Get(server, $"/data/{table}.csv");
            }
        }

        foreach (var ((table, size), then) in told)
        {
            Assert.Equal((seed, table, size, then), (seed, table, size, await Get(server, $"/data/{table}.csv?asOf={size}")));
        }
    }

    [Theory]
    [InlineData("verdicts", "to=2025-12")]
    [InlineData("disclosures", "period=2025-12")]
    [InlineData("unifications", "period=2025-12")]
    [InlineData("findings", "to=2025-12")]
    [InlineData("indicators", "year=2025")]
    [InlineData("indicators", "month=2025-12")]
    public async Task A_month_that_was_not_judged_again_is_told_as_it_was(string table, string december)
    {
        var now = await Get(judged.Server, $"/data/{table}.csv?{december}");
        var then = await Get(judged.Server, $"/data/{table}.csv?{december}&asOf={judged.Late}");
        Assert.Equal(now.Table, then.Table);
        Assert.True(now.Table.Count(letter => letter == '\n') > 1, now.Table);
        Assert.Equal($"{judged.Late}", then.State.Split(' ')[0]);

        // Before it was judged there is nothing of it but the heads.
        Assert.Single((await Get(judged.Server, $"/data/{table}.csv?{december}&asOf=1")).Table.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("verdicts")]
    [InlineData("disclosures")]
    [InlineData("unifications")]
    [InlineData("findings")]
    [InlineData("indicators")]
    [InlineData("publications")]
    public async Task A_month_that_was_judged_again_is_told_as_it_was_published(string table)
    {
        var asPublished = await Get(judged.Server, $"/data/{table}.csv?asOf={judged.Published}");
        Assert.Equal(judged.AtPublication[table], asPublished.Table);
        Assert.NotEqual(asPublished.Table, (await Get(judged.Server, $"/data/{table}.csv")).Table);
        Assert.Contains("2026-01", asPublished.Table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_kept_of_a_month_is_refused_with_the_reason()
    {
        // Acted upon after the publication, and judged again since; before the publication and the digests after it January was not judged.
        var (status, problem) = await Refused($"/data/findings.csv?asOf={judged.Late}");
        Assert.Equal((HttpStatusCode.Gone, "STATE_NOT_KEPT"), (status, problem.GetProperty("rule").GetString()));
        Assert.Contains("2026-01", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("2026-01", (await Get(judged.Server, $"/data/findings.csv?asOf={judged.Published - 2}")).Table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_publication_is_told_as_it_stood_at_its_own_entry_and_since_its_newest_judgement()
    {
        // Its entry is the one before that of the digests.
        Assert.Single((await Get(judged.Server, $"/data/publications.csv?asOf={judged.Published - 2}")).Table.TrimEnd().Split('\n'));
        var asPublished = judged.AtPublication["publications"];
        Assert.Equal(asPublished, (await Get(judged.Server, $"/data/publications.csv?asOf={judged.Published - 1}")).Table);
        Assert.Equal(asPublished, (await Get(judged.Server, $"/data/publications.csv?asOf={judged.Late + 1}")).Table);

        var (status, problem) = await Refused($"/data/publications.csv?asOf={judged.Between}");
        Assert.Equal((HttpStatusCode.Gone, "STATE_NOT_KEPT"), (status, problem.GetProperty("rule").GetString()));
        Assert.Contains("2026-01", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Single((await Get(judged.Server, $"/data/publications.csv?to=2025-12&asOf={judged.Between}")).Table.TrimEnd().Split('\n'));

        var now = await Get(judged.Server, "/data/publications.csv");
        Assert.Equal(now, await Get(judged.Server, $"/data/publications.csv?asOf={judged.Between + 1}"));
    }

    [Fact]
    public async Task A_state_is_named_by_its_size_by_a_day_or_by_an_instant_and_one_that_never_was_is_not_found()
    {
        var last = await judged.Server.Ledger.Count("public_log.entry");
        var all = await Get(judged.Server, "/data/findings.csv");
        foreach (var state in new[] { $"{last}", "9998-12-31", "2999-01-01T00:00:00Z" })
        {
            Assert.Equal(all, await Get(judged.Server, $"/data/findings.csv?asOf={state}"));
        }

        var (status, problem) = await Refused($"/data/cases.csv?asOf={last + 1}");
        Assert.Equal((HttpStatusCode.NotFound, "NO_SUCH_STATE"), (status, problem.GetProperty("rule").GetString()));
        Assert.Contains($"{last} entries", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        foreach (var path in new[] { "/data/cases.csv?asOf=-1", "/data/cases.csv?asOf=x", "/data/publications.csv?asOf=2026-02-30" })
        {
            var (refusal, words) = await Refused(path);
            Assert.Equal((path, HttpStatusCode.BadRequest), (path, refusal));
            Assert.Contains("'asOf'", words.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_table_of_the_past_that_the_client_has_is_not_sent_again_though_the_log_grew()
    {
        await using var server = await TestServer.Start(cluster);
        await server.Ledger.Recorder.RecordAsync([Samples.Account("1")], Ct);
        await server.Ledger.Sequencer.Drain(Ct);
        using var first = await server.Client.GetAsync("/data/cases.csv?asOf=1", Ct);
        await server.Ledger.Recorder.RecordAsync([Samples.Account("1", hours: 3) with { UpdatedAt = Samples.Noon.AddDays(2) }], Ct);
        await server.Ledger.Sequencer.Drain(Ct);

        using var again = new HttpRequestMessage(HttpMethod.Get, "/data/cases.csv?asOf=1");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var same = await server.Client.SendAsync(again, Ct);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
    }

    private static async Task<(string Table, string State)> Get(TestServer server, string path)
    {
        using var response = await server.Client.GetAsync(path, Ct);
        var text = await response.Content.ReadAsStringAsync(Ct);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {text}");
        return (text, $"{response.Headers.GetValues("Ledger-Size").Single()} {response.Headers.GetValues("Ledger-Root").Single()}");
    }

    private async Task<(HttpStatusCode Status, System.Text.Json.JsonElement Problem)> Refused(string path)
    {
        using var response = await judged.Server.Client.GetAsync(path, Ct);
        return (response.StatusCode, await TestServer.Json(response));
    }
}
