using Projections.Compliance.Facts;

namespace Projections.Compliance.Regimes;

/// <summary>Which regime judges a month: of all that were adopted, the one in force at its last instant.</summary>
public static class RegimesInForce
{
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

    /// <returns>What the adopted text says, or its faults; null while no regime is in force.</returns>
    public static RegimeReading? Of(NetworkFacts facts, Month month) =>
        Adopted(facts, month)?.Fields.FindText("document") is { } document ? RegimeFile.Read(document) : null;

    /// <summary>Whether any is in force.</summary>
    public static bool Any(NetworkFacts facts, Month month) => Adopted(facts, month) is not null;

    private static PublishedVersion? Adopted(NetworkFacts facts, Month month)
    {
        var last = month.End - Instant;
        return facts.AllVersions("regime-")
            .Select(regime => regime.Value.At(last))
            .OfType<PublishedVersion>()
            .OrderBy(version => version.From).ThenBy(version => version.Entry.Position.Value)
            .LastOrDefault();
    }
}
