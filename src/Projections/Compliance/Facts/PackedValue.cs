using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Ledger.Transparency;

namespace Projections.Compliance.Facts;

/// <summary>One value among packed bytes, as <see cref="PackedValues"/> wrote it.</summary>
/// <param name="Begin">Where its kind is.</param>
internal readonly record struct PackedValue(byte[] Bytes, int Begin)
{
    public Packed Kind => (Packed)Bytes[Begin];

    public bool IsText => Kind <= Packed.Utf16;

    /// <summary>The value that follows on this one.</summary>
    public PackedValue Next
    {
        get
        {
            var at = Begin + 1;
            switch (Kind)
            {
                case Packed.Shared or Packed.Number: Unsigned(ref at); break;
                case Packed.Id: at += PackedValues.IdBytes; break;
                case Packed.Instant: at += sizeof(long); break;
                case Packed.Ascii or Packed.Utf16:
                    var length = (int)Unsigned(ref at);
                    at += length;
                    break;
                case Packed.Group or Packed.List: at += sizeof(int) + BinaryPrimitives.ReadInt32LittleEndian(Bytes.AsSpan(at)); break;
            }

            return this with { Begin = at };
        }
    }

    public long Number
    {
        get
        {
            var at = Begin + 1;
            var number = Unsigned(ref at);
            return (long)(number >> 1) ^ -(long)(number & 1);
        }
    }

    public DateTimeOffset Instant => new(BinaryPrimitives.ReadInt64LittleEndian(Bytes.AsSpan(Begin + 1)), TimeSpan.Zero);

    /// <summary>Of a list how many items it has, and the first; of a group the number of its names, and the first value.</summary>
    public (int Count, PackedValue First) Items
    {
        get
        {
            var at = Begin + 1 + sizeof(int);
            return ((int)Unsigned(ref at), this with { Begin = at });
        }
    }

    public string Text(SharedTexts texts)
    {
        var at = Begin + 1;
        switch (Kind)
        {
            case Packed.Shared: return texts[(int)Unsigned(ref at)];
            case Packed.Id: return Id.ToString();
            case Packed.Instant: return Instants.Write(Instant);
            case Packed.Ascii:
                var length = (int)Unsigned(ref at);
                return Encoding.ASCII.GetString(Bytes, at, length);
            default:
                var halves = (int)Unsigned(ref at);
                return new string(MemoryMarshal.Cast<byte, char>(Bytes.AsSpan(at, halves)));
        }
    }

    /// <summary>Whether it is this text; of ids, which are the most, without making a text.</summary>
    public bool Is(string text, SharedTexts texts)
    {
        if (Kind != Packed.Id)
        {
            return Text(texts) == text;
        }

        Span<char> written = stackalloc char[WrittenIds.Length];
        return text.Length == WrittenIds.Length && Id.TryFormat(written, out _) && written.SequenceEqual(text);
    }

    private Guid Id => new(Bytes.AsSpan(Begin + 1, PackedValues.IdBytes));

    private ulong Unsigned(ref int at) => SevenBits.Read(Bytes, ref at);
}
