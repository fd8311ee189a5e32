using System.Runtime.CompilerServices;
using Ledger.Cases;
using Ledger.Catalogue.Calendars;
using Ledger.Catalogue.Services;
using Ledger.Catalogue.Standards;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Registry;
using Ledger.Registry.Agreements;
using Ledger.Registry.Platforms;
using Ledger.Registry.Providers;
using Ledger.Tests.Store;

namespace Ledger.Tests.Cases;

/// <summary>
/// The network in which the tests of cases play: a province, four open windows and one that is registered only; a provider
/// that is admitted and one that is not; an agreement for training; one service of each nature with its process, commitment
/// and fee items; the network's standard; the working days of three years.
/// </summary>
public static class SampleNetwork
{
    public const string Agreement = "agreement-2025-1";

    /// <summary>Dues of what is done at <see cref="By.Now"/>, noon of Monday 5 January 2026: two, three and ten working days
    /// later, by hand: 6 7 | 8 | 9 12 13 14 15 16 19.</summary>
    public static readonly DateTimeOffset DueAccept = new(2026, 1, 7, 16, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset DueFirstContact = new(2026, 1, 8, 16, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset DueComplete = new(2026, 1, 19, 16, 0, 0, TimeSpan.Zero);

    private static readonly ConditionalWeakTable<TestLedger, Task> Written = [];

    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.FromHours(8));

    public static readonly IReadOnlyList<(string Stream, IReadOnlyList<LedgerEvent> Facts)> Facts =
    [
        Platform(By.Province, PlatformKinds.Provincial, "510000"),
        Platform(By.OwnerNode, PlatformKinds.ComprehensiveWindow, "510100"),
        Platform(By.OtherNode, PlatformKinds.ComprehensiveWindow, "510700"),
        Platform("SC-510300", PlatformKinds.ComprehensiveWindow, "510300"),
        Platform(By.ThirdNode, PlatformKinds.ComprehensiveWindow, "511500"),
        (PlatformState.StreamOf(By.ClosedNode), [new PlatformRegistered(At("r"), "w", PlatformKinds.ComprehensiveWindow, "510400", null, "12345")]),
        (ProviderState.StreamOf(By.Provider), [Provider("510100", "510104"), new AllianceAdmitted(At("a"), "yes", Start)]),
        (ProviderState.StreamOf(By.Stranger), [Provider("510700", null)]),
        (Agreement, [new AgreementSigned(At("s"), [By.Province, By.Provider, By.OtherNode, By.ThirdNode], ["TRAIN"], Start, null, "00")]),
        Service("TRAIN-01", Natures.Market, By.OwnerNode, By.OwnerNode),
        Service("TRAIN-02", Natures.Discounted, By.OwnerNode, By.Provider),
        Service("TRAIN-03", Natures.PublicGood, By.OtherNode, By.OtherNode),
        Service("GUIDE-01", "guide", By.OwnerNode, By.OwnerNode, "GUIDE"),
        (StandardState.NetworkStream, [new StandardAdopted(At("n"), 1, "Network", null, null, null, 2, 3, 20, null, 0, Start)]),
        (StandardState.StreamOf("TRAIN-STD"), [new StandardAdopted(At("t"), 1, "Training", "TRAIN", null, null, 2, 3, 10, null, 0, Start)]),
        .. Enumerable.Range(2025, 3).Select(Calendar),
    ];

    public static readonly Network Network = Facts
        .SelectMany(stream => stream.Facts.Select(fact => (stream.Stream, fact)))
        .Aggregate(Network.Empty, static (network, next) => network.Evolve(next.Stream, next.fact));

    /// <summary>The sample network and more.</summary>
    public static Network With(string stream, params IReadOnlyList<LedgerEvent> facts) =>
        facts.Aggregate(Network, (network, fact) => network.Evolve(stream, fact));

    /// <summary>Stores the network if it is not there yet; for helpers that cannot know.</summary>
    public static Task Once(TestLedger ledger) => Written.GetValue(ledger, Write);

    /// <summary>Stores the network, stream by stream.</summary>
    public static async Task Write(TestLedger ledger)
    {
        foreach (var (stream, facts) in Facts)
        {
            // The state is not looked at: these are the first events of their streams.
            var outcome = await ledger.Journal.Execute<PlatformState>(
                stream, new StreamVersion(0), $"write-{stream}", commandHash: null, (_, _) => Decision.Accept(facts), TimeSpan.FromMinutes(1));
            Assert.IsType<Outcome.Done>(outcome);
        }
    }

    public static Envelope At(string commandId) =>
        new(Start.ToUniversalTime(), Start.ToUniversalTime(), By.Province, "clerk", Channels.PartnerApi, commandId, CausationId: null);

    private static (string, IReadOnlyList<LedgerEvent>) Platform(string code, string kind, string region) =>
        (PlatformState.StreamOf(code), [new PlatformRegistered(At("r"), code, kind, region, null, "12345"), new PlatformOpened(At("o"), new(2025, 1, 1))]);

    private static ProviderRegistered Provider(string region, string? county) =>
        new(At("p"), "Provider", "enterprise", region, county, ["TRAIN"], [], null, null, By.Nothing);

    private static (string, IReadOnlyList<LedgerEvent>) Service(string code, string nature, string node, string provider, string category = "TRAIN") =>
        (ServiceState.StreamOf(code),
        [
            new ServicePublished(
                At("s"), node, 1,
                new ServiceContent(
                    code, category, "TRAIN-STD", 1, provider, nature, [], [], [], "none", [], ["online"], "desk", [], new(2025, 1, 1)),
                Start),
            new ProcessPublished(At("p"), 1, [], "none", "none", Start),
            new CommitmentPublished(At("c"), 1, 2, 3, 10, "good", "desk", Start),
            Item("CONSULT"),
            Item("TRAVEL"),
            Item("F"),
        ]);

    private static FeeItemPublished Item(string code) => new(At(code), code, 1, "hour", 0, 50_000, "notice", 1_000, Start, null);

    // Monday to Friday but the New Year days off that weekdays fall on, and Sunday 4 January 2026, which was worked.
    private static (string, IReadOnlyList<LedgerEvent>) Calendar(int year)
    {
        var days = Enumerable.Range(0, 366).Select(new DateOnly(year, 1, 1).AddDays)
            .Where(day => day.Year == year && day != new DateOnly(2026, 1, 1) && day != new DateOnly(2026, 1, 2))
            .Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) || day == new DateOnly(2026, 1, 4));
        return (CalendarState.StreamOf(year), [new WorkCalendarPublished(At("w"), 1, [.. days], "notice")]);
    }
}
