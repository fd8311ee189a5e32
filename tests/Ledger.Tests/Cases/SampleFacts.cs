using Ledger.Cases;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Tests.Journal;
using Ledger.Transparency;

namespace Ledger.Tests.Cases;

/// <summary>One event of every type, every field filled. What must never become public says so.</summary>
public static class SampleFacts
{
    public const string Canary = "canary";

    private static readonly Guid Id = new("01936f2a-0000-7000-8000-0000000000aa");
    private static readonly DateTimeOffset Then = new(2026, 1, 6, 8, 30, 0, 250, TimeSpan.Zero);

    private static readonly FeeLine[] Lines =
    [
        new("CONSULT", 2, 1_500, "hour", 20_000, 3_000, "SMALL"),
        new("TRAVEL", 1, 12_345, "km", 80, 0, null),
    ];

    private static readonly Sealed Hidden = new(Convert.ToBase64String(new byte[32]));

    private static readonly RequestSubmitted Submitted = new(
        By.Owner($"{Canary}-01"), By.OwnerNode, "online", "TRAIN-01", "数字化培训 \"A/B\"", "TRAIN", "510100", 480, "small", "35", Then,
        $"{Canary}-contact", $"{Canary}-enterprise", new RequesterConsent(true, false, true), Hidden, Hidden, Hidden,
        new SourceReference($"{Canary}-system", $"{Canary}-id", By.Now));

    private static readonly IReadOnlyList<CaseEvent> OfCases =
    [
        Submitted,
        new RequestAccepted(By.Owner($"{Canary}-02"), "TRAIN-01", 2, "TRAIN-STD", 3, 4, 5, "market", Then, Then.AddDays(7)),
        new RequestDeclined(By.Owner($"{Canary}-03"), "OUT_OF_SCOPE", $"{Canary}-text", "desk 2", "12345"),
        new RequestWithdrawn(By.Requester($"{Canary}-04") with { CausationId = Id }, "SOLVED"),
        new RequestReopened(By.Owner($"{Canary}-05"), "RECURRED", "callback"),
        new RequestAmended(
            By.Owner($"{Canary}-06"), By.Now, Then, "closed", Then, "call", "TRAIN-02", "Training", "TRAIN", "510700", 480, "source_update"),
        new ReferralOffered(
            By.Owner($"{Canary}-07"), Id, By.OwnerNode, By.OtherNode, By.Provider, "co_delivery", 1, Then, "CAPACITY",
            new SelectionBasis("NEARBY-1", 3, 2, SameRegion: true, "same_city"), [$"{Canary}-field"]),
        new ReferralAccepted(By.TheProvider($"{Canary}-08"), Id, By.OtherNode, By.Provider, "co_delivery"),
        new ReferralRejected(By.Other($"{Canary}-09"), Id, "transfer", "FULL"),
        new DeliveryStarted(By.Owner($"{Canary}-10"), Id, By.OwnerNode, By.Provider, "onsite", $"{Canary}-agreement"),
        new DeliveryCompleted(By.Owner($"{Canary}-11"), Id, "resolved", 1, 50, 61, [new string('a', 64)]),
        new DeliveryAmended(By.Owner($"{Canary}-12"), Id, Then, "not_stated", "source_update"),
        new DeliveryConfirmed(By.Requester($"{Canary}-13"), Id, "sms"),
        new DeliveryDisputed(By.Requester($"{Canary}-14"), Id, "NOT_DONE"),
        new RatingSubmitted(
            By.Requester($"{Canary}-15"), Id, 1, 4, Contacted: true, Resolved: false, new RatingDimensions(5, 4, 3, 2, 1), Hidden),
        new FeeQuoted(By.Owner($"{Canary}-16"), Id, Lines, 27_988, Then),
        new FeeAgreed(By.Requester($"{Canary}-17"), Id, $"{Canary}-method"),
        new FeeCharged(By.Owner($"{Canary}-18"), Id, Lines, 27_988),
        new FeePaid(By.Requester($"{Canary}-19"), 20_000, $"{Canary}-method"),
        new FeeRefunded(By.Owner($"{Canary}-20"), 5_000, "POOR"),
        new FeeWaived(By.Owner($"{Canary}-21"), 7_988, "HARDSHIP"),
    ];

    /// <summary>One of every type of the catalogue: those of cases are written above, the others are generated.</summary>
    public static readonly IReadOnlyList<LedgerEvent> All =
    [
        .. OfCases,
        .. EventCatalogue.All.Select(type => type.Record).Except(OfCases.Select(fact => fact.GetType())).Select(GeneratedFacts.Of),
    ];

    public static IReadOnlyList<CaseEvent> Cases => [.. All.OfType<CaseEvent>()];

    public static TheoryData<string> Names => [.. All.Select(fact => EventCatalogue.For(fact).StoredName)];

    public static LedgerEvent Named(string storedName) => All.Single(fact => EventCatalogue.For(fact).StoredName == storedName);

    public static byte[] PublicBytes(LedgerEvent fact) => Bytes(PublicEntries.Of(
        new LeafIndex(41), Id, fact is CaseEvent ? "case-1" : EventCatalogue.For(fact).Area.Prefix + "1", new StreamVersion(3), fact));

    public static byte[] Bytes(PublicEntry entry)
    {
        var json = new CanonicalJson();
        entry.WriteTo(json);
        return json.Written.ToArray();
    }
}
