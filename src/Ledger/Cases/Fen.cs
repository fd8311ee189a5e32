using Ledger.Deciding;

namespace Ledger.Cases;

/// <summary>Money is a whole number of fen (1 CNY = 100 fen), from 0 to <see cref="Largest"/>.</summary>
public static class Fen
{
    /// <summary>2^53−1: a larger number is not exact in every JSON reader (RFC 8785, 3.2.2.3), so it cannot be published.
    /// Two such numbers always add up in a <see cref="long"/> and multiply in an <see cref="Int128"/>.</summary>
    public const long Largest = (1L << 53) - 1;

    // Fifty lines of the longest codes, in Chinese, still fit a public entry.
    private const int LargestLineCount = 50;

    /// <summary>An amount that is moved: a payment, refund or waiver of nothing is none.</summary>
    public static Decision? Moved(long amountFen) =>
        amountFen is > 0 and <= Largest
            ? null
            : Decision.Refuse(Rules.Money, $"The amount has to be from 1 to {Largest} fen.", $"金额须为 1 至 {Largest} 分。");

    public static Decision? Within(long amountFen, long openFen, string whatIsOpen) =>
        amountFen <= openFen
            ? null
            : Decision.Refuse(Rules.Money, $"The amount has to stay within the {openFen} fen {whatIsOpen}.", $"金额不得超过尚可处理的 {openFen} 分。");

    public static Decision? Owed(long amountFen, CaseState state) =>
        Within(amountFen, state.OwedFen, "charged and not yet paid, waived or subsidised");

    /// <summary>Checks the lines of a quote or charge, and that <paramref name="totalFen"/> is their sum.</summary>
    public static Decision? Bill(IReadOnlyList<FeeLine>? lines, long totalFen)
    {
        if (lines is null || lines.Count is 0 or > LargestLineCount)
        {
            return Fields.Refuse("lines", $"has to have 1 to {LargestLineCount} lines", $"须有 1 至 {LargestLineCount} 行");
        }

        var sum = (Int128)0;
        foreach (var line in lines)
        {
            if (Line(line) is { } refusal)
            {
                return refusal;
            }

            sum += Gross(line) - line.DiscountFen;
        }

        return sum > Largest ? Decision.Refuse(Rules.Money, $"The lines add up to more than {Largest} fen.", $"各行合计超过 {Largest} 分。")
            : sum != totalFen ? Decision.Refuse(Rules.FeeTotal, $"The lines add up to {sum} fen, and the total has to say so.", $"各行合计为 {sum} 分，总额须与之一致。")
            : null;
    }

    private static Decision? Line(FeeLine? line) => line is null
        ? Fields.Refuse("lines", "has to be free of nulls", "不得含空值")
        : Fields.Code("fee_item_code", line.FeeItemCode)
            ?? Fields.Number("fee_item_version", line.FeeItemVersion, 1, int.MaxValue)
            ?? Fields.Number("qty_milli", line.QtyMilli, 0, Largest)
            ?? Fields.Code("unit", line.Unit)
            ?? NonNegative("unit price", line.UnitPriceFen)
            ?? NonNegative("discount", line.DiscountFen)
            ?? DiscountReason(line)
            ?? (line.DiscountFen > Gross(line) ? Decision.Refuse(Rules.Money, "A discount has to stay within its line.", "折扣不得超过该行金额。") : null);

    private static Decision? DiscountReason(FeeLine line) => line.DiscountFen > 0
        ? Fields.Code("discount_reason", line.DiscountReason)
        : Fields.OptionalCode("discount_reason", line.DiscountReason);

    private static Decision? NonNegative(string what, long fen) =>
        fen is >= 0 and <= Largest
            ? null
            : Decision.Refuse(Rules.Money, $"The {what} of each line has to be from 0 to {Largest} fen.", $"每行的单价和折扣须为 0 至 {Largest} 分。");

    /// <summary>Quantity times unit price.</summary>
    public static Int128 Gross(FeeLine line) => RoundHalfUp((Int128)line.QtyMilli * line.UnitPriceFen);

    /// <summary>Thousandths of a fen to fen: 499 become 0, 500 become 1, 1 499 become 1. The only rounding of money.</summary>
    public static Int128 RoundHalfUp(Int128 milliFen) => (milliFen + 500) / 1000;
}
