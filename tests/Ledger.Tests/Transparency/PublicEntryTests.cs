using System.Text;
using Ledger.Cases;
using Ledger.Tests.Cases;
using Ledger.Transparency;

namespace Ledger.Tests.Transparency;

public sealed class PublicEntryTests
{
    [Theory]
    [MemberData(nameof(SampleFacts.Names), MemberType = typeof(SampleFacts))]
    public void An_entry_that_is_read_and_written_again_has_the_same_bytes(string storedName)
    {
        var bytes = SampleFacts.PublicBytes(SampleFacts.Named(storedName));

        Assert.Equal(bytes, SampleFacts.Bytes(PublicEntry.Parse(bytes)));
    }

    [Theory]
    [MemberData(nameof(SampleFacts.Names), MemberType = typeof(SampleFacts))]
    public void An_entry_shows_nothing_private(string storedName) =>
        Assert.DoesNotContain(
            SampleFacts.Canary, Encoding.UTF8.GetString(SampleFacts.PublicBytes(SampleFacts.Named(storedName))), StringComparison.Ordinal);

    [Fact]
    public void The_longest_quote_that_is_accepted_fits_an_entry()
    {
        var longest = new string('中', 100);
        var line = new FeeLine(longest, int.MaxValue, 1_000, longest, Fen.Largest / 50, 1, longest);
        var by = By.Owner() with { Node = longest, ActorRole = longest };
        var lines = Enumerable.Repeat(line, 50).ToList();
        const long Total = 50 * ((Fen.Largest / 50) - 1);
        Assert.Null(Fen.Bill(lines, Total));

        var fact = new FeeQuoted(by, Story.Fresh, lines, Total, Story.Later);
        Assert.InRange(SampleFacts.PublicBytes(fact).Length, 45_000, PublicEntry.LargestBytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"v":2}""")]
    [InlineData("""{"v":1}""")]
    [InlineData("""{"v":1.5}""")]
    [InlineData("""{"v":"1"}""")]
    public void What_is_no_entry_is_a_format_error(string text) =>
        Assert.Throws<FormatException>(() => PublicEntry.Parse(Encoding.UTF8.GetBytes(text)));
}
