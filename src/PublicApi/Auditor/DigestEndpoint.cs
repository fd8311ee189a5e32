using System.Globalization;
using Ledger.Journal;
using Ledger.Transparency;
using Npgsql;
using Projections.Replay;

namespace PublicApi.Auditor;

/// <summary>
/// <c>GET /data/digest</c>: the digests of the views and the size of the log that they follow from, at most ten seconds old.
/// <c>GET /data/rows/VIEW</c>: the rows themselves, as lines of JSON; the header <c>Ledger-Size</c> tells the size.
/// </summary>
public static class DigestEndpoint
{
    private static readonly TimeSpan LongestDownload = TimeSpan.FromMinutes(10);

    // Each holds a snapshot of the database while its reader takes the rows.
    private const int Downloads = 2;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var reader = services.GetRequiredKeyedService<NpgsqlDataSource>(Roles.Reader);
        var cache = new DigestEndpointCache(reader, services.GetRequiredService<TimeProvider>());
        routes.MapGet($"/{PublishedDigests.Path}", async (HttpContext http, CancellationToken ct) =>
        {
            http.Response.Headers.CacheControl = "no-cache";
            return Results.Bytes(PublishedDigests.Write(await cache.Now(ct)), "application/json");
        });
        var free = new SemaphoreSlim(Downloads, Downloads);
        routes.MapGet($"/{PublishedRows.PathOf("{view}")}", async (string view, HttpContext http, CancellationToken ct) =>
        {
            if (!ViewDigest.Names.Contains(view))
            {
                http.Response.StatusCode = StatusCodes.Status404NotFound;
            }
            else if (!free.Wait(TimeSpan.Zero, CancellationToken.None))
            {
                http.Response.Headers.RetryAfter = "30";
                http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            }
            else
            {
                try
                {
                    await DatabaseDigest.WriteRows(reader, view, size => Begin(http.Response, size), LongestDownload, ct);
                }
                finally
                {
                    free.Release();
                }
            }
        });
    }

    private static Stream Begin(HttpResponse response, TreeSize size)
    {
        response.ContentType = "application/jsonl";
        response.Headers.CacheControl = "no-cache";
        response.Headers[PublishedRows.SizeHeader] = size.Value.ToString(CultureInfo.InvariantCulture);
        return response.Body;
    }
}
