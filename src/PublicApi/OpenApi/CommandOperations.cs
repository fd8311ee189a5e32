using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ledger.Deciding;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.OpenApi;
using PublicApi.Http;

namespace PublicApi.OpenApi;

/// <summary>Describes a command: what its comment says, the headers, its answers, and the examples that the tests play.</summary>
internal sealed partial class CommandOperations : IOpenApiOperationTransformer
{
    private static readonly XmlComments Comments = new(typeof(LedgerEvent).Assembly);

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<CommandRoute>().FirstOrDefault() is not { Command: var command }
            || context.Document is not { } document)
        {
            return Task.CompletedTask;
        }

        var path = context.Description.RelativePath!;
        var (summary, more) = XmlComments.Split(Comments.Summary(command) ?? InWords(command.Name));
        operation.Summary = summary;
        operation.Description = more;
        operation.Tags = new HashSet<OpenApiTagReference> { new(path.Split('/')[0], document) };
        operation.Security = Members(document);
        operation.Parameters =
        [
            .. path.Contains("{key}", StringComparison.Ordinal) ? [new OpenApiParameterReference("Key", document)] : Array.Empty<IOpenApiParameter>(),
            new OpenApiParameterReference("IdempotencyKey", document),
            new OpenApiParameterReference("IfMatch", document),
            new OpenApiParameterReference("AcceptLanguage", document),
        ];
        var body = operation.RequestBody!.Content!["application/json"];
        body.Examples = Examples(path);
        operation.Responses!["200"].Description = "Done, or done before under this key.";
        ((OpenApiResponse)operation.Responses["200"]).Headers = new Dictionary<string, IOpenApiHeader>
        {
            ["ETag"] = new OpenApiHeader
            {
                Description = "The version of the stream after it, such as \"3\".",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            },
        };
        Refusals.Refer(operation.Responses, document, Refusals.OfCommands);
        return Task.CompletedTask;
    }

    public static List<OpenApiSecurityRequirement> Members(OpenApiDocument document) =>
        [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("member", document)] = [] }];

    private static Dictionary<string, IOpenApiExample> Examples(string path)
    {
        var matcher = new TemplateMatcher(TemplateParser.Parse(path), []);
        return ExampleFile.All.SelectMany(file => file.Requests)
            .Where(example => example.Method == "POST" && matcher.TryMatch(new PathString(ExampleFile.Fill(example.Path, _ => "x")), []))
            .Where(example => example.Expect is null or "422 NOT-YET-DUE" or "422 NODEKEY-SIGNED" or "422 FINDING-UNKNOWN")
            .ToDictionary(
                example => example.Headers["Idempotency-Key"],
                example => (IOpenApiExample)new OpenApiExample
                {
                    Summary = example.Title,
                    Value = JsonNode.Parse(ExampleFile.Fill(example.Body!, _ => "case-018f4e2a-0000-5000-8000-000000000000")),
                });
    }

    // A command whose comment has nothing to add says it by its name: PayFee, "Pay fee."
    private static string InWords(string name) => $"{name[0]}{Apart().Replace(name[1..], " $0").ToLowerInvariant()}.";

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Apart();
}
