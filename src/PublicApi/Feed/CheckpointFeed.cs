using System.Runtime.CompilerServices;
using Ledger.Journal;
using Npgsql;
using Projections.Transparency;

namespace PublicApi.Feed;

/// <summary>A signed checkpoint as it was published.</summary>
public sealed record Announced(PublishedCheckpoint Checkpoint) : IShared
{
    public string Key => $"c{Checkpoint.Size}";

    public long Bytes => 1_000 + Checkpoint.Note.Length;
}

/// <summary>The signed checkpoints as they are published: every one after a size, in order of size.</summary>
public sealed class CheckpointFeed(LogTail tail, [FromKeyedServices(Roles.Reader)] NpgsqlDataSource reader)
{
    /// <param name="after">Size of the last checkpoint that the reader has; null begins with the newest.</param>
    /// <param name="ct">Ends the reading.</param>
    public async IAsyncEnumerable<Announced> Follow(long? after, [EnumeratorCancellation] CancellationToken ct = default)
    {
        using var joined = tail.Join();
        var last = after;
        while (true)
        {
            var seen = last;
            var atHand = (await tail.Until(
                state => !state.Checkpoints.IsEmpty && (seen is null || state.Checkpoints[^1].Size.Value > seen), ct)).Checkpoints;
            IEnumerable<PublishedCheckpoint> news =
                last is not { } size ? [atHand[^1]]
                : size >= atHand[0].Size.Value ? atHand.Where(checkpoint => checkpoint.Size.Value > size)
                : await Read(size, ct);
            foreach (var checkpoint in news)
            {
                yield return new Announced(checkpoint);
                last = checkpoint.Size.Value;
            }
        }
    }

    private async Task<List<PublishedCheckpoint>> Read(long after, CancellationToken ct)
    {
        await using var connection = await reader.OpenConnectionAsync(ct);
        return await PublishedLog.CheckpointsAfter(connection, after, LogTail.CheckpointsAtHand, ct);
    }
}
