using System.Globalization;
using System.Text;

namespace Ledger.Transparency;

/// <summary>
/// The encodings the transparency formats share, each with one spelling a value: what is read here and written again is
/// the same to the byte.
/// </summary>
internal static class StrictText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="FormatException">Not valid UTF-8.</exception>
    public static string FromUtf8(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException bad)
        {
            throw new FormatException("Not valid UTF-8.", bad);
        }
    }

    /// <exception cref="FormatException">Half of a surrogate pair, which UTF-8 cannot carry.</exception>
    public static byte[] ToUtf8(string text)
    {
        try
        {
            return StrictUtf8.GetBytes(text);
        }
        catch (EncoderFallbackException bad)
        {
            throw new FormatException("Not valid Unicode.", bad);
        }
    }

    /// <summary>Standard base 64 (RFC 4648 section 4) with padding, without white space, unused bits zero.</summary>
    /// <exception cref="FormatException"/>
    public static byte[] FromBase64(string text)
    {
        var bytes = Convert.FromBase64String(text);
        return Convert.ToBase64String(bytes) == text ? bytes : throw new FormatException("Not the one base 64 text of these bytes.");
    }

    /// <summary>The base 64 of 32 bytes.</summary>
    /// <exception cref="FormatException"/>
    public static byte[] HashFromBase64(string text)
    {
        var hash = FromBase64(text);
        return hash.Length == Merkle.HashBytes ? hash : throw new FormatException($"A hash has 32 bytes, not {hash.Length}.");
    }

    /// <summary>ASCII digits without leading zeros, from 0 to 2^63 − 1.</summary>
    /// <exception cref="FormatException"/>
    public static long FromDecimal(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number.ToString() == text
            ? number
            : throw new FormatException("Not a decimal number without leading zeros below 2^63.");
}
