using System.Text;
using Ledger.Transparency;

namespace Ledger.Tests.Transparency;

public sealed class SignedNoteTests
{
    private const string Text = "One line.\n\nAnother — 河南.\n";

    private static readonly NoteSigner Province = Signer("province.example/log", 1);
    private static readonly NoteSigner Other = Signer("other.example", 2);

    [Fact]
    public void A_note_is_written_and_read_and_verified()
    {
        var note = new SignedNote(Text, [Province.Sign(Text), Other.Sign(Text)]);
        var read = SignedNote.Parse(note.Write());

        Assert.Equal(Text, read.Text);
        Assert.Equal(note.Write(), read.Write());
        Assert.True(read.Check([Province.Verifier]).IsAccepted);
        Assert.Equal([Province.Verifier, Other.Verifier], read.Check([Other.Verifier, Province.Verifier]).Signers);
    }

    [Fact]
    public void A_signature_by_an_unknown_key_is_left_out_though_name_or_id_is_known()
    {
        var good = Province.Sign(Text);
        var junk = new byte[64];
        var note = new SignedNote(Text, [good, new(good.KeyName, good.KeyId + 1, junk), new("someone.else", good.KeyId, junk)]);

        Assert.True(note.Check([Province.Verifier]).IsAccepted);
        Assert.False(note.Check([Other.Verifier]).IsAccepted);
        Assert.Null(note.Check([Other.Verifier]).BadSigner);
        Assert.False(note.Check([]).IsAccepted);
    }

    [Fact]
    public void A_bad_signature_by_a_known_key_rejects_the_note_though_another_is_good()
    {
        var other = Other.Sign(Text);
        other.Bytes[10] ^= 1;
        var note = new SignedNote(Text, [Province.Sign(Text), other]);

        Assert.False(note.Check([Province.Verifier, Other.Verifier]).IsAccepted);
        Assert.Same(Other.Verifier, note.Check([Province.Verifier, Other.Verifier]).BadSigner);
        Assert.True(note.Check([Province.Verifier]).IsAccepted);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(65)]
    [InlineData(72)]
    public void A_signature_of_another_length_is_bad(int length)
    {
        var note = new SignedNote(Text, [Province.Sign(Text) with { Bytes = new byte[length] }]);

        Assert.NotNull(note.Check([Province.Verifier]).BadSigner);
    }

    [Fact]
    public void A_hundred_signatures_are_read_and_no_more()
    {
        var line = SignedNote.WriteLine(Province.Sign(Text));
        byte[] With(int count) => Encoding.UTF8.GetBytes(Text + "\n" + string.Concat(Enumerable.Repeat(line, count)));

        Assert.Single(SignedNote.Parse(With(100)).Check([Province.Verifier]).Signers);
        Assert.Throws<FormatException>(() => SignedNote.Parse(With(101)));
        Assert.Throws<FormatException>(() => SignedNote.Parse(new byte[SignedNote.LargestBytes + 1]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\n\n")]
    [InlineData("text\n")]
    [InlineData("text\n\n")]
    [InlineData("text\n— a AAAAAAE=\n")]
    [InlineData("text\n\n— a AAAAAAE=")]
    [InlineData("text\n\n— a AAAAAAE=\n\n")]
    [InlineData("text\n\n— a AAAAAAE=\nb\n")]
    [InlineData("text\n\n- a AAAAAAE=\n")]
    [InlineData("text\n\n—a AAAAAAE=\n")]
    [InlineData("text\n\n—  AAAAAAE=\n")]
    [InlineData("text\n\n— a  AAAAAAE=\n")]
    [InlineData("text\n\n— a AAAAAAE= \n")]
    [InlineData("text\n\n— a b AAAAAAE=\n")]
    [InlineData("text\n\n— a\u00a0b AAAAAAE=\n")]
    [InlineData("text\n\n— a+b AAAAAAE=\n")]
    [InlineData("text\n\n— a AAAAAA==\n")]
    [InlineData("text\n\n— a AAAAAAF=\n")]
    [InlineData("text\n\n— a AAAAAAE\n")]
    [InlineData("text\n\n— a AAAA-_E=\n")]
    [InlineData("text\n\n— a !\n")]
    [InlineData("te\txt\n\n— a AAAAAAE=\n")]
    [InlineData("te\rxt\n\n— a AAAAAAE=\n")]
    [InlineData("te\0xt\n\n— a AAAAAAE=\n")]
    [InlineData("text\r\n\r\n— a AAAAAAE=\r\n")]
    public void What_is_no_note_is_a_format_error(string note) =>
        Assert.Throws<FormatException>(() => SignedNote.Parse(Encoding.UTF8.GetBytes(note)));

    [Fact]
    public void The_shortest_signature_and_a_text_of_one_newline_are_a_note() =>
        Assert.Equal("\n", SignedNote.Parse("\n\n— a AAAAAAE=\n"u8).Text);

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_a_format_error()
    {
        Assert.Throws<FormatException>(() => SignedNote.Parse([(byte)'a', 0xff, .. "\n\n— a AAAAAAE=\n"u8]));
        Assert.Throws<FormatException>(() => Province.Sign("\ud800\n"));
        Assert.Throws<FormatException>(() => SignedNote.Parse([0xed, 0xa0, 0x80, .. "\n\n— a AAAAAAE=\n"u8]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no newline")]
    [InlineData("a\tb\n")]
    public void What_no_note_can_say_is_not_signed(string text) => Assert.Throws<FormatException>(() => Province.Sign(text));

    internal static NoteSigner Signer(string name, byte seed) => NoteSigner.FromSeed(name, Seed(seed));

    internal static byte[] Seed(byte value) => [.. Enumerable.Repeat(value, NoteSigner.SeedBytes)];
}
