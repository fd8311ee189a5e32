using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Ledger.Transparency;

namespace Projections.Compliance.Facts;

/// <summary>What a packed value is; the byte that it begins with.</summary>
internal enum Packed : byte
{
    /// <summary>A text that many entries have: its number.</summary>
    Shared,

    /// <summary>A text that is an id: its 16 bytes.</summary>
    Id,

    /// <summary>A text that is an instant: ticks of UTC, 8 bytes.</summary>
    Instant,

    /// <summary>A text of this entry alone: its length in bytes, and the bytes.</summary>
    Ascii,

    /// <summary>As <see cref="Ascii"/>. UTF-8 could not hold half a character, which a text may have.</summary>
    Utf16,
    Number,
    No,
    Yes,

    /// <summary>Length of what follows in 4 bytes, number of the names, and the values.</summary>
    Group,

    /// <summary>Length of what follows in 4 bytes, how many items, and the items.</summary>
    List,
}

/// <summary>Writes values of public fields as <see cref="KeptFields"/> reads them. Numbers are written by <see cref="SevenBits"/>;
/// those that may be negative count up from 0, -1, 1, -2.</summary>
internal sealed class PackedValues(SharedTexts texts)
{
    internal const int IdBytes = 16;


    private byte[] bytes = new byte[1_024];
    private int length;

    /// <summary>What was written since <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, length);

    public void Clear() => length = 0;

    public void Add(PublicFields fields)
    {
        foreach (var value in fields.Values)
        {
            Add(value);
        }
    }

    private void Add(PublicValue value)
    {
        switch (value)
        {
            case PublicValue.Text text: Add(text.Value); break;
            case PublicValue.Flag flag: Add(flag.Value ? Packed.Yes : Packed.No); break;
            case PublicValue.Number number:
                Add(Packed.Number);
                Add(unchecked((ulong)((number.Value << 1) ^ (number.Value >> 63))));
                break;
            case PublicValue.Group group:
                var inGroup = Begin(Packed.Group, texts.NamesOf(group.Fields));
                Add(group.Fields);
                End(inGroup);
                break;
            case PublicValue.List list:
                var inList = Begin(Packed.List, list.Items.Count);
                foreach (var item in list.Items)
                {
                    Add(item);
                }

                End(inList);
                break;
        }
    }

    private void Add(string text)
    {
        if (WrittenIds.TryRead(text, out var id))
        {
            Add(Packed.Id);
            id.TryWriteBytes(Room(IdBytes));
        }
        else if (text.Length == Instants.WrittenLength && Instants.TryParse(text, out var instant))
        {
            Add(Packed.Instant);
            BinaryPrimitives.WriteInt64LittleEndian(Room(sizeof(long)), instant.UtcTicks);
        }
        else if (texts.Share(text) is { } shared)
        {
            Add(Packed.Shared);
            Add((ulong)shared);
        }
        else if (Ascii.IsValid(text))
        {
            Add(Packed.Ascii);
            Add((ulong)text.Length);
            Encoding.ASCII.GetBytes(text, Room(text.Length));
        }
        else
        {
            var halves = MemoryMarshal.AsBytes(text.AsSpan());
            Add(Packed.Utf16);
            Add((ulong)halves.Length);
            halves.CopyTo(Room(halves.Length));
        }
    }

    private int Begin(Packed kind, int about)
    {
        Add(kind);
        Room(sizeof(int));
        var begin = length;
        Add((ulong)about);
        return begin;
    }

    private void End(int begin) => BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(begin - sizeof(int)), length - begin);

    private void Add(Packed kind) => Room(1)[0] = (byte)kind;

    private void Add(ulong number)
    {
        var used = SevenBits.Write(Room(SevenBits.Longest), number);
        length -= SevenBits.Longest - used;
    }

    private Span<byte> Room(int count)
    {
        if (bytes.Length - length < count)
        {
            Array.Resize(ref bytes, Math.Max(2 * bytes.Length, length + count));
        }

        length += count;
        return bytes.AsSpan(length - count, count);
    }
}
