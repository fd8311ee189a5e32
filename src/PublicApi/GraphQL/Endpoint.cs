using GraphQL;
using GraphQL.Transport;
using GraphQL.Types;

namespace PublicApi.GraphQL;

/// <summary>
/// GraphQL over HTTP: <c>POST /graphql</c> and the schema as text. A request that reaches a field answers 200, errors of
/// fields included; one refused before that answers 400, or 200 to a client that knows only application/json, as the
/// specification of GraphQL over HTTP has it.
/// </summary>
public static class Endpoint
{
    private const string ResponseJson = "application/graphql-response+json";
    private const string Json = "application/json";

    public static void MapPublicGraphQL(this IEndpointRouteBuilder routes)
    {
        // Printed here, so that a fault of the schema shows at the start and not at the first request.
        var sdl = Schema.Sdl(routes.ServiceProvider.GetRequiredService<ISchema>());
        routes.MapGet("/graphql/schema.graphql", () => Results.Text(sdl));
        routes.Map("/graphql", Answer);
    }

    private static async Task Answer(HttpContext http, IGraphQLTextSerializer serializer, IDocumentExecuter<ISchema> executer)
    {
        http.Response.Headers.Vary = "Accept";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        if (!HttpMethods.IsPost(http.Request.Method))
        {
            http.Response.Headers.Allow = HttpMethods.Post;
            await Refuse(http, serializer, 405, "Send a POST.");
            return;
        }

        if (Negotiate(http.Request) is not { } mediaType)
        {
            await Refuse(http, serializer, 406, $"The answer is {ResponseJson} or {Json}.");
            return;
        }

        switch (await RequestBody.Read(http.Request, serializer, http.RequestAborted))
        {
            case Incoming.Accepted accepted:
                var result = await Execute(http.RequestServices, executer, accepted.Request, http.RequestAborted);
                await Write(http, serializer, StatusOf(result, mediaType), mediaType, result);
                break;
            case Incoming.Refused refused:
                await Refuse(http, serializer, refused.Status, refused.Message);
                break;
        }
    }

    private static async Task<ExecutionResult> Execute(
        IServiceProvider services, IDocumentExecuter<ISchema> executer, GraphQLRequest request, CancellationToken ct)
    {
        var (document, refusal) = await DocumentGuard.Parse(request.Query!);
        if (refusal is not null)
        {
            return new ExecutionResult { Errors = [refusal] };
        }

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
        : mediaType == ResponseJson ? 400
        : 200;

    // Without a wish, or with one for anything, a client gets what every client understands.
    private static string? Negotiate(HttpRequest request)
    {
        var wishes = request.GetTypedHeaders().Accept
            .Where(wish => wish.Quality is not 0)
            .OrderByDescending(wish => wish.Quality ?? 1);
        foreach (var wish in wishes)
        {
            switch (wish.MediaType.Value?.ToLowerInvariant())
            {
                case ResponseJson:
                    return ResponseJson;
                case Json or "*/*" or "application/*":
                    return Json;
            }
        }

        return request.Headers.Accept.Count == 0 ? Json : null;
    }

    private static Task Refuse(HttpContext http, IGraphQLTextSerializer serializer, int status, string message) => Write(
        http, serializer, status, Negotiate(http.Request) ?? Json,
        new ExecutionResult { Errors = [new ExecutionError(message) { Code = ErrorCodes.BadRequest }] });

    private static async Task Write(
        HttpContext http, IGraphQLTextSerializer serializer, int status, string mediaType, ExecutionResult result)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = $"{mediaType}; charset=utf-8";
        await serializer.WriteAsync(http.Response.Body, result, http.RequestAborted);
    }
}
