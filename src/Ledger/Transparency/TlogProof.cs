using System.Text;

namespace Ledger.Transparency;

/// <summary>Why a proof convinces or not.</summary>
/// <param name="Checkpoint">What the policy says of the proof's checkpoint.</param>
/// <param name="IsIncluded">Whether the hashes lead from the leaf to the checkpoint's root.</param>
public sealed record TlogProofVerdict(CheckpointVerdict Checkpoint, bool IsIncluded)
{
    public bool IsValid => Checkpoint == CheckpointVerdict.Valid && IsIncluded;
}

/// <summary>
/// The proof that an entry is in a log, in one file that is checked without the log (C2SP tlog-proof v1, draft):
/// <code>
/// c2sp.org/tlog-proof@v1
/// extra [base 64]              left out where there is none
/// index 73894
/// gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=
/// [further hashes, from the leaf's sibling to the child of the root]
///
/// [the signed checkpoint, as it is]
/// </code>
/// </summary>
/// <param name="Extra">Of the application, and signed by nobody; not empty where present.</param>
public sealed record TlogProof(LeafIndex Index, IReadOnlyList<byte[]> Hashes, SignedNote Checkpoint, byte[]? Extra = null)
{
    private const string Header = "c2sp.org/tlog-proof@v1";
    private const string ExtraStart = "extra ";
    private const string IndexStart = "index ";

    // A tree of less than 2^63 leaves has no longer proofs.
    private const int MostHashes = 63;

    public byte[] Write()
    {
        var text = new StringBuilder($"{Header}\n");
        if (Extra is not null)
        {
            text.Append($"{ExtraStart}{Convert.ToBase64String(Extra)}\n");
        }

        text.Append($"{IndexStart}{Index}\n");
        foreach (var hash in Hashes)
        {
            text.Append($"{Convert.ToBase64String(hash)}\n");
        }

        return [.. StrictText.ToUtf8($"{text}\n"), .. Checkpoint.Write()];
    }

    /// <exception cref="FormatException"/>
    public static TlogProof Parse(ReadOnlySpan<byte> bytes)
    {
        var split = bytes.IndexOf("\n\n"u8);
        Require(split >= 0, "an empty line before the checkpoint");
        var lines = StrictText.FromUtf8(bytes[..split]).Split('\n').AsSpan();
        Require(lines[0] == Header, Header);
        lines = lines[1..];
        byte[]? extra = null;
        if (lines is [var second, ..] && second.StartsWith(ExtraStart, StringComparison.Ordinal))
        {
            extra = StrictText.FromBase64(second[ExtraStart.Length..]);
            Require(extra.Length > 0, "no extra line where there is no extra data");
            lines = lines[1..];
        }

        Require(lines is [var first, ..] && first.StartsWith(IndexStart, StringComparison.Ordinal), "an index line");
        Require(lines.Length - 1 <= MostHashes, $"at most {MostHashes} hashes");
        var index = new LeafIndex(StrictText.FromDecimal(lines[0][IndexStart.Length..]));
        var note = SignedNote.Parse(bytes[(split + 2)..]);
        _ = Transparency.Checkpoint.Parse(note.Text);
        return new TlogProof(index, [.. lines[1..].ToArray().Select(StrictText.HashFromBase64)], note, extra);
    }

    /// <summary>Steps 2 to 4 of "Verifying a tlog proof"; the leaf hash, step 1, is the caller's.</summary>
    public TlogProofVerdict Verify(byte[] leafHash, WitnessPolicy policy)
    {
        var verdict = policy.Check(Checkpoint);
        if (verdict == CheckpointVerdict.NoCheckpoint)
        {
            return new TlogProofVerdict(verdict, IsIncluded: false);
        }

        var head = Transparency.Checkpoint.Parse(Checkpoint.Text);
        return new TlogProofVerdict(verdict, Proofs.VerifyInclusion(Index, head.Size, leafHash, Hashes, head.Root));
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new FormatException($"A proof has {what}.");
        }
    }
}
