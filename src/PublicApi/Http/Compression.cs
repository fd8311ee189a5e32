namespace PublicApi.Http;

/// <summary>
/// Compression for whoever takes it, of the public log (C2SP tlog-tiles recommends it for entry bundles) and of GraphQL answers.
/// Only there: nothing in them is secret, so that a compressed length can tell nobody anything. Streams of events are not of
/// a compressed type: a compressor holds back what should go out at once.
/// </summary>
internal static class Compression
{
    private static readonly PathString[] Paths = ["/log", "/graphql"];

    public static IServiceCollection AddCompression(this IServiceCollection services) => services.AddResponseCompression(options =>
    {
        options.EnableForHttps = true;
        options.MimeTypes = ["application/octet-stream", "application/graphql-response+json", "application/json", "text/plain"];
    });

    public static void UseCompression(this WebApplication app) => app.UseWhen(
        http => Paths.Any(path => http.Request.Path.StartsWithSegments(path, StringComparison.Ordinal)),
        branch => branch.UseResponseCompression());
}
