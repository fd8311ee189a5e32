using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace PublicApi.OpenApi;

/// <summary>What the description of the API says as a whole: how commands are sent, and who may.</summary>
internal sealed class ApiDescription : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Ledger of public services",
            Version = "1",
            Description = "Commands of the members, and what the public reads. Money is whole fen (1 yuan is 100 fen), instants are RFC 3339 "
                + "with an offset, days and months those of Asia/Shanghai. A repeated Idempotency-Key gets the first answer and stores nothing.",
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.AddComponent("member", new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.OAuth2,
            Description = "A member's own credentials; the member acts for its node only, the province for every node.",
            Flows = new OpenApiOAuthFlows
            {
                ClientCredentials = new OpenApiOAuthFlow
                {
                    TokenUrl = new Uri("/oauth/token", UriKind.Relative),
                    Scopes = new Dictionary<string, string>(),
                },
            },
        });
        document.AddComponent("Key", Text("key", ParameterLocation.Path, isRequired: true, "Key of the thing, or the whole id of its stream, as answers give it."));
        document.AddComponent("IdempotencyKey", Text(
            "Idempotency-Key", ParameterLocation.Header, isRequired: true, "Chosen by the caller, new for each command, the same when it is repeated.", "^[A-Za-z0-9_.:-]{1,100}$"));
        document.AddComponent("IfMatch", Text(
            "If-Match", ParameterLocation.Header, isRequired: false, "The ETag of the version the caller saw last; left out to accept any.", "^(\\*|\"[0-9]{1,18}\")$"));
        document.AddComponent("AcceptLanguage", Text(
            "Accept-Language", ParameterLocation.Header, isRequired: false, "zh or en: the language of refusals."));
        Refusals.Define(document);
        OtherOperations.AddUnseen(document);
        DemandCommands(document);
        document.Tags = document.Paths.Values
            .SelectMany(path => path.Operations!.Values)
            .SelectMany(operation => operation.Tags ?? new HashSet<OpenApiTagReference>())
            .Select(tag => tag.Reference.Id!)
            .Distinct()
            .Select(name => new OpenApiTag { Name = name })
            .ToHashSet();
        return Task.CompletedTask;
    }

    // That a generic member cannot be null is nowhere to be read off; a body without its command is refused.
    private static void DemandCommands(OpenApiDocument document)
    {
        foreach (var body in document.Components!.Schemas!.Values.OfType<OpenApiSchema>())
        {
            if (body.Properties?.TryGetValue("command", out var command) == true && command.OneOf is [_, var demanded])
            {
                body.Properties["command"] = demanded;
            }
        }
    }

    private static OpenApiParameter Text(string name, ParameterLocation place, bool isRequired, string description, string? pattern = null) => new()
    {
        Name = name,
        In = place,
        Required = isRequired,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = pattern },
    };
}
