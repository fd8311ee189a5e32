using System.Buffers;

namespace Projections.Compliance.Facts;

/// <summary>Ids that are written in the one form in which they are written again: lower case, with hyphens.</summary>
internal static class WrittenIds
{
    /// <summary>How many characters the form has.</summary>
    public const int Length = 36;

    // The parser takes capitals and more besides.
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef-");

    public static bool TryRead(ReadOnlySpan<char> text, out Guid id)
    {
        id = default;
        return text.Length == Length && !text.ContainsAnyExcept(Digits) && Guid.TryParseExact(text, "D", out id);
    }
}
