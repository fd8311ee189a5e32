using Ledger.Transparency;

namespace Ledger.Tests.Transparency;

public sealed class NoteKeyTests
{
    // The example of the specification.
    private const string Vkey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    [Fact]
    public void A_vkey_is_read_and_written()
    {
        var verifier = NoteVerifier.Parse(Vkey);

        Assert.Equal(Vkey, verifier.ToString());
        Assert.Equal(("example.com/foo", 0x530d903au, NoteVerifier.Ed25519Type), (verifier.Name, verifier.KeyId, verifier.Type));
        Assert.True(verifier.CanVerify);
    }

    [Theory]
    [InlineData("")]
    [InlineData("example.com/foo")]
    [InlineData("example.com/foo+530d903a")]
    [InlineData("example.com/foo+530d903a+")]
    [InlineData("example.com/foo+530d903a+AQ==")]
    [InlineData("example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/fo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/f oo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+30d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n")]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U0=")]
    public void What_is_no_vkey_is_a_format_error(string vkey) => Assert.Throws<FormatException>(() => NoteVerifier.Parse(vkey));

    [Fact]
    public void A_key_of_a_type_that_is_not_known_is_named_but_verifies_nothing()
    {
        var verifier = NoteVerifier.Parse("a+00000000+AgE=");
        var note = new SignedNote("text\n", [new NoteSignature("a", 0, new byte[64])]);

        Assert.False(verifier.CanVerify);
        Assert.False(note.Check([verifier]).IsAccepted);
        Assert.Null(note.Check([verifier]).BadSigner);
    }

    [Theory]
    [InlineData(NoteVerifier.Ed25519Type)]
    [InlineData(NoteVerifier.CosignatureType)]
    public void A_private_key_is_written_and_read(byte type)
    {
        var seed = SignedNoteTests.Seed(7);
        using var signer = type == NoteVerifier.Ed25519Type ? NoteSigner.FromSeed("k.example", seed) : NoteSigner.CosignerFromSeed("k.example", seed);
        var text = NoteSigner.WritePrivateKey(signer.Verifier, seed);
        using var read = NoteSigner.Parse(text);

        Assert.StartsWith("PRIVATE+KEY+k.example+", text, StringComparison.Ordinal);
        Assert.Equal(signer.Verifier.ToString(), read.Verifier.ToString());
        Assert.Equal(signer.Verifier.ToString(), NoteVerifier.Parse(signer.Verifier.ToString()).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(Vkey)]
    [InlineData("PRIVATE+KEY+")]
    [InlineData("PRIVATE+KEY+k.example+00000000+AQcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcH")]
    [InlineData("PRIVATE+KEY+k.example+00000000+AgcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcH")]
    [InlineData("PRIVATE+KEY+k.example+00000000+AQcH")]
    public void What_is_no_private_key_is_a_format_error(string text) => Assert.Throws<FormatException>(() => NoteSigner.Parse(text));

    [Fact]
    public void A_name_that_no_signature_line_can_carry_gets_no_key()
    {
        foreach (var name in new[] { "", "a b", "a+b", "a\nb", "a\u2003b" })
        {
            Assert.Throws<FormatException>(() => NoteSigner.FromSeed(name, SignedNoteTests.Seed(1)));
        }

        Assert.Throws<FormatException>(() => NoteSigner.FromSeed("a", new byte[31]));
    }
}
