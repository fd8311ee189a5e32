using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Ledger.Transparency;

/// <summary>
/// The parts of a key that are written (C2SP signed-note v1.0.0, "Verifier keys"): name, id, and a type byte before the
/// key's bytes. The id is <c>SHA-256(name || 0a || type || public key)[:4]</c>.
/// </summary>
internal static class NoteKey
{
    private const int IdBytesCount = 4;
    private const int IdDigits = 2 * IdBytesCount;

    public static uint Id(string name, byte type, ReadOnlySpan<byte> publicKey) =>
        IdFrom(SHA256.HashData([.. StrictText.ToUtf8(name), (byte)'\n', type, .. publicKey]));

    public static uint IdFrom(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32BigEndian(bytes);

    public static byte[] IdBytes(uint id)
    {
        var bytes = new byte[IdBytesCount];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, id);
        return bytes;
    }

    /// <exception cref="FormatException"/>
    public static void CheckName(string name)
    {
        if (name.Length == 0 || name.Any(character => char.IsWhiteSpace(character) || character is '+' or < ' '))
        {
            throw new FormatException("A key name is not empty, and has no white space, control character or plus sign.");
        }
    }

    public static string Write(string name, uint id, byte type, ReadOnlySpan<byte> key) =>
        $"{name}+{id:x8}+{Convert.ToBase64String([type, .. key])}";

    /// <summary>Splits at the first two plus signs; the base 64 may have more of them.</summary>
    /// <exception cref="FormatException"/>
    public static (string Name, uint Id, byte Type, byte[] Key) Parse(string text)
    {
        if (text.Split('+', 3) is not [{ } name, { Length: IdDigits } id, { } encoded] || !id.All(char.IsAsciiHexDigitLower))
        {
            throw new FormatException("A key is written <name>+<id, 8 lower-case hexadecimal digits>+<base 64>.");
        }

        CheckName(name);
        var typeAndKey = StrictText.FromBase64(encoded);
        return typeAndKey.Length > 1
            ? (name, IdFrom(Convert.FromHexString(id)), typeAndKey[0], typeAndKey[1..])
            : throw new FormatException("A key has a type byte and at least one byte more.");
    }
}
