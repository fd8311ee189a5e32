namespace Projections.Compliance.Facts;

/// <summary>Numbers in groups of seven bits, the lowest first; the eighth bit says that more follow. Nearly all numbers are small.</summary>
internal static class SevenBits
{
    /// <summary>The most bytes that a number takes.</summary>
    public const int Longest = 10;

    private const int Bits = 7;
    private const byte More = 0x80;

    /// <returns>How many bytes were written.</returns>
    public static int Write(Span<byte> room, ulong number)
    {
        var used = 0;
        for (; number >= More; number >>= Bits)
        {
            room[used++] = unchecked((byte)(number | More));
        }

        room[used++] = (byte)number;
        return used;
    }

    /// <param name="at">Where the number begins; then where what follows on it does.</param>
    public static ulong Read(byte[] bytes, ref int at)
    {
        var number = 0UL;
        for (var shift = 0; ; shift += Bits)
        {
            var next = bytes[at++];
            number |= (next & (More - 1UL)) << shift;
            if (next < More)
            {
                return number;
            }
        }
    }
}
