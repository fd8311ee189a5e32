using System.Buffers.Binary;

namespace Ledger.Transparency;

/// <summary>
/// The entries under a tile of level 0 (C2SP tlog-tiles v0.1.0, "Log entries"): each after its length in two bytes,
/// big-endian. The entries "one", "" and "three" are <c>00036f6e65 0000 00057468726565</c>.
/// </summary>
public static class EntryBundle
{
    public const int LargestEntryBytes = ushort.MaxValue;

    private const int LengthBytes = 2;

    /// <exception cref="ArgumentException">More entries than a tile has hashes, or one that is too long.</exception>
    public static byte[] Write(IReadOnlyList<byte[]> entries)
    {
        if (entries.Count > Tile.FullWidth || entries.Any(entry => entry.Length > LargestEntryBytes))
        {
            throw new ArgumentException($"A bundle has at most {Tile.FullWidth} entries of at most {LargestEntryBytes} bytes.", nameof(entries));
        }

        var bundle = new byte[entries.Sum(entry => LengthBytes + entry.Length)];
        var rest = bundle.AsSpan();
        foreach (var entry in entries)
        {
            BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)entry.Length);
            entry.CopyTo(rest[LengthBytes..]);
            rest = rest[(LengthBytes + entry.Length)..];
        }

        return bundle;
    }

    /// <param name="width">How many entries the bundle's path promises, from 1 to 256.</param>
    /// <exception cref="FormatException">Other than exactly so many entries.</exception>
    public static IReadOnlyList<byte[]> Parse(ReadOnlySpan<byte> bundle, int width)
    {
        var entries = new List<byte[]>(width);
        while (entries.Count < width)
        {
            var length = bundle.Length < LengthBytes ? LargestEntryBytes : BinaryPrimitives.ReadUInt16BigEndian(bundle);
            if (bundle.Length < LengthBytes + length)
            {
                throw new FormatException($"The bundle ends within entry {entries.Count} of {width}.");
            }

            entries.Add(bundle.Slice(LengthBytes, length).ToArray());
            bundle = bundle[(LengthBytes + length)..];
        }

        return bundle.IsEmpty ? entries : throw new FormatException($"The bundle has {bundle.Length} bytes after its {width} entries.");
    }
}
