using Ledger.Tests.Store;

namespace Ledger.Tests.GraphQL;

public sealed class SchemaTests(Cluster cluster)
{
    [Fact]
    public async Task The_schema_is_the_approved_one()
    {
        await using var server = await TestServer.Start(cluster);
        var schema = await server.Client.GetStringAsync("/graphql/schema.graphql", TestContext.Current.CancellationToken);
        Snapshot.Match(schema, "SchemaTests.schema", extension: "graphql");
    }
}
