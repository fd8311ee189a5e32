using Ledger.Tests.Store;

namespace Ledger.Tests.GraphQL;

public sealed class AllianceSchemaTests(Cluster cluster)
{
    [Fact]
    public async Task The_schema_of_the_alliance_is_the_approved_one()
    {
        await using var server = await TestServer.Start(cluster);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/alliance/graphql/schema.graphql");
        request.Headers.Authorization = new("Bearer", await server.Token());

        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Snapshot.Match(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), "AllianceSchemaTests.schema", extension: "graphql");
    }
}
