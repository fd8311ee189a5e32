using System.Text.Json;
using Ledger.Tests.Store;

namespace Ledger.Tests.GraphQL;

/// <summary>Clients and tools that others wrote, against a running service.</summary>
public sealed class ClientTests(Cluster cluster)
{
    [Fact]
    public async Task Urql_Apollo_graphql_ws_and_graphql_sse_ask_and_follow()
    {
        await using var server = await TestServer.Start(cluster);
        await server.Ledger.Recorder.RecordAsync([Samples.Account("1"), Samples.Account("2"), Samples.Account("3")], TestContext.Current.CancellationToken);
        await server.Ledger.Sequencer.Drain(TestContext.Current.CancellationToken);

        var answers = JsonSerializer.Deserialize<JsonElement>(await NpmPrograms.Run("clients.mjs", $"{server.Client.BaseAddress}graphql"));

        Assert.Equal(
            ["graphql-ws", "graphql-sse", "urql", "urql subscription", "urql by GET", "Apollo", "Apollo subscription", "Apollo by GET"],
            answers.EnumerateObject().Select(answer => answer.Name));
        foreach (var answer in answers.EnumerateObject())
        {
            Assert.Equal((answer.Name, "[0,1]"), (answer.Name, answer.Value.GetProperty("positions").GetRawText()));
            Assert.True(!answer.Value.TryGetProperty("size", out var size) || size.GetInt64() == 3, answer.Name);
        }
    }

    [Fact]
    public async Task What_Relay_s_compiler_makes_of_an_application_pages_through_a_list_and_finds_a_node_again()
    {
        await using var server = await TestServer.Start(cluster);
        await server.Ledger.Recorder.RecordAsync([.. Enumerable.Range(0, 5).Select(i => Samples.Account($"{i}"))], TestContext.Current.CancellationToken);
        await server.Ledger.Sequencer.Drain(TestContext.Current.CancellationToken);

        var told = JsonSerializer.Deserialize<JsonElement>(await NpmPrograms.Run("relay.mjs", $"{server.Client.BaseAddress}graphql"));

        var cases = (await server.Ask("{ cases(first: 9) { nodes { id caseId } } }")).GetProperty("cases").GetProperty("nodes");
        Assert.Equal(5, told.GetProperty("size").GetInt32());
        Assert.Equal(
            cases.EnumerateArray().Select(node => node.GetProperty("caseId").GetString()), told.GetProperty("cases").EnumerateArray().Select(id => id.GetString()));
        Assert.Equal(cases[0].GetProperty("id").GetString(), told.GetProperty("again").GetProperty("id").GetString());
        Assert.Equal("RECEIVED", told.GetProperty("again").GetProperty("stage").GetString());
        Assert.Equal("subscription", told.GetProperty("subscription").GetString());
    }

    [Fact]
    public async Task Tools_read_one_schema_from_introspection_and_from_its_text()
    {
        await using var server = await TestServer.Start(cluster);
        Assert.Equal("read", await NpmPrograms.Run("schema.mjs", $"{server.Client.BaseAddress}graphql"));
    }
}
