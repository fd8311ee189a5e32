using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace PublicApi.Imports;

/// <summary>What comes next in a CSV file.</summary>
internal abstract record CsvRead
{
    private CsvRead()
    {
    }

    public sealed record Row(string[] Values) : CsvRead;

    /// <summary>A row that cannot be taken; the next one can be read.</summary>
    public sealed record BadRow(string Field, string Reason) : CsvRead;

    /// <summary>Nothing more can be read.</summary>
    public sealed record Damage(string Reason) : CsvRead;

    public sealed record End : CsvRead;
}

/// <summary>
/// The rows of a CSV file (RFC 4180; lines may end in LF, CR LF or CR; blank lines are skipped), the header first. Every
/// row has as many fields as the header. The parser is stricter than usual where a slip would shift or swallow fields.
/// </summary>
internal sealed class CsvRows : IDisposable
{
    /// <summary>Far above any export of service requests; a wider file is not one.</summary>
    public const int MostColumns = 2_000;

    /// <summary>Above the longest remark of a real export. It also bounds how much an unclosed quote can swallow.</summary>
    public const int LargestFieldCharacters = 1024 * 1024;

    private const int BufferCharacters = 32 * 1024;

    // The mark of bytes that are not of the encoding: Unicode gives it no character. (U+0000 will not do, the decoder
    // takes that for no replacement and drops the bytes in silence.)
    private const char Undecodable = '\uFFFF';

    private readonly StreamReader text;
    private readonly CsvParser parser;
    private string[]? header;
    private bool hasBadQuotes;

    private CsvRows(Stream content, char delimiter, Encoding encoding)
    {
        text = new StreamReader(content, encoding, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter.ToString(),
            Mode = CsvMode.RFC4180,
            TrimOptions = TrimOptions.None,
            IgnoreBlankLines = true,
            AllowComments = false,
            MaxFieldSize = LargestFieldCharacters,
            BufferSize = BufferCharacters,
            // A quote in a field that does not begin with one is a character like any other, as in 5" pipe.
            BadDataFound = bad => hasBadQuotes |= bad.Field.StartsWith('"'),
        });
    }

    public static async Task<CsvRows> OpenAsync(SourceFile file, char delimiter, Encoding encoding, CancellationToken ct) =>
        new(file.Content, delimiter, WithReplacement(await DetectAsync(file.Path, ct) ?? encoding));

    public async ValueTask<CsvRead> ReadAsync()
    {
        hasBadQuotes = false;
        try
        {
            if (!await parser.ReadAsync())
            {
                return header is null ? new CsvRead.Damage("the file is empty and has no header") : new CsvRead.End();
            }
        }
        catch (MaxFieldSizeException)
        {
            return new CsvRead.Damage(
                $"a field has more than {LargestFieldCharacters} characters or its quote is never closed, up to line {parser.RawRow}");
        }
        catch (InvalidDataException)
        {
            return new CsvRead.Damage(WholeGzipStream.Damage);
        }

        return header is null ? TakeHeader() : TakeRow(header);
    }

    public void Dispose()
    {
        parser.Dispose();
        text.Dispose();
    }

    private CsvRead TakeHeader()
    {
        if (parser.Count > MostColumns)
        {
            return new CsvRead.Damage($"the header has {parser.Count} columns, the limit is {MostColumns}");
        }

        header = parser.Record!;
        return TakeRow(header) is CsvRead.BadRow bad ? new CsvRead.Damage($"the header {bad.Reason}") : new CsvRead.Row(header);
    }

    private CsvRead TakeRow(string[] columns)
    {
        if (parser.Count != columns.Length)
        {
            return Bad(Refusal.WholeRecord, $"has {parser.Count} fields and the header {columns.Length}");
        }

        // The parser looks at the quotes only as the fields are taken out.
        var values = parser.Record!;
        if (hasBadQuotes)
        {
            return Bad(Refusal.WholeRecord, "has a quoted field that goes on after its quote, or whose quote is never closed");
        }

        var undecodable = Array.FindIndex(values, value => value.AsSpan().ContainsAny('\0', Undecodable));
        return undecodable < 0
            ? new CsvRead.Row(values)
            : Bad(columns[undecodable], $"has U+0000, U+FFFF or bytes that are not {text.CurrentEncoding.WebName}");
    }

    private CsvRead.BadRow Bad(string field, string reason) => new(field, $"{reason}, up to line {parser.RawRow}");

    /// <summary>A byte order mark binds more than the mapping does.</summary>
    private static async Task<Encoding?> DetectAsync(string path, CancellationToken ct)
    {
        await using var file = SourceFile.Open(path);
        var start = new byte[2];
        try
        {
            await file.Content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct);
        }
        catch (InvalidDataException)
        {
            return null;
        }

        return start switch
        {
            [0xFF, 0xFE] => Encoding.Unicode,
            [0xFE, 0xFF] => Encoding.BigEndianUnicode,
            [0xEF, 0xBB] => Encoding.UTF8,
            _ => null,
        };
    }

    private static Encoding WithReplacement(Encoding encoding) => Encoding.GetEncoding(
        encoding.CodePage, EncoderFallback.ExceptionFallback, new DecoderReplacementFallback(Undecodable.ToString()));
}
