namespace Projections.Compliance.Indicators;

/// <summary>Sums of many amounts of the largest size are wider than each of them.</summary>
internal static class Totals
{
    public static Int128 Total<T>(this IEnumerable<T> all, Func<T, long> amount) =>
        all.Aggregate((Int128)0, (sum, one) => sum + amount(one));
}
