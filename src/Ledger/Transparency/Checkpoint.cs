namespace Ledger.Transparency;

/// <summary>
/// A tree head to be signed (C2SP tlog-checkpoint v1.0.0): the log's name, the size and the base 64 of the root, a line
/// each. The name SHOULD be that of the signing key.
/// <code>
/// example.com/log
/// 513
/// HdJOX19ESzSe6psR2KYU2QecWOINmD5EzROpJDqYvLI=
/// </code>
/// </summary>
/// <param name="Origin">Not empty, one line.</param>
/// <param name="Root">32 bytes.</param>
public sealed record Checkpoint(string Origin, TreeSize Size, byte[] Root)
{
    private const int FixedLines = 3;

    /// <summary>Further lines, none empty, which say nothing here. Other logs may have them; this one writes none.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];

    /// <summary>The text of the note, its last newline included.</summary>
    /// <exception cref="FormatException">The parts make no checkpoint.</exception>
    public string Text
    {
        get
        {
            string[] lines = [Origin, Size.ToString(), Convert.ToBase64String(Root), .. Extensions];
            if (lines.Any(line => line.Length == 0 || line.Contains('\n', StringComparison.Ordinal)) || Size.Value < 0 || Root.Length != Merkle.HashBytes)
            {
                throw new FormatException("A checkpoint has an origin of one line, a size and a root of 32 bytes.");
            }

            var text = string.Concat(lines.Select(line => line + "\n"));
            SignedNote.CheckText(text);
            return text;
        }
    }

    /// <summary>Reads what <see cref="Text"/> writes, and no other spelling of it.</summary>
    /// <exception cref="FormatException"/>
    public static Checkpoint Parse(string text)
    {
        SignedNote.CheckText(text);
        var lines = text[..^1].Split('\n');
        if (lines.Length < FixedLines || lines.Any(line => line.Length == 0))
        {
            throw new FormatException("A checkpoint has at least three lines, none of them empty.");
        }

        return new Checkpoint(lines[0], new TreeSize(StrictText.FromDecimal(lines[1])), StrictText.HashFromBase64(lines[2]))
        {
            Extensions = lines[FixedLines..],
        };
    }
}
