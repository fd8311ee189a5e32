using Ledger.Transparency;

namespace PublicApi.Auditor;

/// <summary>Holds the tiles and the checkpoint that a log serves against the tree that follows from its entries.</summary>
internal sealed class TileChecks(LogSource log, LogCheckpoint checkpoint)
{
    /// <summary>A tree that was kept, by the tiles that the log serves now.</summary>
    /// <exception cref="LogFaultException">They do not lead to the root that was kept.</exception>
    public async Task<GrowingTree> TreeOf(SeenTree kept, CancellationToken ct)
    {
        var edge = new List<TileChange>();
        foreach (var tile in Tile.RightEdge(new TreeSize(kept.Size)))
        {
            var served = await Served(tile.Level, tile.Index, ct);
            edge.Add(new TileChange(tile.Level, tile.Index, served.Bytes[..(tile.Width * Merkle.HashBytes)]));
        }

        var tree = GrowingTree.From(new TreeSize(kept.Size), edge);
        kept.CheckRoot(tree.Root, "tile");
        foreach (var (full, above) in edge.Zip(edge.Skip(1)).Where(pair => pair.First.Hashes.Length == Tile.FullWidth * Merkle.HashBytes))
        {
            CheckLast(above, full);
        }

        return tree;
    }

    // The root follows from partial tiles alone; the full ones below them have not been looked at.
    private static void CheckLast(TileChange above, TileChange full)
    {
        var below = new GrowingTree();
        below.Append([.. full.Hashes.Chunk(Merkle.HashBytes)]);
        var last = above.Hashes.Length - Merkle.HashBytes;
        if (!above.Hashes.AsSpan(last).SequenceEqual(below.Root))
        {
            throw NotTheRoot(new Tile(above.Level, above.Index, above.Hashes.Length / Merkle.HashBytes).Path, above, last);
        }
    }

    private static LogFaultException NotTheRoot(string path, TileChange above, int offset)
    {
        var place = offset / Merkle.HashBytes;
        var below = new Tile(above.Level - 1, (above.Index * Tile.FullWidth) + place, Tile.FullWidth);
        return new LogFaultException(path, $"hash {place} is not the root of {below.Path}", offset: offset);
    }

    /// <summary>Compares a tile above the leaf hashes with the served one, which may have more hashes.</summary>
    public async Task Check(TileChange computed, CancellationToken ct)
    {
        var served = await Served(computed.Level, computed.Index, ct);
        var same = served.Bytes.AsSpan().CommonPrefixLength(computed.Hashes);
        if (same < computed.Hashes.Length)
        {
            throw NotTheRoot(served.Path, computed, same);
        }
    }

    /// <summary>Whether the tree is the one of the checkpoint, or one that the checkpoint's begins with.</summary>
    public async Task CheckRoot(GrowingTree tree, CancellationToken ct)
    {
        if (tree.Size == checkpoint.Size && !tree.Root.AsSpan().SequenceEqual(checkpoint.Head.Root))
        {
            throw new LogFaultException(
                LogSource.CheckpointPath,
                $"it signs the root {Convert.ToBase64String(checkpoint.Head.Root)}, and the {tree.Size} entries have {Convert.ToBase64String(tree.Root)}");
        }

        if (!await IsBeginning(tree.Size, tree.Root, ct))
        {
            throw new LogFaultException(
                LogSource.CheckpointPath, $"it signs a tree of {checkpoint.Size} entries that does not begin with these {tree.Size}");
        }
    }

    /// <summary>Whether the checkpoint's tree begins with one that the log once showed, by the tiles that it serves now.</summary>
    public async Task CheckBeginsWith(SeenTree seen, CancellationToken ct)
    {
        if (!await IsBeginning(new TreeSize(seen.Size), seen.Root, ct))
        {
            throw new LogFaultException(
                LogSource.CheckpointPath,
                $"it signs a tree of {checkpoint.Size} entries that does not begin with the {seen.Size} that were seen before: the log was rewritten");
        }
    }

    private async Task<bool> IsBeginning(TreeSize size, byte[] root, CancellationToken ct)
    {
        if (size == checkpoint.Size || size.Value == 0)
        {
            return true;
        }

        var read = await TilesOnPath.Fetch(log, checkpoint.Size, new LeafIndex(size.Value - 1), ct);
        return Proofs.VerifyConsistency(size, checkpoint.Size, root, checkpoint.Head.Root, Proofs.Consistency(size, checkpoint.Size, read));
    }

    /// <summary>An entry and its hash in the tile differ; the one that leads to the signed root is right.</summary>
    public async Task<LogFaultException> Blame(string bundlePath, AuditedEntry entry, LogFile hashes, CancellationToken ct)
    {
        var position = entry.Entry.Position;
        var offset = (int)(position.Value % Tile.FullWidth) * Merkle.HashBytes;
        var logged = hashes.Bytes[offset..(offset + Merkle.HashBytes)];
        var proof = Proofs.Inclusion(position, checkpoint.Size, await TilesOnPath.Fetch(log, checkpoint.Size, position, ct));
        if (Leads(logged))
        {
            return new LogFaultException(
                bundlePath, $"the entry is not the one that was logged: the signed tree has another hash ({hashes.Path})", position.Value, entry.Offset);
        }

        var firstByte = offset + logged.AsSpan().CommonPrefixLength(entry.LeafHash);
        return Leads(entry.LeafHash)
            ? new LogFaultException(hashes.Path, "the hash is not that of the entry, whose own leads to the signed root", position.Value, firstByte)
            : new LogFaultException(
                hashes.Path, $"the hash is not that of the entry in {bundlePath}, and neither leads to the signed root", position.Value, firstByte);

        bool Leads(byte[] hash) => Proofs.VerifyInclusion(position, checkpoint.Size, hash, proof, checkpoint.Head.Root);
    }

    private Task<LogFile> Served(int level, long index, CancellationToken ct)
    {
        var hashes = checkpoint.Size.Value;
        for (var i = 0; i < level; i++)
        {
            hashes /= Tile.FullWidth;
        }

        return log.Hashes(TilesOnPath.At(level, index, hashes), ct);
    }
}
