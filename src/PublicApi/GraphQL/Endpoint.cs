using System.Security.Cryptography;
using GraphQL;
using GraphQL.Transport;
using GraphQL.Types;
using Microsoft.Net.Http.Headers;
using PublicApi.Feed;

namespace PublicApi.GraphQL;

/// <summary>
/// GraphQL over HTTP: <c>GET</c> and <c>POST /graphql</c>, and the schema as text. A request that reaches a field answers
/// 200, errors of fields included; one refused before that answers 400, or 200 to a client that knows only
/// application/json, as the specification of GraphQL over HTTP has it.
/// </summary>
public static class Endpoint
{
    private const string Path = "/graphql";

    public static void MapPublicGraphQL(this WebApplication app)
    {
        var text = new SchemaText(app.Services.GetRequiredService<ISchema>);
        app.UseCors();
        app.UseRateLimiter();
        app.UseWebSockets();
        app.MapGet($"{Path}/schema.graphql", text.Answer)
            .RequireCors(FrontDoor.Policy).RequireRateLimiting(FrontDoor.Policy);
        app.MapGet($"{Path}/documents", (Documents documents) => documents.Ours)
            .RequireCors(FrontDoor.Policy).RequireRateLimiting(FrontDoor.Policy);
        app.Map(Path, Serve).RequireCors(FrontDoor.Policy).RequireRateLimiting(FrontDoor.Policy);
    }

    internal static async Task Serve(
        HttpContext http, IGraphQLTextSerializer serializer, Operations operations, EventStream stream, Sockets sockets, Visitors visitors)
    {
        if (http.WebSockets.IsWebSocketRequest)
        {
            await sockets.Serve(http, operations);
            return;
        }

        http.Response.Headers.Vary = "Accept";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        var isGet = HttpMethods.IsGet(http.Request.Method);
        if (!isGet && !HttpMethods.IsPost(http.Request.Method))
        {
            http.Response.Headers.Allow = "GET, POST";
            await Refuse(http, operations, 405, "Send a GET or a POST.");
            return;
        }

        if (Negotiation.Of(http.Request) is not { } mediaType)
        {
            await Refuse(
                http, operations, 406, $"The answer is {Negotiation.ResponseJson}, {Negotiation.Json} or {Negotiation.EventStream}.");
            return;
        }

        var incoming = isGet
            ? RequestUrl.Read(http.Request.Query, serializer)
            : await RequestBody.Read(http.Request, serializer, http.RequestAborted);
        switch (incoming)
        {
            case Incoming.Accepted accepted when mediaType == Negotiation.EventStream:
                await Stream(http, operations, stream, visitors, accepted.Request);
                break;
            case Incoming.Accepted accepted:
                await Answer(http, operations, accepted.Request, mediaType);
                break;
            case Incoming.Refused refused:
                await Refuse(http, operations, refused.Status, refused.Message);
                break;
        }
    }

    private static async Task Stream(
        HttpContext http, Operations operations, EventStream stream, Visitors visitors, GraphQLRequest request)
    {
        using var visit = visitors.Enter(http.Connection.RemoteIpAddress);
        if (visit is null)
        {
            http.Response.Headers.RetryAfter = Visitors.RetryAfter;
            await Refuse(http, operations, 429, "Too many streams are open.");
            return;
        }

        await stream.Write(http, ct => operations.Run(request, mayFollow: true, ct));
    }

    private static async Task Answer(HttpContext http, Operations operations, GraphQLRequest request, string mediaType)
    {
        if (await operations.Run(request, mayFollow: false, http.RequestAborted) is not Reply.Once(var result, var json))
        {
            throw new InvalidOperationException("A subscription was begun for a transport that cannot carry it.");
        }

        var isGet = HttpMethods.IsGet(http.Request.Method);
        if (isGet && result.Errors?.Any(error => error is OperationNotHere) == true)
        {
            http.Response.Headers.Allow = HttpMethods.Post;
            await Write(http, 405, mediaType, json);
        }
        else if (!isGet || !result.Executed || result.Errors is not null || operations.Audience is not null)
        {
            await Write(http, StatusOf(result, mediaType), mediaType, json);
        }
        else
        {
            await WriteTagged(http, mediaType, json);
        }
    }

    // Weak, because compressed and plain bytes share it. A checkpoint comes at most once a second: so long an answer is new.
    private static async Task WriteTagged(HttpContext http, string mediaType, ReadOnlyMemory<byte> json)
    {
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(json.Span)[..16])}\"", isWeak: true);
        http.Response.Headers.CacheControl = "public, max-age=1";
        http.Response.GetTypedHeaders().ETag = tag;
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        await Send(http, 200, mediaType, json);
    }

    private static int StatusOf(ExecutionResult result, string mediaType) =>
        result.Executed ? 200
        : result.Errors?.Any(error => error is global::GraphQL.Execution.UnhandledError) == true ? 500
        : result.Errors?.Any(error => error is global::GraphQL.Execution.TimeoutError) == true ? 503
        : mediaType == Negotiation.ResponseJson ? 400
        : 200;

    private static Task Refuse(HttpContext http, Operations operations, int status, string message) => Write(
        http, status, Negotiation.Of(http.Request) is Negotiation.ResponseJson ? Negotiation.ResponseJson : Negotiation.Json,
        operations.Write(new ExecutionResult { Errors = [new ExecutionError(message) { Code = ErrorCodes.BadRequest }] }));

    private static Task Write(HttpContext http, int status, string mediaType, ReadOnlyMemory<byte> json)
    {
        http.Response.Headers.CacheControl = "no-store";
        return Send(http, status, mediaType, json);
    }

    private static async Task Send(HttpContext http, int status, string mediaType, ReadOnlyMemory<byte> json)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = $"{mediaType}; charset=utf-8";
        await http.Response.Body.WriteAsync(json, http.RequestAborted);
    }
}
