using Microsoft.AspNetCore.ResponseCompression;

namespace PublicApi.Transparency;

/// <summary>
/// gzip for the public log where the reader takes it, as C2SP tlog-tiles recommends for entry bundles. Only there: nothing
/// below <c>/log</c> is secret, so that its compressed length can tell nobody anything.
/// </summary>
internal static class LogCompression
{
    public static IServiceCollection AddLogCompression(this IServiceCollection services) => services.AddResponseCompression(options =>
    {
        options.EnableForHttps = true;
        options.Providers.Add<GzipCompressionProvider>();
        options.MimeTypes = ["application/octet-stream", "application/json", "text/plain"];
    });

    public static void UseLogCompression(this WebApplication app) =>
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/log", StringComparison.Ordinal), log => log.UseResponseCompression());
}
