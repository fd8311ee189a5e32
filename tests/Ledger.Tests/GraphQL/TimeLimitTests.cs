using Ledger.Tests.Store;

namespace Ledger.Tests.GraphQL;

public sealed class TimeLimitTests(Cluster cluster)
{
    private static readonly object Query = new { query = "{ cases(first: 1) { nodes { caseId } } }" };

    [Fact]
    public async Task A_request_that_takes_too_long_or_goes_away_ends_its_statement()
    {
        await using var server = await TestServer.Start(cluster);
        var ct = TestContext.Current.CancellationToken;
        await using var holder = await server.Ledger.Administrator.OpenConnectionAsync(ct);
        await using var held = await holder.BeginTransactionAsync(ct);
        await using var hold = new Npgsql.NpgsqlCommand("LOCK TABLE views.case_view IN ACCESS EXCLUSIVE MODE", holder);
        await hold.ExecuteNonQueryAsync(ct);

        server.Client.Timeout = TimeSpan.FromSeconds(1);
        await Assert.ThrowsAsync<TaskCanceledException>(() => server.Post(Query));
        for (var tries = 0; await WaitingReaders(server) > 0; tries++)
        {
            Assert.True(tries < 600, "The statement of a request that went away still waits.");
            await Task.Delay(100, ct);
        }

        using var patient = new HttpClient { BaseAddress = server.Client.BaseAddress };
        using var body = new StringContent("""{"query":"{ cases(first: 1) { nodes { caseId } } }"}""", null, "application/json");
        using var response = await patient.PostAsync("/graphql", body, ct);
        Assert.Equal(
            "TIMEOUT", (await TestServer.Json(response)).GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal(0, await WaitingReaders(server));
    }

    private static Task<long> WaitingReaders(TestServer server) => server.Ledger.Count(
        "pg_stat_activity WHERE datname = current_database() AND application_name = 'ledger_reader' AND state <> 'idle'");
}
