using System.Text.RegularExpressions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace PublicApi.OpenApi;

/// <summary>Describes what is not a command.</summary>
internal sealed partial class OtherOperations : IOpenApiOperationTransformer
{
    private const string Json = "application/json";
    private const string Text = "text/plain";
    private const string Lines = "application/jsonl";

    private static readonly Dictionary<string, Other> All = new Dictionary<string, Other>
    {
        ["POST /commands"] = new("batch", "Carries out up to 1,000 commands, given as JSON lines {path, key, if_match, body}; each is answered by a line {line, status, answer or problem}.", Lines, IsForMembers: true, ["400", "401", "413", "415", "429"]),
        ["GET /vault/{subject}"] = new("vault", "The confidential values of a case or enterprise, for its owner and the province. The reading is recorded before it is answered.", Json, IsForMembers: true, ["401", "404", "422", "429", "503", "504"], "purpose"),
        ["GET /vault/{subject}/accesses"] = new("vault", "Who has read the confidential values of a subject, when and what for.", Json, IsForMembers: true, ["401", "404", "429"]),
        ["POST /vault/{subject}/erase"] = new("vault", "Erases the confidential values of a subject for good; by the province.", Json, IsForMembers: true, ["400", "401", "403", "404", "413", "422", "429", "503"]),
        ["GET /referrals/candidates"] = new("referrals", "Who could take a case or deliver in it, best first.", Json, IsForMembers: true, ["401", "404", "422", "429"]),
        ["GET /webhooks"] = new("webhooks", "The member's webhooks, and how far each was told.", Json, IsForMembers: true, ["401", "429"]),
        ["POST /webhooks"] = new("webhooks", "Registers a webhook {url, types, from}; its secret (Standard Webhooks) is shown this once.", Json, IsForMembers: true, ["400", "401", "413", "422", "429", "503"]),
        ["DELETE /webhooks/{id}"] = new("webhooks", "Ends a webhook, its dead letters with it.", Json, IsForMembers: true, ["401", "404", "429"]),
        ["POST /webhooks/{id}/rotate"] = new("webhooks", "Gives a webhook another secret; the former one signs beside it for a day.", Json, IsForMembers: true, ["401", "404", "429", "503"]),
        ["POST /webhooks/{id}/test"] = new("webhooks", "Sends an event of type webhook.test to the receiver at once, signed as entries are, and tells whether it was taken.", Json, IsForMembers: true, ["401", "404", "429", "503"]),
        ["POST /webhooks/{id}/replay"] = new("webhooks", "Tells the log again, {from} a position on.", Json, IsForMembers: true, ["400", "401", "404", "413", "422", "429"]),
        ["GET /webhooks/{id}/dead_letters"] = new("webhooks", "The entries that the receiver did not take in any attempt.", Json, IsForMembers: true, ["401", "404", "429"]),
        ["POST /webhooks/{id}/dead_letters/{position}/resend"] = new("webhooks", "Sends a dead letter again.", Json, IsForMembers: true, ["401", "404", "429"]),
        ["GET /alliance/graphql"] = new("graphql", "What a member may see besides, asked as at /graphql.", Json, IsForMembers: true, ["401", "429"]),
        ["POST /alliance/graphql"] = new("graphql", "What a member may see besides, asked as at /graphql.", Json, IsForMembers: true, ["401", "429"]),
        ["GET /alliance/graphql/schema.graphql"] = new("graphql", "The schema of members.", Text, IsForMembers: true, ["401", "429"]),
        ["GET /feeds/publications.atom"] = new("feeds", "Published months, the newest first (Atom, RFC 4287).", "application/atom+xml", Refusals: ["400"]),
        ["GET /feeds/publications.json"] = new("feeds", "Published months, the newest first (JSON Feed 1.1).", "application/feed+json", Refusals: ["400"]),
        ["GET /feeds/findings.atom"] = new("feeds", "Findings, the newest first (Atom, RFC 4287).", "application/atom+xml", Refusals: ["400"]),
        ["GET /feeds/findings.json"] = new("feeds", "Findings, the newest first (JSON Feed 1.1).", "application/feed+json", Refusals: ["400"]),
        ["GET /feeds/corrections.atom"] = new("feeds", "Corrections, the newest first (Atom, RFC 4287).", "application/atom+xml", Refusals: ["400"]),
        ["GET /feeds/corrections.json"] = new("feeds", "Corrections, the newest first (JSON Feed 1.1).", "application/feed+json", Refusals: ["400"]),
        ["GET /health"] = new("service", "Whether the log moves; 503 with the alarm once it has stopped.", Json),
        ["GET /data/digest"] = new("log", "A digest of each public view, and the size of the log that it follows from.", Json),
        ["GET /data/rows/{view}"] = new("log", "The rows of a public view.", Lines),
        ["GET /data"] = new("data", "The tables that can be downloaded, with their columns and filters.", Json),
        ["GET /data/{view}.{format}"] = new("data", "A whole table as csv, jsonl or xlsx, by the filters of GraphQL in the URL; Ledger-Size, Ledger-Root and Content-Digest say what it is of, asOf asks for a state of the past.", "application/octet-stream", Refusals: ["400", "404", "410", "503"]),
        ["GET /hsds"] = new("data", "What the API below is: Open Referral HSDS 3.", Json),
        ["GET /hsds/services"] = new("data", "A page of services (HSDS).", Json, Refusals: ["400"]),
        ["GET /hsds/services/{id}"] = new("data", "A service with all that belongs to it (HSDS).", Json, Refusals: ["404"]),
        ["GET /hsds/organizations"] = new("data", "A page of organizations: platforms, then providers (HSDS).", Json, Refusals: ["400"]),
        ["GET /hsds/organizations/{id}"] = new("data", "A platform or a provider (HSDS).", Json, Refusals: ["404"]),
        ["GET /open311/v2/services.{format}"] = new("data", "What can be asked for (Open311 GeoReport v2, json or xml).", Json),
        ["GET /open311/v2/requests.{format}"] = new("data", "The public cases of up to 90 days (Open311 GeoReport v2, json or xml).", Json),
        ["GET /open311/v2/requests/{id}.{format}"] = new("data", "One public case (Open311 GeoReport v2, json or xml).", Json),
        ["GET /"] = new("graphql", "Leads to the page to write queries on.", "text/html"),
        ["GET /explorer"] = new("graphql", "A page to write queries on, with examples.", "text/html"),
        ["GET /explorer/{file}"] = new("graphql", "A file of that page.", "application/octet-stream"),
        ["GET /explorer/examples"] = new("graphql", "The examples of that page.", Json),
        ["GET /graphql"] = new("graphql", "The public view: a query in the URL, a kept document, or a subscription as server-sent events.", Json),
        ["POST /graphql"] = new("graphql", "The public view: a query (GraphQL over HTTP).", Json),
        ["GET /graphql/schema.graphql"] = new("graphql", "The schema of the public view.", Text),
        ["GET /graphql/documents"] = new("graphql", "The service's own documents by their ids.", Json),
        ["GET /log/checkpoint"] = new("log", "The newest signed checkpoint of the public log (C2SP tlog-checkpoint).", Text),
        ["GET /log/vkey"] = new("log", "The keys by which checkpoints are verified, one a line.", Text),
        ["GET /log/policy"] = new("log", "Which witnesses must have cosigned a checkpoint (C2SP tlog-policy).", Text),
        ["GET /log/witnesses"] = new("log", "What each witness has said.", Json),
        ["GET /log/tile/{path}"] = new("log", "A tile of the tree, or a bundle of entries (C2SP tlog-tiles).", "application/octet-stream"),
        ["GET /log/receipt/{eventId}"] = new("log", "A proof to keep: that the event is in the log (C2SP tlog-proof).", Text),
        ["GET /log/proof/inclusion"] = new("log", "That the entry at a position is in the tree.", Json),
        ["GET /log/proof/consistency"] = new("log", "That a tree grew from a smaller one.", Json),
        ["POST /oauth/token"] = new("token", "An access token for quarter of an hour, by client credentials (RFC 6749, 4.4) or private_key_jwt (RFC 7523).", Json),
        ["GET /.well-known/openid-configuration"] = new("token", "Metadata of the token server (RFC 8414).", Json),
        ["GET /.well-known/jwks"] = new("token", "The keys that tokens are signed by.", Json),
    };

