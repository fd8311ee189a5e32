using System.Text;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using PublicApi.Http;

namespace PublicApi.OpenApi;

/// <summary><c>GET /openapi/v1.json</c>: the API described as OpenAPI 3.1.</summary>
internal static class OpenApiServices
{
    public const string Path = "/openapi/v1.json";
    private const string Name = "v1";

    public static void Add(IServiceCollection services)
    {
        // The description follows from how bodies are read. Whoever writes JSON says its own options.
        services.ConfigureHttpJsonOptions(http =>
        {
            var (options, wire) = (http.SerializerOptions, CommandJson.Options);
            options.PropertyNamingPolicy = wire.PropertyNamingPolicy;
            options.RespectNullableAnnotations = wire.RespectNullableAnnotations;
            options.RespectRequiredConstructorParameters = wire.RespectRequiredConstructorParameters;
            options.NumberHandling = wire.NumberHandling;
        });
        services.AddOpenApi(Name, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddSchemaTransformer<WireSchemas>();
            options.AddOperationTransformer<CommandOperations>();
            options.AddOperationTransformer<OtherOperations>();
            options.AddDocumentTransformer<ApiDescription>();
        });
    }

    /// <summary>Written once: it changes with the program only, and to write it takes a while.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var text = new Lazy<Task<byte[]>>(async () =>
        {
            var provider = services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name);
            var document = await provider.GetOpenApiDocumentAsync(CancellationToken.None);
            return Encoding.UTF8.GetBytes(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, CancellationToken.None));
        });
        routes.MapGet(Path, async (HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "public, max-age=60";
            return Results.Bytes(await text.Value, "application/json; charset=utf-8");
        }).ExcludeFromDescription();
    }
}
