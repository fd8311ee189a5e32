using System.Text;
using Ledger.Transparency;

namespace Ledger.Tests.Transparency;

public sealed class TlogProofTests
{
    private const int Size = 300;
    private const int Index = 77;

    private static readonly NoteSigner Log = NoteSigner.FromSeed("log.example", SignedNoteTests.Seed(1));
    private static readonly NoteSigner Witness = NoteSigner.CosignerFromSeed("w.example", SignedNoteTests.Seed(2));

    private static readonly WitnessPolicy Witnessed =
        WitnessPolicyTests.Parse($"log {Log.Verifier}\nwitness w {Witness.Verifier}\nquorum w\n");

    private static byte[] Leaf => TileLog.LeafHashes(Size)[Index];

    [Fact]
    public void A_proof_is_written_and_read_and_convinces_without_the_log()
    {
        foreach (var extra in new byte[]?[] { null, [1, 2, 3] })
        {
            var bytes = (Proof(Log, Witness) with { Extra = extra }).Write();
            var read = TlogProof.Parse(bytes);

            Assert.Equal(bytes, read.Write());
            Assert.Equal(extra, read.Extra);
            Assert.True(read.Verify(Leaf, Witnessed).IsValid);
        }
    }

    [Fact]
    public void A_proof_has_the_lines_of_the_specification()
    {
        var proof = Proof(Log, Witness) with { Extra = [1, 2, 3] };
        var hashes = string.Concat(proof.Hashes.Select(hash => Convert.ToBase64String(hash) + "\n"));

        Assert.Equal(
            $"c2sp.org/tlog-proof@v1\nextra AQID\nindex 77\n{hashes}\n{Encoding.UTF8.GetString(proof.Checkpoint.Write())}",
            Encoding.UTF8.GetString(proof.Write()));
    }

    [Fact]
    public void The_only_leaf_of_a_tree_has_a_proof_without_hashes()
    {
        var head = new Checkpoint("log.example", new TreeSize(1), TileLog.LeafHashes(1)[0]);
        var proof = new TlogProof(new LeafIndex(0), [], new SignedNote(head.Text, [Log.Sign(head.Text)]));

        Assert.True(TlogProof.Parse(proof.Write()).Verify(TileLog.LeafHashes(1)[0], WitnessPolicy.Only(Log.Verifier)).IsValid);
    }

    [Fact]
    public void A_proof_that_does_not_convince_says_why()
    {
        using var stranger = NoteSigner.FromSeed("log.example", SignedNoteTests.Seed(9));
        using var elsewhere = NoteSigner.FromSeed("elsewhere.example", SignedNoteTests.Seed(8));
        var proof = Proof(Log, Witness);
        var forged = proof.Checkpoint with { Text = proof.Checkpoint.Text.Replace("300", "301", StringComparison.Ordinal) };

        Assert.Equal(new TlogProofVerdict(CheckpointVerdict.Valid, false), proof.Verify(TileLog.LeafHashes(Size)[Index + 1], Witnessed));
        Assert.Equal(new TlogProofVerdict(CheckpointVerdict.Valid, false), (proof with { Index = new LeafIndex(78) }).Verify(Leaf, Witnessed));
        Assert.Equal(CheckpointVerdict.NoQuorum, Proof(Log).Verify(Leaf, Witnessed).Checkpoint);
        Assert.Equal(CheckpointVerdict.UnknownLog, Proof(stranger, Witness).Verify(Leaf, Witnessed).Checkpoint);
        Assert.Equal(CheckpointVerdict.UnknownLog, Proof(elsewhere).Verify(Leaf, WitnessPolicy.Only(elsewhere.Verifier)).Checkpoint);
        Assert.Equal(CheckpointVerdict.BadSignature, (proof with { Checkpoint = forged }).Verify(Leaf, Witnessed).Checkpoint);
        var talk = new SignedNote("talk\n", [Log.Sign("talk\n")]);
        Assert.Equal(CheckpointVerdict.NoCheckpoint, (proof with { Checkpoint = talk }).Verify(Leaf, Witnessed).Checkpoint);
    }

    [Theory]
    [InlineData("c2sp.org/tlog-proof@v1\n", "c2sp.org/tlog-proof@v2\n")]
    [InlineData("c2sp.org/tlog-proof@v1\n", "")]
    [InlineData("index 77\n", "")]
    [InlineData("index 77\n", "index 077\n")]
    [InlineData("index 77\n", "index -1\n")]
    [InlineData("index 77\n", "index  77\n")]
    [InlineData("index 77\n", "index 77\nextra AQID\n")]
    [InlineData("index 77\n", "extra \nindex 77\n")]
    [InlineData("index 77\n", "extra AQI\nindex 77\n")]
    [InlineData("index 77\n", "extra AQID\nextra AQID\nindex 77\n")]
    [InlineData("index 77\n", "index 77\nAQID\n")]
    [InlineData("index 77\n", "index 77\n\n")]
    [InlineData("index 77\n", "index 77\r\n")]
    [InlineData("\n\nlog.example\n", "\nlog.example\n")]
    [InlineData("\n\n", "\n")]
    public void What_is_no_proof_is_a_format_error(string part, string instead)
    {
        var text = Encoding.UTF8.GetString(Proof(Log).Write());
        Assert.Contains(part, text, StringComparison.Ordinal);

        Assert.Throws<FormatException>(() => TlogProof.Parse(Encoding.UTF8.GetBytes(text.Replace(part, instead, StringComparison.Ordinal))));
    }

    [Fact]
    public void More_hashes_than_any_tree_asks_for_are_a_format_error() =>
        Assert.Throws<FormatException>(() => TlogProof.Parse((Proof(Log) with { Hashes = [.. Enumerable.Repeat(new byte[32], 64)] }).Write()));

    private static TlogProof Proof(NoteSigner signer, params NoteSigner[] witnesses)
    {
        var log = new TileLog();
        log.GrowTo(Size);
        var text = new Checkpoint("log.example", log.Size, log.Root).Text;
        NoteSignature[] signatures = [signer.Sign(text), .. witnesses.Select(witness => witness.Cosign(text, 1_700_000_000))];
        return new TlogProof(
            new LeafIndex(Index), Proofs.Inclusion(new LeafIndex(Index), log.Size, log.Read), new SignedNote(text, signatures));
    }
}
