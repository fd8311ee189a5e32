namespace Projections.Disclosures;

/// <summary>The one place where a published figure is rounded: integers in, a decimal out, half away from zero.</summary>
public static class Rounding
{
    public const int HourDecimals = 4;
    public const int ShareDecimals = 6;

    private const long MillisecondsAnHour = 3_600_000;

    /// <summary>Milliseconds as hours: 5_400_000 is 1.5; the mean of n durations is their total over n.</summary>
    public static decimal Hours(Int128 milliseconds, long over = 1) =>
        Quotient(milliseconds, (Int128)over * MillisecondsAnHour, HourDecimals);

    /// <summary>How large a part of <paramref name="of"/> a count is: 1 of 3 is 0.333333.</summary>
    public static decimal Share(long count, long of) => Quotient(count, of, ShareDecimals);

    // Twice the scaled numerator plus the denominator, over twice the denominator, cut: that is rounding half up, exactly.
    private static decimal Quotient(Int128 numerator, Int128 denominator, int decimals)
    {
        long scale = 1;
        for (var i = 0; i < decimals; i++)
        {
            scale *= 10;
        }

        var size = ((2 * Int128.Abs(numerator) * scale) + denominator) / (2 * denominator);
        return (decimal)(numerator < 0 ? -size : size) / scale;
    }
}
