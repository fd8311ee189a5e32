using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PublicApi.Imports;

/// <summary>
/// What may stand in a text that an import stores. A text is stored exactly as the file has it, blanks at its ends
/// included, or its record is refused; nothing is repaired.
/// </summary>
internal static partial class SourceTexts
{
    /// <summary>Codes and names are short; a longer text is a sign that a column holds free text.</summary>
    public const int LongestCharacters = 200;

    private const int LongestSampleCharacters = 60;
    private const int FewestPhoneDigits = 7;

    /// <summary>Why the text cannot be stored; null when it can.</summary>
    public static string? WhyRefused(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "is missing";
        }

        if (text.Length > LongestCharacters)
        {
            return $"has {text.Length} characters, the limit is {LongestCharacters}";
        }

        return text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 ? null : WhyCharacterRefused(text);
    }

    /// <summary>
    /// Names and categories are public, so one that may hold personal data is refused: an e-mail address, or seven and
    /// more digits that only blanks and the signs of a phone number part and no letter touches (a code may have letters).
    /// </summary>
    public static string? WhyNotPublic(string? text)
    {
        if (WhyRefused(text) is { } reason)
        {
            return reason;
        }

        if (text!.Contains('@') && Email().IsMatch(text))
        {
            return "looks like an e-mail address, and this field is public";
        }

        return text.Count(char.IsDigit) >= FewestPhoneDigits && Phone().IsMatch(text)
            ? "looks like a phone number, and this field is public"
            : null;
    }

    /// <summary>A short sample of a value for a person to read, safe on a terminal.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("'");
        foreach (var rune in text.EnumerateRunes())
        {
            if (quoted.Length > LongestSampleCharacters)
            {
                return quoted.Append("…'").ToString();
            }

            _ = IsPrintable(rune) ? quoted.Append(rune) : quoted.Append($"<U+{rune.Value:X4}>");
        }

        return quoted.Append('\'').ToString();
    }

    private static string? WhyCharacterRefused(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var used) != OperationStatus.Done)
            {
                return $"has half of a surrogate pair at character {at + 1}";
            }

            if (!MayBeStored(rune))
            {
                return $"has the forbidden character U+{rune.Value:X4} at character {at + 1}";
            }

            at += used;
        }

        return null;
    }

    private static bool MayBeStored(Rune rune) =>
        !IsBidirectionalControl(rune.Value)
        && Rune.GetUnicodeCategory(rune) is not
            (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static bool IsPrintable(Rune rune) => MayBeStored(rune) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format;

    /// <summary>Unicode property Bidi_Control: such characters make a name look like another one.</summary>
    private static bool IsBidirectionalControl(int value) =>
        value is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    [GeneratedRegex(@"[^\s@]@[^\s@]+\.[^\s@]", RegexOptions.CultureInvariant)]
    private static partial Regex Email();

    [GeneratedRegex(@"(?<![\p{L}\p{Nd}_])\p{Nd}(?:[ ().+/-]*\p{Nd}){6,}(?![\p{L}\p{Nd}_])", RegexOptions.CultureInvariant)]
    private static partial Regex Phone();
}
