using System.Collections.Immutable;
using Ledger.Transparency;
using Projections.Streams;

namespace Projections.FeeItems;

/// <summary>A price that may be charged, in fen; 0 to 0 is the promise that something is free.</summary>
/// <param name="SmallMicroDiscountBasisPoints">What small and micro enterprises pay less, in hundredths of a percent.</param>
public sealed record FeeItemVersion(
    string FeeItemCode, string Unit, long MinFen, long MaxFen, string Basis, long SmallMicroDiscountBasisPoints) : PublishedVersion;

/// <summary>What a service may cost: every version of each fee item. The code is the service's.</summary>
public sealed record FeeItemView : StreamView
{
    /// <summary>In the order of recording; versions count for each fee item.</summary>
    public ImmutableArray<FeeItemVersion> Items { get; init; } = [];

    /// <summary>The prices in force at an instant, at most one of each fee item, in order of their codes.</summary>
    public IEnumerable<FeeItemVersion> At(DateTimeOffset instant) =>
        Items.Where(item => item.IsInForceAt(instant)).OrderBy(item => item.FeeItemCode, StringComparer.Ordinal);

    protected override StreamView Next(PublicEntry entry) => entry.Type switch
    {
        "fee_item.published" => Published(entry),
        "fee_item.withdrawn" => Ended(entry),
        _ => this,
    };

    private FeeItemView Published(PublicEntry entry)
    {
        var fields = entry.Fields;
        var next = new FeeItemVersion(
            fields.RequireText("fee_item_code"),
            fields.RequireText("unit"),
            fields.RequireExact("min_fen"),
            fields.RequireExact("max_fen"),
            fields.RequireText("basis"),
            fields.RequireExact("small_micro_discount_basis_points")).From(entry) with
        { EffectiveTo = fields.FindInstant("effective_to") };
        return this with { Items = Ended(entry).Items.Add(next) };
    }

    // When a version takes effect the ones before it end: they would come back when it ends.
    private FeeItemView Ended(PublicEntry entry)
    {
        var code = entry.Fields.RequireText("fee_item_code");
        return this with { Items = Items.Ended(entry.Fields.RequireInstant("effective_from"), item => item.FeeItemCode == code) };
    }
}
