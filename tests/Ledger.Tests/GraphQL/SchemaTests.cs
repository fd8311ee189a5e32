namespace Ledger.Tests.GraphQL;

public sealed class SchemaTests(EmptyService empty) : IClassFixture<EmptyService>
{
    [Fact]
    public async Task The_schema_is_the_approved_one()
    {
        var server = empty.Server;
        var schema = await server.Client.GetStringAsync("/graphql/schema.graphql", TestContext.Current.CancellationToken);
        Snapshot.Match(schema, "SchemaTests.schema", extension: "graphql");
    }

    [Fact]
    public async Task Nothing_in_the_schema_breaks_a_client_of_the_approved_one()
    {
        var server = empty.Server;
        var schema = await server.Client.GetStringAsync("/graphql/schema.graphql", TestContext.Current.CancellationToken);
        var approved = await File.ReadAllTextAsync(
            Repository.Path("tests/Ledger.Tests/GraphQL/SchemaTests.schema.verified.graphql"), TestContext.Current.CancellationToken);
        Assert.Empty(SchemaBreaks.Between(approved, schema));
    }

    [Fact]
    public async Task Every_code_of_an_error_is_in_the_schema()
    {
        var server = empty.Server;
        var listed = (await server.Ask("{ __type(name: \"ErrorCode\") { enumValues { name } } }"))
            .GetProperty("__type").GetProperty("enumValues").EnumerateArray().Select(value => value.GetProperty("name").GetString()!);
        var ours = typeof(PublicApi.GraphQL.ErrorCodes).GetFields().Select(field => (string)field.GetRawConstantValue()!);
        Assert.Empty(ours.Except(listed));
    }
}
