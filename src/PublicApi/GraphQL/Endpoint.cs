using System.Security.Cryptography;
using System.Text;
using GraphQL;
using GraphQL.Transport;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Net.Http.Headers;

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
        // Streams of events are not of a compressed type: a compressor holds back what should go out at once.
        app.UseWhen(http => http.Request.Path.StartsWithSegments(Path), branch => branch.UseResponseCompression());

        // Printed here, so that a fault of the schema shows at the start and not at the first request.
        var sdl = Encoding.UTF8.GetBytes(Schema.Sdl(app.Services.GetRequiredService<ISchema>()));
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(sdl))}\"", isWeak: true);
        app.MapGet($"{Path}/schema.graphql", () => Results.Bytes(sdl, "text/plain; charset=utf-8", entityTag: tag));
        app.Map(Path, Serve);
    }

    /// <summary>What an answer may be compressed as: there is no secret in it that its length could tell.</summary>
    internal static void Compress(ResponseCompressionOptions options)
    {
        options.EnableForHttps = true;
        options.MimeTypes = [Negotiation.ResponseJson, Negotiation.Json, "text/plain"];
    }

    private static async Task Serve(HttpContext http, IGraphQLTextSerializer serializer, IDocumentExecuter<ISchema> executer)
    {
        http.Response.Headers.Vary = "Accept";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        var isGet = HttpMethods.IsGet(http.Request.Method);
        if (!isGet && !HttpMethods.IsPost(http.Request.Method))
        {
            http.Response.Headers.Allow = "GET, POST";
            await Refuse(http, serializer, 405, "Send a GET or a POST.");
            return;
        }

        if (Negotiation.Of(http.Request) is not { } mediaType || mediaType == Negotiation.EventStream)
        {
            await Refuse(http, serializer, 406, $"The answer is {Negotiation.ResponseJson} or {Negotiation.Json}.");
            return;
        }

        var incoming = isGet
            ? RequestUrl.Read(http.Request.Query, serializer)
            : await RequestBody.Read(http.Request, serializer, http.RequestAborted);
        switch (incoming)
        {
            case Incoming.Accepted accepted:
                await Answer(http, serializer, executer, accepted.Request, mediaType);
                break;
            case Incoming.Refused refused:
                await Refuse(http, serializer, refused.Status, refused.Message);
                break;
        }
    }

    private static async Task Answer(
        HttpContext http, IGraphQLTextSerializer serializer, IDocumentExecuter<ISchema> executer, GraphQLRequest request, string mediaType)
    {
        var (document, refusal) = await DocumentGuard.Parse(request.Query!);
        if (refusal is not null)
        {
            await Write(http, serializer, mediaType, new ExecutionResult { Errors = [refusal] });
            return;
        }

        var operation = document!.Definitions.OfType<GraphQLOperationDefinition>().FirstOrDefault()?.Operation;
        if (operation is not (null or OperationType.Query))
        {
            if (HttpMethods.IsGet(http.Request.Method))
            {
                http.Response.Headers.Allow = HttpMethods.Post;
                await Refuse(http, serializer, 405, "A GET answers queries.");
                return;
            }

            refusal = new ValidationError("Only queries are answered.") { Code = ErrorCodes.InvalidOperation };
            await Write(http, serializer, mediaType, new ExecutionResult { Errors = [refusal] });
            return;
        }

        var executed = await Execute(http.RequestServices, executer, document, request, http.RequestAborted);
        await Write(http, serializer, mediaType, executed);
    }

    private static async Task<ExecutionResult> Execute(
        IServiceProvider services, IDocumentExecuter<ISchema> executer, GraphQLDocument document, GraphQLRequest request, CancellationToken ct)
    {
        // A scope of its own, so that a client that reads slowly holds no snapshot of the database.
        await using var scope = services.CreateAsyncScope();
        var result = await executer.ExecuteAsync(new ExecutionOptions
        {
            Document = document,
            Query = request.Query,
            OperationName = request.OperationName,
            Variables = request.Variables,
            RequestServices = scope.ServiceProvider,
            Timeout = Limits.Time,
            CancellationToken = ct,
        });
        if (result.Errors is { Count: > Limits.Errors } errors)
        {
            result.Errors = [.. errors.Take(Limits.Errors)];
        }

        return result;
    }

    private static int StatusOf(ExecutionResult result, string mediaType) =>
        result.Executed ? 200
        : result.Errors?.Any(error => error is global::GraphQL.Execution.UnhandledError) == true ? 500
        : result.Errors?.Any(error => error is global::GraphQL.Execution.TimeoutError) == true ? 503
        : mediaType == Negotiation.ResponseJson ? 400
        : 200;

    private static Task Refuse(HttpContext http, IGraphQLTextSerializer serializer, int status, string message) => Write(
        http, serializer, status, Negotiation.Of(http.Request) is Negotiation.ResponseJson ? Negotiation.ResponseJson : Negotiation.Json,
        new ExecutionResult { Errors = [new ExecutionError(message) { Code = ErrorCodes.BadRequest }] });

    private static Task Write(HttpContext http, IGraphQLTextSerializer serializer, string mediaType, ExecutionResult result) =>
        Write(http, serializer, StatusOf(result, mediaType), mediaType, result);

    private static async Task Write(
        HttpContext http, IGraphQLTextSerializer serializer, int status, string mediaType, ExecutionResult result)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = $"{mediaType}; charset=utf-8";
        await serializer.WriteAsync(http.Response.Body, result, http.RequestAborted);
    }
}
