using System.Text;
using Ledger.Transparency;

namespace Ledger.Tests.Transparency;

public sealed class CheckpointTests
{
    private const string Root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
    private const string Text = "example.com/behind-the-sofa\n20852163\n" + Root + "\n";

    [Theory]
    [InlineData(Text)]
    [InlineData("龙\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("a b+c\n9223372036854775807\n" + Root + "\nextension\n and another \n")]
    public void A_checkpoint_is_read_and_written(string text) => Assert.Equal(text, Checkpoint.Parse(text).Text);

    [Theory]
    [InlineData("")]
    [InlineData("a\n1\n")]
    [InlineData("a\n1\n" + Root)]
    [InlineData("\n1\n" + Root + "\n")]
    [InlineData("a\n\n" + Root + "\n")]
    [InlineData("a\n01\n" + Root + "\n")]
    [InlineData("a\n+1\n" + Root + "\n")]
    [InlineData("a\n-1\n" + Root + "\n")]
    [InlineData("a\n 1\n" + Root + "\n")]
    [InlineData("a\n٣\n" + Root + "\n")]
    [InlineData("a\n9223372036854775808\n" + Root + "\n")]
    [InlineData("a\n1\n" + Root + " \n")]
    [InlineData("a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n")]
    [InlineData("a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n")]
    [InlineData("a\n1\n" + Root + "\n\n")]
    [InlineData("a\n1\n" + Root + "\n\nextension\n")]
    [InlineData("a\r\n1\n" + Root + "\n")]
    public void What_is_no_checkpoint_is_a_format_error(string text) => Assert.Throws<FormatException>(() => Checkpoint.Parse(text));

    [Fact]
    public void Parts_that_make_no_checkpoint_are_not_written()
    {
        var good = Checkpoint.Parse(Text);
        Checkpoint[] bad =
        [
            good with { Origin = "" }, good with { Origin = "a\nb" }, good with { Origin = "a\tb" }, good with { Size = new TreeSize(-1) },
            good with { Root = new byte[31] }, good with { Extensions = [""] },
        ];

        Assert.All(bad, checkpoint => Assert.Throws<FormatException>(() => checkpoint.Text));
    }

    [Fact]
    public void A_cosignature_signs_the_time_and_the_whole_text()
    {
        using var witness = NoteSigner.CosignerFromSeed("w.example", SignedNoteTests.Seed(3));
        var line = SignedNote.WriteLine(witness.Cosign(Text, 1_679_315_147));
        var cosignature = SignedNote.ParseLine(line[..^1]);
        var late = cosignature with { Bytes = [.. cosignature.Bytes] };
        late.Bytes[7] ^= 1;

        Assert.Equal("cosignature/v1\ntime 1679315147\n" + Text, Encoding.UTF8.GetString(Cosignature.Message(Text, 1_679_315_147)));
        Assert.Equal(72, cosignature.Bytes.Length);
        Assert.True(Cosignature.TryReadTime(cosignature, out var posixSeconds));
        Assert.Equal(1_679_315_147, posixSeconds);
        Assert.True(witness.Verifier.Verifies(Text, cosignature));
        Assert.False(witness.Verifier.Verifies(Text, late));
        Assert.False(witness.Verifier.Verifies(Text + "extension\n", cosignature));
    }

    [Fact]
    public void A_cosignature_has_a_time_below_2_to_the_63_and_72_bytes()
    {
        Assert.False(Cosignature.TryReadTime(new NoteSignature("w", 0, [0x80, .. new byte[71]]), out _));
        Assert.False(Cosignature.TryReadTime(new NoteSignature("w", 0, new byte[71]), out _));
        Assert.True(Cosignature.TryReadTime(new NoteSignature("w", 0, [0x7f, .. Enumerable.Repeat((byte)0xff, 7), .. new byte[64]]), out var latest));
        Assert.Equal(long.MaxValue, latest);
    }

    [Fact]
    public void A_key_signs_only_what_its_type_is_for()
    {
        using var log = NoteSigner.FromSeed("l.example", SignedNoteTests.Seed(3));
        using var witness = NoteSigner.CosignerFromSeed("w.example", SignedNoteTests.Seed(3));

        Assert.Throws<InvalidOperationException>(() => log.Cosign(Text, 0));
        Assert.Throws<InvalidOperationException>(() => witness.Sign(Text));
        Assert.Throws<FormatException>(() => witness.Cosign("no checkpoint\n", 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => witness.Cosign(Text, -1));
        Assert.NotEqual(log.Verifier.KeyId, witness.Verifier.KeyId);
    }
}
