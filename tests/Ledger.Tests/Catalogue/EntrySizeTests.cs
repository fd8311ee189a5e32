using Ledger.Catalogue.CodeLists;
using Ledger.Catalogue.Regimes;
using Ledger.Catalogue.Services;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Tests.Cases;
using Ledger.Transparency;

namespace Ledger.Tests.Catalogue;

/// <summary>What a decider lets through fits the log: an entry that does not would stop the sequencer.</summary>
public sealed class EntrySizeTests
{
    private const int LongestCode = 100;
    private const int LongestName = 200;

    /// <summary>In Chinese, with every text and list as long as may be: about 52,000 bytes.</summary>
    [Fact]
    public void The_largest_service_is_taken()
    {
        var codes = Enumerable.Range(0, 200).ToList();
        var content = new ServiceContent(
            Text(LongestName), Text(LongestCode), Text(LongestCode), int.MaxValue, Given.Provider, "public_good",
            ["micro", "small", "medium", "large"], [.. codes.Take(100).Select(n => $"{n:D2}")], [.. codes.Select(n => $"{n:D6}")], Text(2000),
            [.. codes.Take(50).Select(_ => Text(LongestName))], [.. Channels.All], Text(LongestName),
            [.. codes.Take(30).Select(n => $"{n:D3}{Text(LongestCode - 3)}")], new DateOnly(2026, 1, 5));
        var published = Given.Scene<ServiceState>("service-X").When(new PublishService(content), Given.Window);
        var revised = published.ThenAccepted().When(new ReviseService(content, Text(500), Given.Now.AddDays(1)), Given.Window);

        Assert.InRange(EntryBytes(published), 45_000, PublicEntry.LargestBytes);
        Assert.InRange(EntryBytes(revised), 45_000, PublicEntry.LargestBytes);
    }

    [Fact]
    public void The_largest_process() => AssertFillsAnEntry(n => Given.Service().When(
        new PublishProcess([new ProcessStep("A", Text(200), "", 1, [.. Texts(n / 2)], [.. Texts(n - (n / 2))]), .. Steps(28)], "", Text(2000)), Given.Window));

    [Fact]
    public void The_largest_list_of_codes()
    {
        AssertFillsAnEntry(n => Given.Scene<CodeListState>("codelist-x").When(new PublishCodeList(
            [.. Enumerable.Range(0, n).Select(k => new CodeItem($"{k:D6}", Text(20), "\"\"\"", LatitudeE6: -90_000_000, LongitudeE6: -180_000_000))], "x")));
        AssertFillsAnEntry(n => Given.Scene<CodeListState>("codelist-x").When(new PublishCodeList(
            [.. Enumerable.Range(0, 500).Select(k => new CodeItem($"{k}", k < n ? Text(60) : "x"))], "x")));
    }

    [Fact]
    public void The_largest_regime() => AssertFillsAnEntry(n =>
    {
        var document = $$"""{"text":"{{new string('文', n * 20)}}\"\"\""}""";
        return Given.Scene<RegimeState>("regime-x").When(new AdoptRegime("规则", "Regime", document, RegimeText.Hash(document), Text(500)));
    });

    /// <summary>The next larger one is refused for its size, and the largest that is taken fits and leaves little room.</summary>
    private static void AssertFillsAnEntry<T>(Func<int, Tried<T>> of)
        where T : StreamState<T>, new()
    {
        const int tooMany = 2_000;
        const int littleRoom = 1_500;
        var largest = Enumerable.Range(1, tooMany).First(n => of(n + 1).Decision is Decision.Refused);

        of(largest + 1).ThenRefused("ENTRY-SIZE");
        of(largest).ThenAccepted();
        Assert.InRange(EntryBytes(of(largest)), PublicEntry.LargestBytes - littleRoom, PublicEntry.LargestBytes);
    }

    private static int EntryBytes<T>(Tried<T> tried)
        where T : StreamState<T>, new() => SampleFacts.Bytes(PublicEntries.Of(
            new LeafIndex(0), Guid.Empty, tried.Before.Stream, new StreamVersion(1), Assert.Single(((Decision.Accepted)tried.Decision).Events))).Length;

    private static IEnumerable<ProcessStep> Steps(int count) => Enumerable.Range(0, count).Select(n => new ProcessStep(
        $"S{n}", Text(200), Text(100), 366, [Text(99)], []));

    private static IEnumerable<string> Texts(int count) => Enumerable.Repeat(Text(199), count);

    private static string Text(int characters) => new('文', characters);
}
