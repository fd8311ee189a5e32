using System.Buffers.Binary;

namespace PublicApi.Demo;

/// <summary>Chance that is the same on every machine and under every version of .NET: PCG-XSH-RR 64/32 (O'Neill, 2014). One
/// seed gives many independent sequences.</summary>
internal sealed class Pcg32
{
    private const ulong Multiplier = 6364136223846793005;

    private readonly ulong increment;
    private ulong state;

    /// <param name="seed">Any number.</param>
    /// <param name="sequence">Which of the seed's sequences.</param>
    public Pcg32(ulong seed, ulong sequence)
    {
        increment = (sequence << 1) | 1;
        Next();
        state = unchecked(state + seed);
        Next();
    }

    public uint Next()
    {
        var old = state;
        state = unchecked((old * Multiplier) + increment);
        var shifted = unchecked((uint)(((old >> 18) ^ old) >> 27));
        return uint.RotateRight(shifted, (int)(old >> 59));
    }

    /// <summary>From 0 to <paramref name="bound"/> − 1, by multiplication: for small bounds even enough.</summary>
    public int Below(int bound) => (int)(((ulong)Next() * (uint)bound) >> 32);

    /// <summary>From <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>True so many times in a thousand.</summary>
    public bool Chance(int perMille) => Below(1000) < perMille;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    public byte[] Bytes(int count)
    {
        var bytes = new byte[(count + 3) / 4 * 4];
        for (var i = 0; i < bytes.Length; i += 4)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(i), Next());
        }

        return bytes[..count];
    }

    /// <summary>What stands for the SHA-256 of a document that nobody wrote: 64 lower-case hexadecimal digits.</summary>
    public string Sha256() => Convert.ToHexStringLower(Bytes(32));

    /// <summary>A UUID of version 7 (RFC 9562, 5.7): milliseconds of the instant, then chance.</summary>
    public Guid Uuid(DateTimeOffset at)
    {
        var bytes = Bytes(16);
        var milliseconds = at.ToUnixTimeMilliseconds();
        for (var i = 0; i < 6; i++)
        {
            bytes[i] = (byte)((milliseconds >> (40 - (8 * i))) & 0xFF);
        }

        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x70);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
