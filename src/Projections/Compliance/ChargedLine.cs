using Projections.Compliance.Facts;
using Projections.Compliance.Regimes;

namespace Projections.Compliance;

/// <summary>One line of a charge, with the fee item that was in force for it when it was quoted.</summary>
/// <param name="Quote">The quote that it rests on; none where there was none.</param>
/// <param name="Listed">The listed version; none where the line names none that was public and in force.</param>
internal sealed record ChargedLine(
    CaseFacts Case, int Index, KeptEntry Charge, int Number, KeptFields Line, KeptEntry? Quote, PublishedVersion? Listed)
{
    private const long Thousand = 1_000;

    public long UnitPriceFen => Line.RequireNumber("unit_price_fen");

    public long DiscountFen => Line.RequireNumber("discount_fen");

    /// <summary>Quantity times price, rounded half up to whole fen: the only rounding of a line.</summary>
    public Int128 GrossFen => RoundHalfUp((Int128)Line.RequireNumber("qty_milli") * UnitPriceFen, Thousand);

    public static Int128 RoundHalfUp(Int128 value, long over) => ((2 * value) + over) / (2 * (Int128)over);

    public Observation Observe(bool held)
    {
        var observed = Case.Observe(Index, held, Listed?.Entry, Quote, Charge);
        return held ? observed : observed with { Subject = $"{Case.Id}#{Charge.Position}.{Number}" };
    }

    /// <summary>Every line charged in the month.</summary>
    /// <exception cref="FormatException">An entry lacks a field of its type.</exception>
    public static IEnumerable<ChargedLine> In(NetworkFacts facts, Month month)
    {
        foreach (var (found, index, charge) in facts.CaseEntriesIn(month)["fee.charged"])
        {
            var quote = found.LastBefore(index, "fee.quoted", "quote_id", charge.Fields.RequireText("quote_id"));
            var at = quote ?? charge;
            var service = facts.Services.GetValueOrDefault(found.ServiceAt(index));
            foreach (var (number, line) in CheckRun.Lines(charge))
            {
                var listed = service?.FeeItems.GetValueOrDefault(line.RequireText("fee_item_code"))?.At(at.OccurredAt, at.Position.Value);
                var isListed = listed is not null && listed.Number == line.RequireNumber("fee_item_version")
                    && listed.Fields.RequireText("unit") == line.RequireText("unit");
                yield return new ChargedLine(found, index, charge, number, line, quote, isListed ? listed : null);
            }
        }
    }
}
