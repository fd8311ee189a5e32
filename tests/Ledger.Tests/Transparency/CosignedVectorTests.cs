using System.Text;
using Ledger.Transparency;

namespace Ledger.Tests.Transparency;

/// <summary>Checkpoints cosigned by other programs. Lines of ML-DSA-44 (type 06) are those of an unknown key.</summary>
public sealed class CosignedVectorTests
{
    [Fact]
    public void Checkpoints_cosigned_by_the_formats_library_are_accepted()
    {
        var keys = Vectors.Json("generated/formats-cosigned/keys.json");
        var policy = $"log {keys.Text("vkey")}\nwitness ed {keys.Text("witnessEd25519Type04")}\nwitness pq {keys.Text("witnessMLDSA44")}\n";
        for (var i = 0; i < 20; i++)
        {
            var bytes = Vectors.Bytes($"generated/formats-cosigned/cosigned.{i}");
            var note = SignedNote.Parse(bytes);

            Assert.Equal(bytes, note.Write());
            Assert.Equal(CheckpointVerdict.Valid, Parse(policy + "quorum ed\n").Check(note));
            Assert.Equal(CheckpointVerdict.NoQuorum, Parse(policy + "quorum pq\n").Check(note));
            CheckChangedText(note, Parse(policy + "quorum ed\n"));
        }
    }

    [Theory]
    [InlineData("cosigned1.ckpt")]
    [InlineData("cosigned2.ckpt")]
    public void Checkpoints_cosigned_by_litewitness_are_accepted(string file)
    {
        var keys = File.ReadAllText(Vectors.Path("generated/litewitness/keys.txt"))
            .Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Contains('+', StringComparison.Ordinal)).ToArray();
        var bytes = Vectors.Bytes($"generated/litewitness/{file}");
        var note = SignedNote.Parse(bytes);

        Assert.Equal(bytes, note.Write());
        Assert.Equal(CheckpointVerdict.Valid, Parse($"log {keys[0]}\nwitness w {keys[1]}\nquorum w\n").Check(note));
    }

    private static void CheckChangedText(SignedNote note, WitnessPolicy policy)
    {
        var checkpoint = Checkpoint.Parse(note.Text);
        var larger = checkpoint with { Size = new TreeSize(checkpoint.Size.Value + 1) };
        Assert.Equal(CheckpointVerdict.BadSignature, policy.Check(note with { Text = larger.Text }));
    }

    private static WitnessPolicy Parse(string policy) => WitnessPolicy.Parse(Encoding.UTF8.GetBytes(policy));
}
