using System.Globalization;

namespace Ledger.Transparency;

/// <summary>
/// The end of a tile's path, index and width (C2SP tlog-tiles v0.1.0, "Paths"): the index in groups of three digits, all
/// but the last after an x, and of a partial tile <c>.p/</c> and the width. 0 is <c>000</c>, 1,234,067 is
/// <c>x001/x234/067</c>, its first 8 hashes are <c>x001/x234/067.p/8</c>.
/// </summary>
internal static class TilePath
{
    private const int GroupBase = 1000;
    private const int GroupDigits = 3;

    public static string Write(long index, int width)
    {
        var path = Group(index % GroupBase);
        for (var rest = index / GroupBase; rest > 0; rest /= GroupBase)
        {
            path = $"x{Group(rest % GroupBase)}/{path}";
        }

        return width == Tile.FullWidth ? path : $"{path}.p/{width}";
    }

    /// <summary>Finds index and width, also where groups or digits are superfluous: the caller compares the spelling.</summary>
    public static bool TryParse(string path, out long index, out int width)
    {
        (index, width) = (0, Tile.FullWidth);
        var parts = path.Split(".p/");
        if (parts.Length > 2 || (parts.Length == 2 && !TryParseWidth(parts[1], out width)))
        {
            return false;
        }

        foreach (var group in parts[0].Split('/'))
        {
            var digits = group.StartsWith('x') ? group[1..] : group;
            if (digits.Length != GroupDigits || !TryParseNumber(digits, out var number) || index > (long.MaxValue - number) / GroupBase)
            {
                return false;
            }

            index = (index * GroupBase) + number;
        }

        return true;
    }

    private static string Group(long number) => number.ToString("000", CultureInfo.InvariantCulture);

    private static bool TryParseWidth(string text, out int width) =>
        TryParseNumber(text, out width) && width is > 0 and < Tile.FullWidth;

    private static bool TryParseNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
