using Ledger.Transparency;

namespace PublicApi.Auditor;

/// <summary>JSON lines: one text of JSON on each, UTF-8, each ending in a line feed.</summary>
internal static class JsonLines
{
    // A note as large as one may be, escaped.
    private const int LargestLineBytes = 2 * SignedNote.LargestBytes;

    /// <summary>The lines of a file, without their line feeds; the last one must have one, too.</summary>
    /// <exception cref="FormatException">A line is too long or the file ends within one.</exception>
    public static IEnumerable<byte[]> Read(Stream file)
    {
        using var line = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = file.Read(buffer)) > 0)
        {
            var rest = buffer.AsMemory(0, read);
            int end;
            while ((end = rest.Span.IndexOf((byte)'\n')) >= 0)
            {
                line.Write(rest.Span[..end]);
                yield return line.ToArray();
                line.SetLength(0);
                rest = rest[(end + 1)..];
            }

            line.Write(rest.Span);
            if (line.Length > LargestLineBytes)
            {
                throw new FormatException($"a line is over {LargestLineBytes} bytes");
            }
        }

        if (line.Length > 0)
        {
            throw new FormatException("the file ends within a line: it is not whole");
        }
    }
}
