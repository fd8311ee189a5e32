using Projections.Compliance.Facts;

namespace Projections.Compliance.Indicators;

/// <summary>Region codes of the seats of those in the network at an instant, one for each.</summary>
/// <param name="Open">Of platforms that are open.</param>
/// <param name="Registered">Of platforms that are entered and not revoked, open or not.</param>
/// <param name="Members">Of admitted providers: the county where it is known, else the city.</param>
internal sealed record Seats(IReadOnlyList<string> Open, IReadOnlyList<string> Registered, IReadOnlyList<string> Members)
{
    public static Seats At(NetworkFacts facts, DateTimeOffset instant) => new(
        [.. facts.Platforms.Values.Where(platform => platform.IsOpenAt(instant)).Select(platform => platform.RegionCode)],
        [.. facts.Platforms.Values.Where(platform => platform.IsRegisteredAt(instant)).Select(platform => platform.RegionCode)],
        [
            .. facts.Providers.Values.Where(provider => provider.IsMemberAt(instant)).Select(provider => provider.Registered)
                .OfType<Ledger.Transparency.PublicEntry>()
                .Select(entry => entry.Fields.FindText("county_code") ?? entry.Fields.RequireText("region_code")),
        ]);
}
