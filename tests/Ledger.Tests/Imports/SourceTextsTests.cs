using PublicApi.Imports;

namespace Ledger.Tests.Imports;

public sealed class SourceTextsTests
{
    [Theory]
    [InlineData("H200001-101003172470")]
    [InlineData(" Graffiti: Ward 8  0803  ")]
    [InlineData("咨询投诉")]
    [InlineData("Zo‍ë")]
    [InlineData("👩‍👩‍👧")]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")")]
    [InlineData("@SUM(1)")]
    public void Takes_a_text_as_it_is(string text) => Assert.Null(SourceTexts.WhyRefused(text));

    [Theory]
    [InlineData(null, "is missing")]
    [InlineData("", "is missing")]
    [InlineData(" \t\u3000", "is missing")]
    [InlineData("a\0b", "has the forbidden character U+0000 at character 2")]
    [InlineData("a\nb", "has the forbidden character U+000A at character 2")]
    [InlineData("a\u0085", "has the forbidden character U+0085 at character 2")]
    [InlineData("\u2028a", "has the forbidden character U+2028 at character 1")]
    [InlineData("a\u2029", "has the forbidden character U+2029 at character 2")]
    [InlineData("\u202egpj.exe", "has the forbidden character U+202E at character 1")]
    [InlineData("a\u2066b\u2069", "has the forbidden character U+2066 at character 2")]
    [InlineData("a\u200f", "has the forbidden character U+200F at character 2")]
    public void Refuses_a_text_that_is_not_whole_or_not_what_it_looks_like(string? text, string reason) =>
        Assert.Equal(reason, SourceTexts.WhyRefused(text));

    [Fact]
    public void Refuses_halves_of_surrogate_pairs()
    {
        Assert.Equal("has half of a surrogate pair at character 2", SourceTexts.WhyRefused("a" + (char)0xD800 + "b"));
        Assert.Equal("has half of a surrogate pair at character 1", SourceTexts.WhyRefused((char)0xDC00 + "" + (char)0xD800));
        Assert.Equal("has half of a surrogate pair at character 2", SourceTexts.WhyRefused("a" + (char)0xD83D));
    }

    [Fact]
    public void Takes_two_hundred_characters_and_no_more()
    {
        Assert.Null(SourceTexts.WhyRefused(new string('x', 200)));
        Assert.Equal("has 201 characters, the limit is 200", SourceTexts.WhyRefused(new string('x', 201)));
    }

    [Theory]
    [InlineData("jane.doe@example.org")]
    [InlineData("write to j@x.cn now")]
    [InlineData("(617) 555-1234")]
    [InlineData("call 6175551234")]
    [InlineData("138 0013 8000")]
    [InlineData("１３８００１３８０００")]
    [InlineData("+86-28-8666-1234")]
    public void Refuses_a_public_name_that_may_be_personal(string text)
    {
        Assert.Null(SourceTexts.WhyRefused(text));
        Assert.NotNull(SourceTexts.WhyNotPublic(text));
    }

    [Theory]
    [InlineData("Noise, Barking Dog (NR5)")]
    [InlineData("TRAFFIC DIVISION, 511")]
    [InlineData("Graffiti: Ward 8  0803  ")]
    [InlineData("4f389210e75084437f0001de")]
    [InlineData("SR12345678")]
    [InlineData("@SUM(1)")]
    public void Takes_a_public_name_with_a_few_digits_or_a_code(string text) => Assert.Null(SourceTexts.WhyNotPublic(text));

    [Fact]
    public void Quotes_a_sample_that_is_short_and_safe_to_print()
    {
        Assert.Equal("'2026-02-30'", SourceTexts.Quote("2026-02-30"));
        Assert.Equal("'a<U+001B>[31m<U+202E>'", SourceTexts.Quote("a\u001b[31m\u202e"));
        Assert.Equal("'" + new string('x', 60) + "…'", SourceTexts.Quote(new string('x', 5_000_000)));
    }
}
