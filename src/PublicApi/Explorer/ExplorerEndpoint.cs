using System.Text.Json;
using PublicApi.GraphQL;

namespace PublicApi.Explorer;

/// <summary>
/// <c>GET /explorer</c>, to which <c>/</c> leads: a page on which queries are written, checked against the schema and run (GraphiQL), with examples that say
/// in English and Chinese what they show. Everything it needs is a file of this service; its policy lets the browser fetch nothing else.
/// </summary>
internal static class ExplorerEndpoint
{
    // The editor sets styles on elements as it draws; scripts and workers come from files alone.
    private const string Policy =
        "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; "
        + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string Page = "index.html";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Explorer");

    public static void Map(IEndpointRouteBuilder routes)
    {
        var assets = Directory.EnumerateFiles(Path.Combine(Folder, "Assets")).ToDictionary(path => Path.GetFileName(path), path => new ExplorerAsset(path));
        var examples = Directory.EnumerateFiles(Path.Combine(Folder, "Examples")).Order(StringComparer.Ordinal)
            .Select(path => new { Query = File.ReadAllText(path) }).ToList();
        var explorer = routes.MapGroup("/explorer").RequireRateLimiting(FrontDoor.Policy);
        routes.MapGet("/", () => Results.Redirect("/explorer"));
        explorer.MapGet("", (HttpContext http) => Send(http, assets[Page]));
        explorer.MapGet("/{file}", (string file, HttpContext http) =>
            assets.TryGetValue(file, out var asset) ? Send(http, asset) : Results.NotFound());
        explorer.MapGet("/examples", () => Results.Json(examples, JsonSerializerOptions.Web));
    }

    private static IResult Send(HttpContext http, ExplorerAsset asset)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return asset.Answer(http);
    }
}
