using System.Text;

namespace Ledger.Transparency;

/// <summary>
/// What a log sends a witness (C2SP tlog-witness v1.0.0, "add-checkpoint"): the size the witness is said to know, the proof
/// that the tree only grew since (RFC 9162 2.1.4), an empty line and the signed checkpoint.
/// <code>
/// old 20852014
/// PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
///
/// example.com/behind-the-sofa
/// 20852163
/// CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
///
/// — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
/// </code>
/// </summary>
/// <param name="Proof">At most 63 hashes of 32 bytes; none from size 0.</param>
public sealed record WitnessRequest(TreeSize Old, IReadOnlyList<byte[]> Proof, SignedNote Note)
{
    /// <summary>A tree of 2^63 leaves has no longer proof.</summary>
    public const int MostHashes = 63;

    private const string OldLine = "old ";

    public byte[] Write() =>
        [.. Encoding.UTF8.GetBytes($"{OldLine}{Old}\n{string.Concat(Proof.Select(hash => Convert.ToBase64String(hash) + "\n"))}\n"), .. Note.Write()];

    /// <summary>Reads what <see cref="Write"/> writes, and no other spelling of it.</summary>
    /// <exception cref="FormatException"/>
    public static WitnessRequest Parse(ReadOnlySpan<byte> body)
    {
        var end = body.IndexOf("\n\n"u8);
        var lines = end < 0 ? [] : StrictText.FromUtf8(body[..end]).Split('\n');
        if (lines.Length is 0 or > MostHashes + 1 || !lines[0].StartsWith(OldLine, StringComparison.Ordinal))
        {
            throw new FormatException($"A request has a line \"old <size>\", at most {MostHashes} hashes, an empty line and a checkpoint.");
        }

        return new WitnessRequest(
            new TreeSize(StrictText.FromDecimal(lines[0][OldLine.Length..])),
            [.. lines[1..].Select(StrictText.HashFromBase64)],
            SignedNote.Parse(body[(end + 2)..]));
    }
}
