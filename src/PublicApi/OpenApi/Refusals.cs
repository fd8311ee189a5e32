using Microsoft.OpenApi;

namespace PublicApi.OpenApi;

/// <summary>The answers that are no success, said once in the description and referred to.</summary>
internal static class Refusals
{
    public static readonly IReadOnlyList<string> OfCommands = ["400", "401", "403", "404", "409", "412", "413", "415", "422", "429", "503", "504"];

    private static readonly Dictionary<string, string> Meanings = new Dictionary<string, string>
    {
        ["400"] = "The body, a parameter, the Idempotency-Key or If-Match is not of its form.",
        ["401"] = "No access token of a member in force.",
        ["403"] = "The member may not act for this node.",
        ["404"] = "There is no such thing, or the member may not know of it.",
        ["409"] = "It exists already.",
        ["410"] = "It is not known any more of the state that is asked for; rule says STATE_NOT_KEPT.",
        ["412"] = "The stream is not at the version that If-Match names; version says where it is.",
        ["413"] = "The body is larger than the service takes.",
        ["415"] = "The body is of another media type.",
        ["422"] = "A rule refuses it; rule is its public code, which never changes its meaning.",
        ["429"] = "Too many requests; Retry-After says in how many seconds again.",
        ["503"] = "The service cannot do this now.",
        ["504"] = "Unknown: the commit was still under way. Repeat with the same Idempotency-Key.",
    };

    public static void Refer(OpenApiResponses responses, OpenApiDocument document, IEnumerable<string> statuses)
    {
        foreach (var status in statuses)
        {
            responses[status] = new OpenApiResponseReference($"Status{status}", document);
        }
    }

    public static void Define(OpenApiDocument document)
    {
        document.AddComponent("Problem", Problem());
        foreach (var (status, meaning) in Meanings)
        {
            document.AddComponent($"Status{status}", new OpenApiResponse
            {
                Description = meaning,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference("Problem", document) },
                },
            });
        }
    }

    private static OpenApiSchema Problem() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "A refusal, conflict or fault (RFC 9457), in the language that Accept-Language prefers: zh or en.",
        Required = new HashSet<string> { "type", "title", "status" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text(null),
            ["title"] = Text("The status in words."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["detail"] = Text("What is wrong, in one sentence. It never repeats what was sent."),
            ["rule"] = Text("Public code of the rule that refuses, such as INV-03."),
            ["version"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "With 412: the version of the stream." },
        },
    };

    private static OpenApiSchema Text(string? description) => new() { Type = JsonSchemaType.String, Description = description };
}
