using System.Text.Json;
using GraphQL.Transport;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Store;
using Microsoft.Extensions.DependencyInjection;
using PublicApi.Feed;
using PublicApi.GraphQL;

namespace Ledger.Tests.Feed;

public sealed class LaggedTests(Cluster cluster)
{
    [Fact]
    public async Task A_reader_that_lags_is_told_so_and_where_to_go_on_and_its_stream_ends()
    {
        await using var server = await TestServer.Start(cluster, configuration: new Dictionary<string, string?> { ["Feed:Lag"] = "20" });
        var ct = TestContext.Current.CancellationToken;
        await Record(server, 0, 10);

        // What a transport does with a client that takes nothing: it does not ask for the next result.
        var reply = await server.Services.GetRequiredService<Operations>().Run(
            new GraphQLRequest { Query = "subscription { entries { resumeAfter } }" }, mayFollow: true, ct);
        await using var results = Assert.IsType<Reply.Live>(reply).Results.GetAsyncEnumerator(ct);
        while (await Next(results) is var first && first.GetProperty("data").GetProperty("entries").GetProperty("resumeAfter").GetInt64() < 9)
        {
        }

        await Record(server, 10, 50);
        await server.Services.GetRequiredService<LogTail>().Until(state => state.Size == 60, ct);
        Assert.Equal(
            """{"errors":[{"message":"This reader lags. Go on with after: 9.","extensions":{"code":"LAGGED","after":9}}]}""",
            Order((await Next(results)).GetRawText()));
        Assert.False(await results.MoveNextAsync());
        Assert.Equal(50, (await EventReader.Entries(server.Client, "(after: 9)", 50)).Count);
    }

    // The order of two members of extensions is the library's.
    private static string Order(string json) =>
        json.Replace("""{"after":9,"code":"LAGGED"}""", """{"code":"LAGGED","after":9}""", StringComparison.Ordinal);

    private static async Task<JsonElement> Next(IAsyncEnumerator<ReadOnlyMemory<byte>> results)
    {
        Assert.True(await results.MoveNextAsync());
        using var json = JsonDocument.Parse(results.Current);
        return json.RootElement.Clone();
    }

    private static async Task Record(TestServer server, int from, int count)
    {
        await server.Ledger.Recorder.RecordAsync(
            [.. Enumerable.Range(from, count).Select(i => Samples.Account($"{i}"))], TestContext.Current.CancellationToken);
        await server.Ledger.Sequencer.Drain(TestContext.Current.CancellationToken);
    }
}
