using Microsoft.AspNetCore.Http.Features;

namespace PublicApi.Http;

/// <summary>
/// A connection that ends while its client still sends is reset, and the answer may be lost with it. So once it is answered that
/// a body is too large, what still comes of it is thrown away, for a while (RFC 9112, section 9.6).
/// </summary>
internal static class RefusedBody
{
    private const long MostBytes = 4L * 1024 * 1024;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    public static void Use(WebApplication app) => app.Use(static async (http, next) =>
    {
        await next(http);
        if (http.Response.StatusCode == StatusCodes.Status413PayloadTooLarge
            && http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            await http.Response.CompleteAsync();
            size.MaxRequestBodySize = MostBytes;
            await Discard(http);
        }
    });

    private static async Task Discard(HttpContext http)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        end.CancelAfter(Longest);
        try
        {
            await http.Request.Body.CopyToAsync(Stream.Null, end.Token);
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
            // Larger still, slower, or gone: the connection ends, as it would have.
        }
    }
}
