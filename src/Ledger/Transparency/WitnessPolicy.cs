namespace Ledger.Transparency;

/// <summary>A log whose checkpoints are taken; the key's name is the origin.</summary>
public sealed record PolicyLog(NoteVerifier Verifier, string? Url);

/// <param name="Name">Has a meaning only within the policy.</param>
/// <param name="Url">The witness's submission prefix (C2SP tlog-witness).</param>
public sealed record PolicyWitness(string Name, NoteVerifier Verifier, string? Url);

/// <summary>Counts as a witness when at least so many of its members do, which are witnesses or earlier groups.</summary>
public sealed record PolicyGroup(string Name, int Threshold, IReadOnlyList<string> Members);

/// <summary>Why a checkpoint is taken or not.</summary>
public enum CheckpointVerdict
{
    Valid,

    /// <summary>The note's text is no checkpoint.</summary>
    NoCheckpoint,

    /// <summary>A signature by a known log or witness is not its own.</summary>
    BadSignature,

    /// <summary>No log of the policy with the checkpoint's origin signed it.</summary>
    UnknownLog,

    /// <summary>Too few of the witnesses signed it.</summary>
    NoQuorum,
}

/// <summary>
/// Whose signatures make a checkpoint valid (C2SP tlog-policy, draft): one of the logs, and witnesses by the quorum rule.
/// <code>
/// log example.com/log+d5ca9a19+ASFS...
/// witness W1 w1.example+aea9a9a8+BMkT...
/// witness W2 w2.example+2158f0ec+BIWs...
/// group both all W1 W2
/// quorum both
/// </code>
/// </summary>
/// <param name="Groups">In the order of their lines.</param>
/// <param name="Quorum">The name of a witness or group, or null for <c>none</c>.</param>
public sealed record WitnessPolicy(
    IReadOnlyList<PolicyLog> Logs, IReadOnlyList<PolicyWitness> Witnesses, IReadOnlyList<PolicyGroup> Groups, string? Quorum)
{
    /// <summary>One log and no witnesses: for a reader who has only its vkey.</summary>
    public static WitnessPolicy Only(NoteVerifier log) => new([new PolicyLog(log, Url: null)], [], [], Quorum: null);

    /// <exception cref="FormatException">Names the line at fault.</exception>
    public static WitnessPolicy Parse(ReadOnlySpan<byte> bytes) => new PolicyReader().Read(StrictText.FromUtf8(bytes));

    /// <summary>Whether these witnesses, by their names in the policy, are a quorum.</summary>
    public bool IsSatisfiedBy(IEnumerable<string> witnessNames)
    {
        var counted = Witnesses.Select(witness => witness.Name).Intersect(witnessNames).ToHashSet();
        // A group's members stand before it, so one pass in order settles them all.
        foreach (var group in Groups.Where(group => group.Members.Count(counted.Contains) >= group.Threshold))
        {
            counted.Add(group.Name);
        }

        return Quorum is null || counted.Contains(Quorum);
    }

    /// <summary>Whether the note is a checkpoint this policy takes.</summary>
    public CheckpointVerdict Check(SignedNote note)
    {
        if (!TryReadOrigin(note, out var origin))
        {
            return CheckpointVerdict.NoCheckpoint;
        }

        var verdict = note.Check(Logs.Select(log => log.Verifier).Concat(Witnesses.Select(witness => witness.Verifier)));
        if (verdict.BadSigner is not null)
        {
            return CheckpointVerdict.BadSignature;
        }

        if (!Logs.Any(log => log.Verifier.Name == origin && verdict.Signers.Contains(log.Verifier)))
        {
            return CheckpointVerdict.UnknownLog;
        }

        var cosigners = Witnesses.Where(witness => verdict.Signers.Contains(witness.Verifier)).Select(witness => witness.Name);
        return IsSatisfiedBy(cosigners) ? CheckpointVerdict.Valid : CheckpointVerdict.NoQuorum;
    }

    private static bool TryReadOrigin(SignedNote note, out string origin)
    {
        try
        {
            origin = Checkpoint.Parse(note.Text).Origin;
            return true;
        }
        catch (FormatException)
        {
            origin = "";
            return false;
        }
    }
}
