using Ledger.Transparency;

namespace Ledger.Tests.Transparency;

public sealed class EntryBundleTests
{
    [Fact]
    public void The_longest_entries_of_a_full_bundle_are_written_and_read()
    {
        byte[][] entries = [.. Enumerable.Range(0, 256).Select(i => Enumerable.Repeat((byte)i, EntryBundle.LargestEntryBytes).ToArray())];

        Assert.Equal(entries, EntryBundle.Parse(EntryBundle.Write(entries), 256));
    }

    [Fact]
    public void What_does_not_fit_a_bundle_is_refused()
    {
        Assert.Throws<ArgumentException>(() => EntryBundle.Write([new byte[65_536]]));
        Assert.Throws<ArgumentException>(() => EntryBundle.Write([.. Enumerable.Repeat(Array.Empty<byte>(), 257)]));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("00", 1)]
    [InlineData("0001", 1)]
    [InlineData("000261", 1)]
    [InlineData("000161", 2)]
    [InlineData("00016100", 1)]
    [InlineData("0001610000", 1)]
    public void A_bundle_with_bytes_too_few_or_too_many_is_refused(string hex, int width) =>
        Assert.Throws<FormatException>(() => EntryBundle.Parse(Convert.FromHexString(hex), width));
}
