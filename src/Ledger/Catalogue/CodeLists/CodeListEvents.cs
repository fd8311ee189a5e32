using Ledger.Deciding;

namespace Ledger.Catalogue.CodeLists;

/// <summary>A fact about one list of codes. Stream <c>codelist-NAME</c>.</summary>
public abstract record CodeListEvent(Envelope Envelope) : LedgerEvent(Envelope);

/// <summary>One code.</summary>
/// <param name="Parent">The code it belongs under, in the same list: of a county the city, of a city the province.</param>
/// <param name="ReplacedBy">Of a former code: the one that took its place.</param>
/// <param name="LatitudeE6">Of the centre of a region, in millionths of a degree, north positive (WGS 84).</param>
/// <param name="LongitudeE6">The same, east positive.</param>
public sealed record CodeItem(
    string Code,
    string NameZh,
    string? NameEn = null,
    string? Parent = null,
    string? ReplacedBy = null,
    int? LatitudeE6 = null,
    int? LongitudeE6 = null);

/// <summary>A list, or a new version of the whole of it.</summary>
/// <param name="Source">The standard or document it is from.</param>
[EventType("code_list.published")]
public sealed record CodeListPublished(
    Envelope Envelope,
    [Public] int Version,
    [Public] IReadOnlyList<CodeItem> Items,
    [Public] DateTimeOffset EffectiveFrom,
    [Public] string Source) : CodeListEvent(Envelope);
