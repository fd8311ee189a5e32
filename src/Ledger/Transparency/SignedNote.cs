namespace Ledger.Transparency;

/// <summary>One line under a note: who says to have signed it, and the signature's bytes after the key id.</summary>
/// <param name="KeyName">Not empty, without Unicode white space and plus signs.</param>
/// <param name="KeyId">The first four bytes, big-endian.</param>
/// <param name="Bytes">The rest, at least one byte: 64 for Ed25519, 8 + 64 for a cosignature/v1.</param>
public sealed record NoteSignature(string KeyName, uint KeyId, byte[] Bytes);

/// <summary>What a note's signatures amount to for a reader who knows some keys.</summary>
/// <param name="Signers">The known keys that signed, each once.</param>
/// <param name="BadSigner">A known key with a signature that is not its own.</param>
public sealed record NoteVerdict(IReadOnlyList<NoteVerifier> Signers, NoteVerifier? BadSigner)
{
    /// <summary>A known key signed, and none is belied.</summary>
    public bool IsAccepted => BadSigner is null && Signers.Count > 0;
}

/// <summary>
/// A text with signatures under it (C2SP signed-note v1.0.0). The text ends in a newline; an empty line and one line a
/// signature follow, each an em dash (<c>e2 80 94</c>), the key's name and the base 64 of key id and signature:
/// <code>
/// This is an example message.
///
/// — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
/// </code>
/// Signed is the text with its last newline, without the empty line. The text may have empty lines of its own: the last
/// one of the note parts text and signatures.
/// </summary>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    /// <summary>The format asks readers to take at least 16; other readers stop at 100.</summary>
    public const int MostSignatures = 100;

    /// <summary>Above any note of <see cref="MostSignatures"/> post-quantum signatures; keeps a stranger's upload small.</summary>
    public const int LargestBytes = 1_000_000;

    private const string Separator = "\n\n";
    private const string LineStart = "— ";
    private const int KeyIdBytes = 4;

    /// <exception cref="FormatException">Not a note: UTF-8, control characters, no signature, or a malformed line.</exception>
    public static SignedNote Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > LargestBytes)
        {
            throw new FormatException($"A note has at most {LargestBytes} bytes.");
        }

        var note = StrictText.FromUtf8(bytes);
        var split = note.LastIndexOf(Separator, StringComparison.Ordinal);
        if (split < 0 || !note.EndsWith('\n') || split + Separator.Length == note.Length)
        {
            throw new FormatException("A note has a text, an empty line and at least one signature, each line ending in a newline.");
        }

        CheckText(note[..(split + 1)]);
        var lines = note[(split + Separator.Length)..^1].Split('\n');
        return lines.Length <= MostSignatures
            ? new SignedNote(note[..(split + 1)], [.. lines.Select(ParseLine)])
            : throw new FormatException($"A note has at most {MostSignatures} signatures.");
    }

    /// <summary>The note's bytes; of a parsed note, those that were parsed.</summary>
    public byte[] Write()
    {
        CheckText(Text);
        return StrictText.ToUtf8($"{Text}\n{string.Concat(Signatures.Select(WriteLine))}");
    }

    /// <summary>A signature's line, as a witness answers it: em dash, space, name, space, base 64, newline.</summary>
    public static string WriteLine(NoteSignature signature)
    {
        NoteKey.CheckName(signature.KeyName);
        return $"{LineStart}{signature.KeyName} {Convert.ToBase64String([.. NoteKey.IdBytes(signature.KeyId), .. signature.Bytes])}\n";
    }

    /// <summary>Reads what <see cref="WriteLine"/> writes, without the newline.</summary>
    /// <exception cref="FormatException"/>
    public static NoteSignature ParseLine(string line)
    {
        var parts = line.StartsWith(LineStart, StringComparison.Ordinal) ? line[LineStart.Length..].Split(' ') : [];
        if (parts is not [{ } name, { } encoded])
        {
            throw new FormatException("A signature line is an em dash, a key name and a base 64 text, with one space between.");
        }

        NoteKey.CheckName(name);
        var bytes = StrictText.FromBase64(encoded);
        return bytes.Length > KeyIdBytes
            ? new NoteSignature(name, NoteKey.IdFrom(bytes), bytes[KeyIdBytes..])
            : throw new FormatException("A signature has a key id of four bytes and at least one byte more.");
    }

    /// <summary>
    /// Checks the signatures by known keys, and leaves out the others, also where only name or only id is known. A note
    /// is to be refused when a known key's signature is bad, and when no known key signed.
    /// </summary>
    public NoteVerdict Check(IEnumerable<NoteVerifier> known)
    {
        var signers = new List<NoteVerifier>();
        var candidates = known.Where(verifier => verifier.CanVerify).ToList();
        foreach (var signature in Signatures)
        {
            var named = candidates.Where(verifier => verifier.IsNamedBy(signature)).ToList();
            var signer = named.Find(verifier => verifier.Verifies(Text, signature));
            if (signer is null && named.Count > 0)
            {
                return new NoteVerdict(signers, named[0]);
            }

            if (signer is not null && !signers.Contains(signer))
            {
                signers.Add(signer);
            }
        }

        return new NoteVerdict(signers, BadSigner: null);
    }

    internal static void CheckText(string text)
    {
        if (!text.EndsWith('\n') || text.Any(character => character is < ' ' and not '\n'))
        {
            throw new FormatException("A note's text ends in a newline, and has no other control character.");
        }
    }
}
