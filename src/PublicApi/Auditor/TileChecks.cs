using Ledger.Transparency;

namespace PublicApi.Auditor;

/// <summary>Holds the tiles and the checkpoint that a log serves against the tree that follows from its entries.</summary>
internal sealed class TileChecks(LogSource log, LogCheckpoint checkpoint)
{
    /// <summary>The tree of a kept state, by the tiles that the log serves now.</summary>
    /// <exception cref="LogFaultException">They do not lead to the root that was kept.</exception>
    public async Task<GrowingTree> TreeOf(AuditState kept, CancellationToken ct)
    {
        var edge = new List<TileChange>();
        foreach (var tile in Tile.RightEdge(new TreeSize(kept.Size)))
        {
            var served = await Served(tile.Level, tile.Index, ct);
            edge.Add(new TileChange(tile.Level, tile.Index, served.Bytes[..(tile.Width * Merkle.HashBytes)]));
        }

        var tree = GrowingTree.From(new TreeSize(kept.Size), edge);
        kept.CheckRoot(tree.Root, "tile");
        return tree;
    }

    /// <summary>Compares a tile above the leaf hashes with the served one, which may have more hashes.</summary>
    public async Task Check(TileChange computed, CancellationToken ct)
    {
        var served = await Served(computed.Level, computed.Index, ct);
        var same = served.Bytes.AsSpan().CommonPrefixLength(computed.Hashes);
        if (same < computed.Hashes.Length)
        {
            var place = same / Merkle.HashBytes;
            var below = new Tile(computed.Level - 1, (computed.Index * Tile.FullWidth) + place, Tile.FullWidth);
            throw new LogFaultException(served.Path, $"hash {place} is not the root of {below.Path}", offset: same);
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

        if (tree.Size != checkpoint.Size && tree.Size.Value > 0)
        {
            var read = await TilesOnPath.Fetch(log, checkpoint.Size, new LeafIndex(tree.Size.Value - 1), ct);
            var proof = Proofs.Consistency(tree.Size, checkpoint.Size, read);
            if (!Proofs.VerifyConsistency(tree.Size, checkpoint.Size, tree.Root, checkpoint.Head.Root, proof))
            {
                throw new LogFaultException(
                    LogSource.CheckpointPath, $"it signs a tree of {checkpoint.Size} entries that does not begin with these {tree.Size}");
            }
        }
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
