using System.Text;
using Ledger.Transparency;

namespace Ledger.Tests.Transparency;

/// <summary>golden.json, byte for byte.</summary>
public sealed class GoldenTests
{
    [Fact]
    public void The_eight_leaves_and_their_trees_have_the_known_hashes()
    {
        var block = Vectors.Golden("rfc6962");
        var (leaves, hashes) = (block.GetProperty("leafInputsHex").HexList(), block.GetProperty("leafHashesHex").HexList());

        Assert.Equal(block.GetProperty("emptyRootHex").Hex(), Merkle.EmptyRoot);
        Assert.Equal(hashes, leaves.Select(leaf => Merkle.LeafHash(leaf)));
        foreach (var (index, root) in block.GetProperty("rootsHexBySize1to8").HexList().Index())
        {
            MerkleTree.Append(default, Nothing, hashes[..(index + 1)], out var appended);
            Assert.Equal(root, appended);
        }
    }

    [Fact]
    public void The_eight_leaves_have_the_known_proofs()
    {
        var block = Vectors.Golden("rfc6962");
        var hashes = block.GetProperty("leafHashesHex").HexList();
        byte[] Read(Tile tile) => [.. hashes.Take(tile.Width).SelectMany(hash => hash)];

        foreach (var known in block.GetProperty("inclusionProofsHex").EnumerateObject())
        {
            var parts = known.Name.Split('/').Select(long.Parse).ToArray();
            Assert.Equal(known.Value.HexList(), Proofs.Inclusion(new LeafIndex(parts[0]), new TreeSize(parts[1]), Read));
        }

        foreach (var known in block.GetProperty("consistencyProofsHex").EnumerateObject())
        {
            var parts = known.Name.Split("->").Select(long.Parse).ToArray();
            Assert.Equal(known.Value.HexList(), Proofs.Consistency(new TreeSize(parts[0]), new TreeSize(parts[1]), Read));
        }
    }

    [Fact]
    public void The_tile_paths_are_the_known_ones()
    {
        var block = Vectors.Golden("tilePaths");

        Assert.Equal(block.Text("entries/1234067 partial 8"), new Tile(0, 1_234_067, 8).EntriesPath);
        Assert.Equal(block.Text("level 1 index 1234067"), new Tile(1, 1_234_067, 256).Path);
        Assert.Equal(block.Text("level 0 index 0"), new Tile(0, 0, 256).Path);
        Assert.Equal(block.Text("index 999"), new Tile(0, 999, 256).Path);
        Assert.Equal(block.Text("index 1000"), new Tile(0, 1_000, 256).Path);
        Assert.Equal(block.Text("index 123456789 entries"), new Tile(0, 123_456_789, 256).EntriesPath);
    }

    [Fact]
    public void The_key_of_the_Go_library_signs_as_it_does_there()
    {
        var block = Vectors.Golden("noteGoXMod");
        using var signer = NoteSigner.Parse(block.Text("skey"));

        Assert.Equal(block.Text("vkey"), signer.Verifier.ToString());
        Assert.Equal(block.Text("signatureLine") + "\n", SignedNote.WriteLine(signer.Sign(block.Text("text"))));
    }

    [Fact]
    public void The_note_of_the_specification_is_accepted()
    {
        var block = Vectors.Golden("noteC2SP");
        var bytes = Encoding.UTF8.GetBytes(block.Text("note"));
        var note = SignedNote.Parse(bytes);

        Assert.Equal(bytes, note.Write());
        Assert.True(note.Check([NoteVerifier.Parse(block.Text("vkey"))]).IsAccepted);
    }

    [Fact]
    public void The_Tessera_checkpoint_is_made_again_from_its_entries_and_key()
    {
        var block = Vectors.Golden("checkpointTessera");
        using var signer = NoteSigner.Parse(block.Text("skey"));
        var entries = block.GetProperty("entries").EnumerateArray().Select(entry => Encoding.UTF8.GetBytes(entry.GetString()!)).ToArray();
        MerkleTree.Append(default, Nothing, [.. entries.Select(entry => Merkle.LeafHash(entry))], out var root);
        var checkpoint = new Checkpoint(signer.Verifier.Name, new TreeSize(entries.Length), root);

        Assert.Equal(block.Text("rootSize15"), Convert.ToBase64String(root));
        Assert.Equal(block.Text("vkey"), signer.Verifier.ToString());
        Assert.Equal(
            block.Text("signedCheckpoint"), Encoding.UTF8.GetString(new SignedNote(checkpoint.Text, [signer.Sign(checkpoint.Text)]).Write()));
    }

    [Fact]
    public void The_entry_bundle_has_the_known_bytes()
    {
        var block = Vectors.Golden("entryBundle");
        var entries = block.GetProperty("entries").EnumerateArray().Select(entry => Encoding.UTF8.GetBytes(entry.GetString()!)).ToArray();

        Assert.Equal(block.GetProperty("bundleHex").Hex(), EntryBundle.Write(entries));
        Assert.Equal(entries, EntryBundle.Parse(block.GetProperty("bundleHex").Hex(), entries.Length));
    }

    [Fact]
    public void The_witness_signed_the_known_message_at_the_known_time()
    {
        var block = Vectors.Golden("cosignatureV1");
        var note = SignedNote.Parse(Encoding.UTF8.GetBytes(block.Text("cosignedCheckpoint")));
        var witness = NoteVerifier.Parse(block.Text("witnessVkey"));
        var cosignature = Assert.Single(note.Signatures, witness.IsNamedBy);

        Assert.True(Cosignature.TryReadTime(cosignature, out var posixSeconds));
        Assert.Equal(block.GetProperty("timestamp").GetInt64(), posixSeconds);
        Assert.Equal(block.Text("signedMessage"), Encoding.UTF8.GetString(Cosignature.Message(note.Text, posixSeconds)));
        Assert.True(note.Check([witness]).IsAccepted);
    }

    private static byte[] Nothing(Tile tile) => throw new InvalidOperationException("Nothing is stored.");
}
