using System.Buffers.Binary;

namespace Ledger.Transparency;

/// <summary>
/// What a witness signs (C2SP tlog-cosignature v1.0.1, type 04): that it saw the tree grow to this checkpoint, and none
/// larger, by this time. The signature's bytes are the time, eight bytes big-endian, and 64 bytes of Ed25519 over
/// <code>
/// cosignature/v1
/// time 1679315147
/// example.com/behind-the-sofa
/// 20852163
/// CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
/// </code>
/// each line with its newline. <see cref="NoteSigner.Cosign"/> makes one, <see cref="NoteVerifier.Verifies(string, NoteSignature)"/> checks it.
/// </summary>
public static class Cosignature
{
    internal const int TimeBytes = 8;

    private const int SignatureBytes = 64;

    /// <param name="checkpointText">With extension lines, without signatures.</param>
    public static byte[] Message(string checkpointText, long posixSeconds) =>
        StrictText.ToUtf8($"cosignature/v1\ntime {posixSeconds}\n{checkpointText}");

    /// <summary>The time of signing in seconds since 1970, not yet verified; false where the bytes cannot be a cosignature.</summary>
    public static bool TryReadTime(NoteSignature cosignature, out long posixSeconds)
    {
        posixSeconds = cosignature.Bytes.Length == TimeBytes + SignatureBytes ? BinaryPrimitives.ReadInt64BigEndian(cosignature.Bytes) : -1;
        // The format ends at 2^63 - 1: above it the signed number is negative.
        return posixSeconds >= 0;
    }
}
