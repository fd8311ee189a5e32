using System.Text.Json;
using PublicApi.GraphQL;

namespace PublicApi.Explorer;

/// <summary>
/// <c>GET /explorer</c>: a page on which queries are written, checked against the schema and run (GraphiQL), with examples in
/// English and Chinese. Everything it needs is a file of this service; its policy lets the browser fetch nothing else.
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
        var examples = Directory.EnumerateFiles(Path.Combine(Folder, "Examples")).Select(Example.Read).ToList();
        var explorer = routes.MapGroup("/explorer").RequireRateLimiting(FrontDoor.Policy);
        explorer.MapGet("", (HttpContext http) => Send(http, assets[Page]));
        explorer.MapGet("/{file}", (string file, HttpContext http) =>
            assets.TryGetValue(file, out var asset) ? Send(http, asset) : Results.NotFound());
        explorer.MapGet("/examples", (HttpContext http) => Examples(http, examples));
    }

    private static IResult Send(HttpContext http, ExplorerAsset asset)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return asset.Answer(http);
    }

    // Those in the reader's language first.
    private static IResult Examples(HttpContext http, List<Example> examples)
    {
        var chinese = Http.Reply.PrefersChinese(http.Request);
        http.Response.Headers.Vary = "Accept-Language";
        http.Response.Headers.CacheControl = "no-cache";
        return Results.Json(
            examples.OrderByDescending(example => example.IsChinese == chinese).ThenBy(example => example.Name, StringComparer.Ordinal),
            JsonSerializerOptions.Web);
    }

    /// <summary>A query to begin from; one file each, <c>NAME.en.graphql</c> or <c>NAME.zh.graphql</c>.</summary>
    internal sealed record Example(string Name, bool IsChinese, string Query)
    {
        public static Example Read(string path) => new(
            Path.GetFileNameWithoutExtension(path), path.EndsWith(".zh.graphql", StringComparison.Ordinal), File.ReadAllText(path));
    }
}
