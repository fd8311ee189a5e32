using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Store;
using Ledger.Transparency;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Projections.Sequencing;
using PublicApi.Http;
using PublicApi.OpenApi;

namespace Ledger.Tests.Http;

/// <summary>The description of the API says what the service does.</summary>
public sealed partial class OpenApiTests(Cluster cluster) : IDisposable
{
    private static readonly JsonSerializerOptions Form = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string folder = Directory.CreateTempSubdirectory("ledger-api-").FullName;

    [Fact]
    public async Task It_is_OpenAPI_3_1_and_as_approved()
    {
        await using var service = await Start();

        var document = await Document(service);

        Assert.StartsWith("3.1.", document["openapi"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.All(References(document), reference => Assert.NotNull(Follow(document, reference)));
        Snapshot.Match(Lines(document), "Api", "json");
    }

    [Fact]
    public async Task Every_endpoint_is_in_it_with_a_summary_and_a_tag()
    {
        await using var service = await Start();
        var document = await Document(service);

        Assert.All(Endpoints(service).Where(endpoint => endpoint.RoutePattern.RawText != OpenApiServices.Path), endpoint =>
        {
            var path = PathOf(endpoint);
            Assert.True(document["paths"]![path] is not null, path);
            foreach (var (method, operation) in document["paths"]![path]!.AsObject())
            {
                var variables = (operation!["parameters"]?.AsArray() ?? []).Where(one => one!["in"]?.GetValue<string>() == "path").Select(one => one!["name"]!.GetValue<string>());
                Assert.All(variables, name => Assert.Contains($"{{{name}}}", path, StringComparison.Ordinal));
                Assert.True(operation["summary"]?.GetValue<string>() is { Length: > 5 } && operation["tags"]!.AsArray().Count == 1, $"{method} {path} says nothing.");
            }
        });
    }

    [Fact]
    public async Task Every_example_of_a_command_is_read_as_that_command()
    {
        await using var service = await Start();
        var document = await Document(service);

        Assert.All(Endpoints(service).Where(endpoint => endpoint.Metadata.GetMetadata<CommandRoute>() is not null), endpoint =>
        {
            var command = endpoint.Metadata.GetRequiredMetadata<CommandRoute>().Command;
            var operation = document["paths"]![PathOf(endpoint)]!["post"]!;
            var body = operation["requestBody"]!["content"]!["application/json"]!;
            Assert.NotEmpty(body["examples"]!.AsObject());
            foreach (var (name, example) in body["examples"]!.AsObject())
            {
                var read = JsonSerializer.Deserialize(example!["value"], typeof(CommandBody<>).MakeGenericType(command), CommandJson.Options);
                Assert.True(read is not null, $"{name} of {command.Name}");
            }

            // What has to be there according to the description is what has to be there to be read.
            var schema = Follow(document, body["schema"]!["$ref"]!.GetValue<string>())!;
            var inner = schema["properties"]!["command"]!;
            inner = inner["$ref"] is { } reference ? Follow(document, reference.GetValue<string>())! : inner;
            var demanded = command.GetConstructors().Single(made => made.GetParameters().All(parameter => parameter.ParameterType != command)).GetParameters()
                .Where(parameter => !parameter.HasDefaultValue)
                .Select(parameter => JsonNamingPolicy.SnakeCaseLower.ConvertName(parameter.Name!));
            Assert.Equal(demanded.Order(), (inner["required"]?.AsArray() ?? []).Select(name => name!.GetValue<string>()).Order());
            Assert.True(operation["responses"]!.AsObject().ContainsKey("422"));
        });
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    // With a key, so that the log is served.
    private async Task<TestServer> Start() => await TestServer.Start(cluster, new CheckpointPublisher(
        NoteSigner.FromSeed("test.example/log", new byte[32]), Path.Combine(folder, "last-checkpoint"), TimeProvider.System));

    // A line for each path, schema and so on; without the examples, which stand in their own files.
    private static string Lines(JsonNode document)
    {
        foreach (var operation in document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()))
        {
            (operation.Value!["requestBody"]?["content"]?["application/json"] as JsonObject)?.Remove("examples");
        }

        return $"{{\n{Members(document, depth: 1)}\n}}\n";
    }

    private static string Members(JsonNode node, int depth) => string.Join(",\n", node.AsObject().Select(member =>
        $"{new string(' ', 2 * depth)}\"{member.Key}\": " + (depth < 3 && member is { Key: "paths" or "components" or "schemas" or "responses" or "parameters", Value: { } inner }
            ? $"{{\n{Members(inner, depth + 1)}\n{new string(' ', 2 * depth)}}}"
            : member.Value!.ToJsonString(Form))));

    private static IEnumerable<RouteEndpoint> Endpoints(TestServer service) =>
        service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    // As the description writes a pattern: without constraints and without the mark of a catch-all.
    private static string PathOf(RouteEndpoint endpoint) => Constraint().Replace(
        "/" + endpoint.RoutePattern.RawText!.Trim('/').Replace("{**", "{", StringComparison.Ordinal), "");

    private static async Task<JsonNode> Document(TestServer service) =>
        JsonNode.Parse(await service.Client.GetStringAsync(OpenApiServices.Path, TestContext.Current.CancellationToken))!;

    private static JsonNode? Follow(JsonNode document, string reference) =>
        reference.Split('/').Skip(1).Aggregate((JsonNode?)document, static (node, name) => node?[name]);

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject whole => whole.SelectMany(member => member is { Key: "$ref", Value: JsonValue value } ? [value.GetValue<string>()] : References(member.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };

    [GeneratedRegex(":[a-z]+(?=})")]
    private static partial Regex Constraint();
}
