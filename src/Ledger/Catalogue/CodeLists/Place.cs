namespace Ledger.Catalogue.CodeLists;

/// <summary>A point on the earth.</summary>
/// <param name="LatitudeE6">Millionths of a degree, north positive, −90,000,000 to 90,000,000.</param>
/// <param name="LongitudeE6">Millionths of a degree, east positive, −180,000,000 to 180,000,000.</param>
public readonly record struct Place(int LatitudeE6, int LongitudeE6)
{
    // Mean radius R1 of the earth (IUGG), rounded to whole metres.
    private const decimal RadiusMetres = 6_371_009m;

    private const decimal Pi = 3.1415926535897932384626433833m;
    private const decimal MillionthsOfHalfTurn = 180_000_000m;
    private const decimal Negligible = 1e-27m;

    /// <summary>
    /// Whole metres along the great circle by the haversine formula, on a sphere of 6,371,009 m; half a metre rounds up. Computed
    /// in <see cref="decimal"/> by series, whose operations are defined to the last digit, so every machine gives the same
    /// number and a ranking by distance can be repeated. The same both ways.
    /// </summary>
    public long MetresTo(Place other)
    {
        var half = Sine(Radians(Math.Abs((long)LatitudeE6 - other.LatitudeE6)) / 2);
        var turn = Sine(Radians(Math.Abs((long)LongitudeE6 - other.LongitudeE6)) / 2);
        var haversine = (half * half) + (Cosine(LatitudeE6) * Cosine(other.LatitudeE6) * turn * turn);
        return (long)decimal.Round(2 * RadiusMetres * ArcSine(Root(decimal.Clamp(haversine, 0, 1))), MidpointRounding.AwayFromZero);
    }

    private static decimal Radians(long millionths) => millionths * Pi / MillionthsOfHalfTurn;

    private static decimal Cosine(int latitudeE6) => Sine((Pi / 2) - Radians(Math.Abs((long)latitudeE6)));

    // x − x³/3! + x⁵/5! − …, for x from 0 to π.
    private static decimal Sine(decimal x)
    {
        var (sum, term) = (x, x);
        for (var n = 2; Math.Abs(term) > Negligible; n += 2)
        {
            term = -term * x * x / (n * (n + 1));
            sum += term;
        }

        return sum;
    }

    // Halving the angle three times makes x small enough for the series x + x³/6 + 3x⁵/40 + … to be short.
    private static decimal ArcSine(decimal x)
    {
        const int halvings = 3;
        for (var i = 0; i < halvings; i++)
        {
            x /= Root(2 * (1 + Root(decimal.Max(0, 1 - (x * x)))));
        }

        var (sum, term) = (x, x);
        for (var n = 1; term > Negligible; n += 2)
        {
            term *= x * x * n / (n + 1);
            sum += term / (n + 2);
        }

        return sum * (1 << halvings);
    }

    // Newton's method from above: it falls until the last digit, and then no longer.
    private static decimal Root(decimal x)
    {
        if (x == 0)
        {
            return 0;
        }

        var root = decimal.Max(x, 1);
        while (true)
        {
            var next = (root + (x / root)) / 2;
            if (next >= root)
            {
                return root;
            }

            root = next;
        }
    }
}
