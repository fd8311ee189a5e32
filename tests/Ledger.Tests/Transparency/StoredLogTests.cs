using Ledger.Transparency;

namespace Ledger.Tests.Transparency;

/// <summary>Two logs that other programs wrote, one of them Tessera: our tiles, roots and checkpoints must be the same.</summary>
public sealed class StoredLogTests
{
    private static readonly int[] PySizes = [0, 1, 2, 3, 255, 256, 257, 511, 512, 513];

    [Fact]
    public void The_log_of_513_entries_is_built_again_to_the_byte()
    {
        var vkey = File.ReadAllText(Vectors.Path("generated/py-log.vkey")).Trim();
        CheckLog("generated/py-log", vkey, PySizes);
    }

    [Fact]
    public void The_log_that_Tessera_wrote_is_built_again_to_the_byte() =>
        CheckLog("tessera-testdata-log", Vectors.Golden("checkpointTessera").Text("vkey"), [.. Enumerable.Range(0, 16)]);

    private static void CheckLog(string log, string vkey, int[] sizes)
    {
        var entries = ReadEntries(log, sizes[^1]);
        var hashes = entries.Select(entry => Merkle.LeafHash(entry)).ToArray();
        var tiles = new Dictionary<(int, long), byte[]>();
        byte[] Read(Tile tile) => tiles[(tile.Level, tile.Index)][..(tile.Width * Merkle.HashBytes)];

        var (size, lastRoot) = (0, Merkle.EmptyRoot);
        foreach (var next in sizes)
        {
            var changes = MerkleTree.Append(new TreeSize(size), Read, hashes[size..next], out var root);
            changes.ForEach(change => tiles[(change.Level, change.Index)] = change.Hashes);
            CheckCheckpoint($"{log}/checkpoint.{next}", vkey, next, root);
            CheckTiles(log, new TreeSize(next), Read, entries);
            var proof = Proofs.Consistency(new TreeSize(size), new TreeSize(next), Read);
            Assert.True(Proofs.VerifyConsistency(new TreeSize(size), new TreeSize(next), lastRoot, root, proof));
            (size, lastRoot) = (next, root);
        }
    }

    private static byte[][] ReadEntries(string log, int size) =>
        [.. Tile.ForSize(new TreeSize(size)).Where(tile => tile.Level == 0)
            .SelectMany(tile => EntryBundle.Parse(Vectors.Bytes($"{log}/{tile.EntriesPath}"), tile.Width))];

    private static void CheckCheckpoint(string file, string vkey, int size, byte[] root)
    {
        var bytes = Vectors.Bytes(file);
        var note = SignedNote.Parse(bytes);
        var checkpoint = Checkpoint.Parse(note.Text);

        Assert.True(note.Check([NoteVerifier.Parse(vkey)]).IsAccepted);
        Assert.Equal(size, checkpoint.Size.Value);
        Assert.Equal(root, checkpoint.Root);
        Assert.Equal(note.Text, checkpoint.Text);
        Assert.Equal(bytes, note.Write());
    }

    private static void CheckTiles(string log, TreeSize size, ReadTile read, byte[][] entries)
    {
        foreach (var tile in Tile.ForSize(size))
        {
            Assert.Equal(Vectors.Bytes($"{log}/{tile.Path}"), read(tile));
            if (tile.Level == 0)
            {
                var first = (int)tile.Index * Tile.FullWidth;
                Assert.Equal(Vectors.Bytes($"{log}/{tile.EntriesPath}"), EntryBundle.Write(entries[first..(first + tile.Width)]));
            }
        }
    }
}
