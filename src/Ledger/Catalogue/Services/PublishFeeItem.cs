using System.Collections.Immutable;
using Ledger.Cases;
using Ledger.Deciding;
using Ledger.Transparency;

namespace Ledger.Catalogue.Services;

/// <summary>A price that may be charged from now on, or the promise that something is free: 0 to 0 (D3). The version before it
/// ends when it takes effect. Above the standard's cap or below its discount it is taken, and check U4 finds it.</summary>
/// <param name="MinFen">Least unit price; equal to <paramref name="MaxFen"/> for a fixed price.</param>
/// <param name="Basis">The rule or document the price rests on.</param>
/// <param name="SmallMicroDiscountBasisPoints">0 to 10,000: hundredths of a percent.</param>
/// <param name="EffectiveFrom">Now when left out; later than that of the version before.</param>
/// <param name="EffectiveTo">First instant at which it is no longer in force; left out while no end is known.</param>
public sealed record PublishFeeItem(
    string FeeItemCode,
    string Unit,
    long MinFen,
    long MaxFen,
    string Basis,
    int SmallMicroDiscountBasisPoints,
    DateTimeOffset? EffectiveFrom = null,
    DateTimeOffset? EffectiveTo = null) : Command<ServiceState>
{
    protected override Decision Decide(ServiceState state, Act act)
    {
        var from = CatalogueFields.EffectiveOrNow(EffectiveFrom, act);
        var to = EffectiveTo is { } end ? Instants.ToMillisecond(end) : (DateTimeOffset?)null;
        return ServiceChecks.MayChange(state, act)
            ?? Fields.Code("fee_item_code", FeeItemCode)
            ?? Fields.Code("unit", Unit)
            ?? Fields.Number("min_fen", MinFen, 0, Fen.Largest)
            ?? Fields.Number("max_fen", MaxFen, 0, Fen.Largest)
            ?? (MinFen <= MaxFen
                ? null
                : Decision.Refuse(CatalogueRules.FeeBand, "The least price is at most the largest.", "最低价格不得高于最高价格。"))
            ?? Fields.Prose("basis", Basis, CatalogueFields.LongestNote)
            ?? CatalogueFields.BasisPoints("small_micro_discount_basis_points", SmallMicroDiscountBasisPoints)
            ?? CatalogueFields.Effective("effective_from", EffectiveFrom)
            ?? CatalogueFields.Effective("effective_to", EffectiveTo)
            ?? (to is null || to > from
                ? null
                : Decision.Refuse(CatalogueRules.EffectiveOrder, "The end lies after the beginning.", "终止时间须晚于生效时间。"))
            ?? CatalogueFields.InOrder(Versions(state), from)
            ?? Decision.Accept(new FeeItemPublished(
                act.Envelope, FeeItemCode, Versions(state).Count + 1, Unit, MinFen, MaxFen, Basis, SmallMicroDiscountBasisPoints, from, to));
    }

    private ImmutableList<Published<FeeItemPublished>> Versions(ServiceState state) => state.FeeItems.GetValueOrDefault(FeeItemCode, []);
}
