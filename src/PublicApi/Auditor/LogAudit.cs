using Ledger.Transparency;

namespace PublicApi.Auditor;

/// <summary>
/// One pass over a log in the order of its entries, up to the first thing that is wrong. Entries are read and checked by
/// themselves ahead and at once (<see cref="BundleReader"/>); what depends on those before is checked here, one by one.
/// </summary>
/// <param name="take">Sees every entry in order; a <see cref="FormatException"/> says that it does not follow on those before.</param>
/// <param name="progress">Hears how many entries have been checked.</param>
internal sealed class LogAudit(LogSource log, LogCheckpoint checkpoint, Action<PublicEntry> take, IProgress<long> progress)
{
    private sealed record Pair(Tile Tile, AuditedBundle Bundle, LogFile Hashes)
    {
        public ReadOnlySpan<byte> HashAt(long place) => Hashes.Bytes.AsSpan((int)place * Merkle.HashBytes, Merkle.HashBytes);

        // Tells whether the log was made with the wrong entry or the file was changed later.
        public LogFaultException Explain(LogFaultException fault, long first) =>
            Bundle.FaultyLeafHash is not { } hash ? fault
                : HashAt(fault.Position!.Value - first).SequenceEqual(hash) ? fault
                : new LogFaultException(
                    fault.Path, $"{fault.Reason}; these are not the bytes whose hash {Hashes.Path} has", fault.Position, fault.Offset);
    }

    private readonly TileChecks tiles = new(log, checkpoint);
    private GrowingTree tree = new();

    /// <summary>How many entries have been checked, with those that were gone on from.</summary>
    public TreeSize Size => tree.Size;

    /// <summary>The root of the tree of these entries.</summary>
    public byte[] Root => tree.Root;

    /// <summary>Checks all entries below a size, their tiles, and that they are those the checkpoint signs.</summary>
    /// <param name="to">At most the size of the checkpoint.</param>
    /// <param name="from">Takes the entries of this tree, which the tiles prove to be the same, as checked; null to begin with the
    /// first.</param>
    /// <param name="seen">What the log once showed.</param>
    /// <param name="ct">Ends the pass.</param>
    /// <exception cref="LogFaultException">The first thing that is wrong.</exception>
    public async Task Run(TreeSize to, SeenTree? from, IReadOnlyList<SeenTree> seen, CancellationToken ct)
    {
        seen = [.. seen, .. log.Copy is null ? [] : await log.Copy.Begin(checkpoint, ct)];
        foreach (var shown in seen)
        {
            shown.CheckNotSmaller(checkpoint);
        }

        if (from is not null)
        {
            tree = await tiles.TreeOf(from, ct);
        }

        foreach (var shown in seen.Where(shown => shown.Size <= tree.Size.Value))
        {
            await tiles.CheckBeginsWith(shown, ct);
        }

        await foreach (var pair in InOrder.Work(Below(to), log.Ahead, Read, ct))
        {
            await Take(pair, to, seen, ct);
            progress.Report(tree.Size.Value);
        }

        foreach (var partial in tree.PartialTiles())
        {
            await tiles.Check(partial, ct);
        }

        await tiles.CheckRoot(tree, ct);
        if (log.Copy is not null && to == checkpoint.Size)
        {
            await log.Copy.Complete(checkpoint);
        }
    }

    private IEnumerable<Tile> Below(TreeSize to)
    {
        for (var index = tree.Size.Value / Tile.FullWidth; index * Tile.FullWidth < to.Value; index++)
        {
            yield return TilesOnPath.At(level: 0, index, checkpoint.Size.Value);
        }
    }

    private async Task<Pair> Read(Tile tile, CancellationToken ct)
    {
        var bundle = BundleReader.Read(await log.Bundle(tile, ct), tile.Index * Tile.FullWidth, tile.Width);
        return new Pair(tile, bundle, await log.Hashes(tile, ct));
    }

    private async Task Take(Pair pair, TreeSize to, IReadOnlyList<SeenTree> seen, CancellationToken ct)
    {
        var first = pair.Tile.Index * Tile.FullWidth;
        var hashes = new List<byte[]>();
        foreach (var entry in pair.Bundle.Entries.Where(entry => entry.Entry.Position.Value < to.Value))
        {
            if (!pair.HashAt(entry.Entry.Position.Value - first).SequenceEqual(entry.LeafHash))
            {
                throw await tiles.Blame(pair.Bundle.Path, entry, pair.Hashes, ct);
            }

            if (entry.Entry.Position.Value >= tree.Size.Value)
            {
                Follow(pair.Bundle.Path, entry);
                hashes.Add(entry.LeafHash);
            }
        }

        if (pair.Bundle.Fault is { } fault && (fault.Position < to.Value || to == checkpoint.Size))
        {
            throw pair.Explain(fault, first);
        }

        await Grow(hashes, seen, ct);
    }

    private void Follow(string path, AuditedEntry entry)
    {
        try
        {
            take(entry.Entry);
        }
        catch (FormatException fault)
        {
            throw new LogFaultException(path, fault.Message, entry.Entry.Position.Value, entry.Offset);
        }
    }

    // The size of a tree that was seen may lie within the bundle; there the tree must have been what it was. All entries are
    // taken into the tree before anything is waited for, so that whoever is interrupted knows what he has.
    private async Task Grow(List<byte[]> hashes, IReadOnlyList<SeenTree> seen, CancellationToken ct)
    {
        var full = new List<TileChange>();
        var (first, taken) = (tree.Size.Value, 0);
        foreach (var shown in seen.Where(shown => shown.Size > first && shown.Size <= first + hashes.Count).OrderBy(shown => shown.Size))
        {
            full.AddRange(tree.Append(hashes[taken..(int)(shown.Size - first)]));
            taken = (int)(shown.Size - first);
            shown.CheckRoot(tree.Root, LogSource.EntriesPath);
        }

        full.AddRange(tree.Append(hashes[taken..]));
        foreach (var tile in full)
        {
            await tiles.Check(tile, ct);
        }
    }
}
