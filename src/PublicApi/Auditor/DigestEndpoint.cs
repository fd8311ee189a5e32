using Ledger.Journal;
using Ledger.Transparency;
using Npgsql;
using Projections.Replay;
using Projections.Transparency;

namespace PublicApi.Auditor;

/// <summary><c>GET /data/digest</c>: the digests of the views and the size of the log that they follow from.</summary>
public static class DigestEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var cache = new Cache(routes.ServiceProvider.GetRequiredKeyedService<NpgsqlDataSource>(Roles.Reader));
        routes.MapGet($"/{PublishedDigests.Path}", async (HttpContext http, CancellationToken ct) =>
        {
            http.Response.Headers.CacheControl = "no-cache";
            return Results.Bytes(PublishedDigests.Write(await cache.Now(ct)), "application/json");
        });
    }

    // Digests read whole tables: once for a size, and one at a time however many ask.
    private sealed class Cache(NpgsqlDataSource reader)
    {
        private readonly Lock gate = new();
        private Task<ViewDigests>? latest;

        public async Task<ViewDigests> Now(CancellationToken ct)
        {
            var size = await Size(ct);
            while (true)
            {
                var task = Latest();
                var digests = await task.WaitAsync(ct);
                if (digests.Size.Value >= size.Value)
                {
                    return digests;
                }

                Forget(task);
            }
        }

        // Not cancelled with the request that begins it: others wait for it too.
        private Task<ViewDigests> Latest()
        {
            lock (gate)
            {
                return latest = latest is null or { IsFaulted: true } ? DatabaseDigest.Compute(reader, CancellationToken.None) : latest;
            }
        }

        private void Forget(Task<ViewDigests> task)
        {
            lock (gate)
            {
                latest = latest == task ? null : latest;
            }
        }

        private async Task<TreeSize> Size(CancellationToken ct)
        {
            await using var connection = await reader.OpenConnectionAsync(ct);
            return (await EntryQuery.Head(connection, ct)).Size;
        }
    }
}
