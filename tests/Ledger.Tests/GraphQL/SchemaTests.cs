using System.Runtime.CompilerServices;
using Ledger.Tests.Store;

namespace Ledger.Tests.GraphQL;

public sealed class SchemaTests(Cluster cluster)
{
    [Fact]
    public async Task The_schema_is_the_approved_one()
    {
        await using var server = await TestServer.Start(cluster);
        Matches("schema", await server.Client.GetStringAsync("/graphql/schema.graphql", TestContext.Current.CancellationToken));
    }

    private static void Matches(string name, string actual, [CallerFilePath] string thisFile = "")
    {
        var approved = Path.ChangeExtension(thisFile, $"{name}.verified.graphql");
        if (!File.Exists(approved) || File.ReadAllText(approved) != actual)
        {
            File.WriteAllText(Path.ChangeExtension(thisFile, $"{name}.received.graphql"), actual);
            Assert.Fail($"The schema differs from {Path.GetFileName(approved)}; a received file stands beside it.");
        }
    }
}