    // Served by others than endpoints that describe themselves.
    private static readonly string[] Unseen =
        ["GET /graphql", "POST /graphql", "GET /alliance/graphql", "POST /alliance/graphql", "POST /oauth/token", "GET /.well-known/openid-configuration", "GET /.well-known/jwks"];

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var path = $"/{Marks().Replace(context.Description.RelativePath!.TrimEnd('/'), "")}";
        var method = context.Description.HttpMethod;
        if (All.TryGetValue($"{method} {path}", out var other) && context.Document is { } document)
        {
            other.Describe(operation, path, document);
        }

        return Task.CompletedTask;
    }

    public static void AddUnseen(OpenApiDocument document)
    {
        foreach (var known in Unseen)
        {
            var (method, path) = (known.Split(' ')[0], known.Split(' ')[1]);
            var operation = new OpenApiOperation { Responses = [] };
            All[known].Describe(operation, path, document);
            document.Paths.TryAdd(path, new OpenApiPathItem());
            ((OpenApiPathItem)document.Paths[path]).AddOperation(new HttpMethod(method), operation);
        }
    }

    // Of a pattern what a path of the description lacks: the stars of a catch-all, and constraints.
    [GeneratedRegex(@"\*\*|:[a-z]+(?=})")]
    private static partial Regex Marks();

    [GeneratedRegex("(?<={)[^}]+(?=})")]
    private static partial Regex Variable();

    /// <param name="Type">Media type of the answer; of a batch that of the request too.</param>
    /// <param name="Refusals">Statuses that are refusals as problems.</param>
    /// <param name="Query">Name of a query parameter that the handler reads itself; null for none.</param>
    private sealed record Other(
        string Tag, string Summary, string Type, bool IsForMembers = false, IReadOnlyList<string>? Refusals = null, string? Query = null)
    {
        public void Describe(OpenApiOperation operation, string path, OpenApiDocument document)
        {
            operation.Summary = Summary;
            operation.Tags = new HashSet<OpenApiTagReference> { new(Tag, document) };
            operation.Security = IsForMembers ? CommandOperations.Members(document) : null;
            operation.Parameters ??= [];
            foreach (var name in Variable().Matches(path).Select(variable => variable.Value))
            {
                if (!operation.Parameters.Any(parameter => parameter.Name == name))
                {
                    operation.Parameters.Add(Parameter(name, ParameterLocation.Path));
                }
            }

            if (Query is not null)
            {
                operation.Parameters.Add(Parameter(Query, ParameterLocation.Query));
            }

            operation.Responses = new OpenApiResponses
            {
                ["200"] = new OpenApiResponse
                {
                    Description = "The answer.",
                    Content = new Dictionary<string, OpenApiMediaType> { [Type] = new() },
                },
            };
            OpenApi.Refusals.Refer(operation.Responses, document, Refusals ?? []);
        }

        private static OpenApiParameter Parameter(string name, ParameterLocation place) =>
            new() { Name = name, In = place, Required = true, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
    }
}
