using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace PublicApi.Imports;

/// <summary>Streams the rows of a CSV file (RFC 4180, any line end) as accounts, as a mapping says.</summary>
internal sealed class CsvSourceReader(CsvMapping mapping)
{
    /// <summary>Far above any export of service requests; a wider file is not one.</summary>
    private const int MostColumns = 2_000;

    /// <summary>Above the longest remark of a real export. It also bounds how much an unclosed quote can swallow.</summary>
    private const int LargestFieldCharacters = 1024 * 1024;

    private const int BufferCharacters = 32 * 1024;

    // What no encoding would give: a real U+0000, or the mark of bytes that are not of the encoding.
    private const char Undecodable = '\0';

    public async IAsyncEnumerable<SourceRecord> ReadAsync(SourceFile file, [EnumeratorCancellation] CancellationToken ct)
    {
        using var text = new StreamReader(file.Content, await DetectAsync(file.Path, ct), detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var badRow = false;
        using var parser = new CsvParser(text, Configure(() => badRow = true), leaveOpen: true);
        var (more, damage) = await TryReadAsync(parser);
        if ((damage ?? WhyNoHeader(more, parser)) is { } noHeader)
        {
            yield return new Refusal(file.Path, 0, Refusal.WholeFile, noHeader);
            yield break;
        }

        var header = parser.Record!;
        var row = new CsvRow(mapping, header);
        if (badRow || row.HeaderFault is not null)
        {
            yield return row.HeaderFault?.ToRefusal(file.Path, 0)
                ?? new Refusal(file.Path, 0, Refusal.WholeFile, "the header has a quote in the middle of a field or an unclosed one");
            yield break;
        }

        for (var record = 1L; ; record++)
        {
            ct.ThrowIfCancellationRequested();
            badRow = false;
            (more, damage) = await TryReadAsync(parser);
            if (damage is not null)
            {
                yield return new Refusal(file.Path, record, Refusal.WholeFile, $"{damage}; the rest of the file was not read");
                yield break;
            }

            if (!more)
            {
                yield break;
            }

            var why = WhyBadRow(parser, header, () => badRow, out var field);
            yield return why is null ? row.ToRecord(parser.Record!, file.Path, record) : new Refusal(file.Path, record, field, why);
        }
    }

    private CsvConfiguration Configure(Action onBadRow) => new(CultureInfo.InvariantCulture)
    {
        Delimiter = mapping.Delimiter.ToString(),
        Mode = CsvMode.RFC4180,
        TrimOptions = TrimOptions.None,
        IgnoreBlankLines = true,
        AllowComments = false,
        MaxFieldSize = LargestFieldCharacters,
        BufferSize = BufferCharacters,
        BadDataFound = _ => onBadRow(),
    };

    /// <summary>A byte order mark binds more than the mapping does.</summary>
    private async Task<Encoding> DetectAsync(string path, CancellationToken ct)
    {
        await using var file = SourceFile.Open(path);
        var start = new byte[2];
        try
        {
            await file.Content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct);
        }
        catch (InvalidDataException)
        {
            return mapping.Encoding;
        }

        var name = start switch
        {
            [0xFF, 0xFE] => "utf-16",
            [0xFE, 0xFF] => "utf-16BE",
            [0xEF, 0xBB] => "utf-8",
            _ => null,
        };
        return name is null
            ? mapping.Encoding
            : Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, mapping.Encoding.DecoderFallback);
    }

    private static async ValueTask<(bool More, string? Damage)> TryReadAsync(CsvParser parser)
    {
        try
        {
            return (await parser.ReadAsync(), null);
        }
        catch (MaxFieldSizeException)
        {
            return (false, $"a field after line {parser.RawRow} has more than {LargestFieldCharacters} characters, or its quote is never closed");
        }
        catch (InvalidDataException)
        {
            return (false, "the gzip data is damaged or cut off");
        }
    }

    private static string? WhyNoHeader(bool more, CsvParser parser) =>
        !more ? "the file is empty and has no header"
        : parser.Count > MostColumns ? $"the header has {parser.Count} columns, the limit is {MostColumns}"
        : null;

    private string? WhyBadRow(CsvParser parser, string[] header, Func<bool> hasBadQuotes, out string field)
    {
        field = Refusal.WholeRecord;
        if (parser.Count != header.Length)
        {
            return $"has {parser.Count} fields and the header {header.Length}, up to line {parser.RawRow}";
        }

        // Quotes are looked at only as the fields are taken out.
        var values = parser.Record!;
        if (hasBadQuotes())
        {
            return $"has a quote in the middle of a field, or a quote that is never closed, up to line {parser.RawRow}";
        }

        var undecodable = Array.FindIndex(values, value => value.Contains(Undecodable));
        if (undecodable < 0)
        {
            return null;
        }

        field = header[undecodable];
        return $"has U+0000 or bytes that are not {mapping.Encoding.WebName}, up to line {parser.RawRow}";
    }
}
