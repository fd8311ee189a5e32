using System.Text;
using System.Text.Json;
using Ledger.Transparency;

namespace PublicApi.Exports;

/// <summary>
/// A whole public log in one file of JSON lines (UTF-8, line feeds): first the checkpoint, then the entries in order, each
/// as its leaf bytes, which are one line of JSON already. <c>sed 1d FILE</c> is the log.
/// <code>
/// {"format":"ledger-export.v1","checkpoint":"example.com/log\n2\n…=\n\n— example.com/log …=\n"}
/// {"at":"2026-01-05T04:00:00.000Z", …}
/// {"at":"2026-01-05T04:00:00.000Z", …}
/// </code>
/// </summary>
internal static class ExportFile
{
    private const string Format = "ledger-export.v1";

    private sealed record Head(string Format, string Checkpoint);

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] FirstLine(string note) => [.. JsonSerializer.SerializeToUtf8Bytes(new Head(Format, note), Form), (byte)'\n'];

    /// <summary>The signed note of the first line.</summary>
    /// <exception cref="FormatException">It is not the first line of an export.</exception>
    public static SignedNote ReadFirstLine(byte[] line)
    {
        try
        {
            return JsonSerializer.Deserialize<Head>(line, Form) is { Format: Format, Checkpoint: { } note }
                ? SignedNote.Parse(Encoding.UTF8.GetBytes(note))
                : throw new FormatException($"line 1: it does not say that this is a {Format}");
        }
        catch (Exception fault) when (fault is JsonException or FormatException && !fault.Message.StartsWith("line 1", StringComparison.Ordinal))
        {
            throw new FormatException($"line 1: {fault.Message}", fault);
        }
    }
}
