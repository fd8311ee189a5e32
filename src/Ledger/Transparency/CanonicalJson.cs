using System.Buffers;
using System.Globalization;
using System.Text;

namespace Ledger.Transparency;

/// <summary>
/// Writes JSON in the canonical form of RFC 8785: members in ascending order of their UTF-16 code units, no white space,
/// the shortest escapes of section 3.2.2.2, numbers as integers within ±(2^53−1) (section 3.2.2.3; this ledger has no
/// fractions). The caller writes members in order; one out of order is a programming error and throws, so the bytes
/// can be written once, without sorting.
/// </summary>
public sealed class CanonicalJson
{
    /// <summary>Beyond it JSON readers round.</summary>
    public const long LargestExactInteger = (1L << 53) - 1;

    private readonly ArrayBufferWriter<byte> buffer = new(512);
    private readonly Stack<string?> lastNames = new();
    private bool needsComma;

    public ReadOnlySpan<byte> Written => buffer.WrittenSpan;

    public void Clear()
    {
        buffer.ResetWrittenCount();
        lastNames.Clear();
        needsComma = false;
    }

    public CanonicalJson StartObject()
    {
        Separate();
        Raw((byte)'{');
        lastNames.Push(null);
        needsComma = false;
        return this;
    }

    public CanonicalJson EndObject()
    {
        lastNames.Pop();
        Raw((byte)'}');
        needsComma = true;
        return this;
    }

    public CanonicalJson StartArray()
    {
        Separate();
        Raw((byte)'[');
        needsComma = false;
        return this;
    }

    public CanonicalJson EndArray()
    {
        Raw((byte)']');
        needsComma = true;
        return this;
    }

    /// <exception cref="InvalidOperationException">The name is not greater than the one before it in this object.</exception>
    public CanonicalJson Name(string name)
    {
        var last = lastNames.Pop();
        if (last is not null && string.CompareOrdinal(last, name) >= 0)
        {
            throw new InvalidOperationException($"Member '{name}' after '{last}': canonical order is ascending.");
        }

        lastNames.Push(name);
        Text(name);
        Raw((byte)':');
        needsComma = false;
        return this;
    }

    /// <summary>The number itself, where JSON readers keep it exact.</summary>
    /// <exception cref="InvalidOperationException">They do not.</exception>
    public static long Exact(long value) => value is > LargestExactInteger or < -LargestExactInteger
        ? throw new InvalidOperationException($"{value} is outside the integers that JSON readers keep exact.")
        : value;

    public CanonicalJson Number(long value)
    {
        Separate();
        Span<byte> digits = stackalloc byte[20];
        Exact(value).TryFormat(digits, out var count, provider: CultureInfo.InvariantCulture);
        buffer.Write(digits[..count]);
        needsComma = true;
        return this;
    }

    public CanonicalJson Flag(bool value)
    {
        Separate();
        buffer.Write(value ? "true"u8 : "false"u8);
        needsComma = true;
        return this;
    }

    /// <inheritdoc cref="Text(ReadOnlySpan{char})"/>
    public CanonicalJson Text(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Text(value.AsSpan());
    }

    /// <exception cref="ArgumentException">The text has a lone surrogate, which UTF-8 cannot carry.</exception>
    public CanonicalJson Text(ReadOnlySpan<char> value)
    {
        Separate();
        Raw((byte)'"');
        for (int next; (next = value.IndexOfAny(Escaped)) >= 0; value = value[(next + 1)..])
        {
            Plain(value[..next]);
            Escape(value[next]);
        }

        Plain(value);
        Raw((byte)'"');
        needsComma = true;
        return this;
    }

    public CanonicalJson Instant(DateTimeOffset value)
    {
        Span<char> text = stackalloc char[Instants.WrittenLength];
        Instants.Write(value, text);
        return Text(text);
    }

    public CanonicalJson Id(Guid value)
    {
        Span<char> text = stackalloc char[36];
        value.TryFormat(text, out _);
        return Text(text);
    }

    private static readonly SearchValues<char> Escaped =
        SearchValues.Create(['"', '\\', .. Enumerable.Range(0, ' ').Select(code => (char)code)]);

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private void Plain(ReadOnlySpan<char> text)
    {
        if (!text.IsEmpty)
        {
            var room = buffer.GetSpan(Strict.GetMaxByteCount(text.Length));
            buffer.Advance(Strict.GetBytes(text, room));
        }
    }

    private void Escape(char c)
    {
        switch (c)
        {
            case '"': buffer.Write("\\\""u8); break;
            case '\\': buffer.Write("\\\\"u8); break;
            case '\b': buffer.Write("\\b"u8); break;
            case '\t': buffer.Write("\\t"u8); break;
            case '\n': buffer.Write("\\n"u8); break;
            case '\f': buffer.Write("\\f"u8); break;
            case '\r': buffer.Write("\\r"u8); break;
            default:
                buffer.Write("\\u00"u8);
                Raw((byte)"0123456789abcdef"[c >> 4]);
                Raw((byte)"0123456789abcdef"[c & 15]);
                break;
        }
    }

    private void Separate()
    {
        if (needsComma)
        {
            Raw((byte)',');
        }
    }

    private void Raw(byte value)
    {
        buffer.GetSpan(1)[0] = value;
        buffer.Advance(1);
    }
}
