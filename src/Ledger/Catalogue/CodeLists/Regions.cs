using Ledger.Registry;

namespace Ledger.Catalogue.CodeLists;

/// <summary>Administrative divisions as one version of the list <c>region</c> has them. Former codes lead to their successors:
/// an old event with one still lands in the right county.</summary>
/// <param name="list">Codes of GB/T 2260, six digits: two for the province, two for the city, two for the county.</param>
public sealed class Regions(CodeList list)
{
    private const string WholeProvince = "0000";
    private const string WholeCity = "00";

    /// <summary>The regions in force at an instant; null before the list was published.</summary>
    public static Regions? At(Network network, DateTimeOffset instant) =>
        network.Find<CodeListState>(CodeListState.Regions).At(instant) is { } version ? new Regions(version.Value) : null;

    public bool IsKnown(string code) => list.Contains(code);

    /// <summary>The code in use today for a current or former one; null where it is unknown.</summary>
    public string? Current(string code) => list.Current(code)?.Code;

    /// <summary>The current code of the city that a region is or lies in; null for a province and for unknown codes.</summary>
    public string? CityOf(string code)
    {
        for (var region = list.Current(code); region is not null; region = UpFrom(region))
        {
            if (!region.Code.EndsWith(WholeProvince, StringComparison.Ordinal) && region.Code.EndsWith(WholeCity, StringComparison.Ordinal))
            {
                return region.Code;
            }
        }

        return null;
    }

    /// <summary>The current code of the county; null for a city, a province and unknown codes.</summary>
    public string? CountyOf(string code) =>
        Current(code) is { } current && !current.EndsWith(WholeCity, StringComparison.Ordinal) ? current : null;

    /// <summary>The centre of a region; where the list has none, that of the city or province it lies in.</summary>
    /// <returns>Null where the code is unknown or no centre is.</returns>
    public Place? CentreOf(string code)
    {
        for (var region = list.Current(code); region is not null; region = UpFrom(region))
        {
            if (region is { LatitudeE6: { } latitude, LongitudeE6: { } longitude })
            {
                return new Place(latitude, longitude);
            }
        }

        return null;
    }

    /// <summary>Whole metres between two centres (<see cref="Place.MetresTo"/>); null where one is not known.</summary>
    public long? MetresBetween(string one, string other) =>
        CentreOf(one) is { } from && CentreOf(other) is { } to ? from.MetresTo(to) : null;

    private CodeItem? UpFrom(CodeItem region) => region.Parent is { } parent ? list.Current(parent) : null;
}
