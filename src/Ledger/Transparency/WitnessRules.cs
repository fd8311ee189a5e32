namespace Ledger.Transparency;

/// <summary>What a witness says to a checkpoint; the numbers are those of HTTP (C2SP tlog-witness v1.0.0).</summary>
public enum WitnessVerdict
{
    /// <summary>To be stored and cosigned.</summary>
    Accepted = 200,

    /// <summary>Not the form of a request, or the old size is above the new one.</summary>
    Malformed = 400,

    /// <summary>No trusted key of the log signed it, or a signature that names one is not its own.</summary>
    NotSigned = 403,

    UnknownLog = 404,

    /// <summary>The old size is not that of the checkpoint the witness cosigned last.</summary>
    OtherSize = 409,

    /// <summary>It is not proven that the tree only grew.</summary>
    NotProven = 422,
}

/// <summary>
/// What a witness takes: checkpoints of one log, each an extension of the one before. Decides only; check and store have to
/// be one step, else two requests at once could make it cosign two histories.
/// </summary>
/// <param name="Origin">The log's name, the first line of its checkpoints.</param>
/// <param name="Keys">The log's keys: one, or two while it changes keys.</param>
public sealed record WitnessRules(string Origin, IReadOnlyList<NoteVerifier> Keys)
{
    /// <summary>What stands before the first checkpoint: the empty tree.</summary>
    public Checkpoint Nothing => new(Origin, new TreeSize(0), Merkle.EmptyRoot);

    /// <param name="request">What the log asks.</param>
    /// <param name="latest">The checkpoint that was cosigned last; <see cref="Nothing"/> before the first.</param>
    public WitnessVerdict Decide(WitnessRequest request, Checkpoint latest)
    {
        if (!TryRead(request.Note, out var offered))
        {
            return WitnessVerdict.Malformed;
        }

        if (offered.Origin != Origin)
        {
            return WitnessVerdict.UnknownLog;
        }

        if (!request.Note.Check(Keys).IsAccepted)
        {
            return WitnessVerdict.NotSigned;
        }

        return request.Old.Value > offered.Size.Value ? WitnessVerdict.Malformed
            : request.Old != latest.Size ? WitnessVerdict.OtherSize
            : Extends(offered, latest, request.Proof) ? WitnessVerdict.Accepted
            : WitnessVerdict.NotProven;
    }

    /// <summary>The note as a witness keeps and shows it: with the signatures it checked, and its own.</summary>
    public SignedNote Cosigned(SignedNote note, NoteSignature cosignature) => note with
    {
        Signatures = [.. note.Signatures.Where(signature => Keys.Any(key => key.IsNamedBy(signature))), cosignature],
    };

    // From size 0 any proof but an empty one fails, and the root is looked at only where the new tree is empty as well.
    private static bool Extends(Checkpoint offered, Checkpoint latest, IReadOnlyList<byte[]> proof) =>
        Proofs.VerifyConsistency(latest.Size, offered.Size, latest.Root, offered.Root, proof);

    private static bool TryRead(SignedNote note, out Checkpoint checkpoint)
    {
        try
        {
            checkpoint = Checkpoint.Parse(note.Text);
            return true;
        }
        catch (FormatException)
        {
            checkpoint = new Checkpoint("", new TreeSize(0), Merkle.EmptyRoot);
            return false;
        }
    }
}
