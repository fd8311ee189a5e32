using Ledger.Transparency;
using Npgsql;
using Projections.Replay;
using Projections.Transparency;

namespace PublicApi.Auditor;

/// <summary>
/// The digests of the views for any number who ask. They read whole tables: one computation at a time, which all who ask
/// meanwhile wait for, one for a size of the log, and none within ten seconds of the one before.
/// </summary>
internal sealed class DigestEndpointCache(NpgsqlDataSource reader, TimeProvider clock)
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private Task<ViewDigests>? latest;
    private ViewDigests? computed;
    private long begun;

    public async Task<ViewDigests> Now(CancellationToken ct) => await Latest(await Size(ct)).WaitAsync(ct);

    // Not cancelled with the request that begins it: others wait for it too.
    private Task<ViewDigests> Latest(TreeSize size)
    {
        lock (gate)
        {
            if (latest is null or { IsFaulted: true } || (latest.IsCompleted && computed?.Size.Value < size.Value && clock.GetElapsedTime(begun) >= Pause))
            {
                begun = clock.GetTimestamp();
                latest = Compute();
            }

            return latest;
        }
    }

    private async Task<ViewDigests> Compute()
    {
        var digests = await DatabaseDigest.Compute(reader, CancellationToken.None);
        computed = digests;
        return digests;
    }

    private async Task<TreeSize> Size(CancellationToken ct)
    {
        await using var connection = await reader.OpenConnectionAsync(ct);
        return (await EntryQuery.Head(connection, ct)).Size;
    }
}
