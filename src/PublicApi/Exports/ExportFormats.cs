using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsvHelper;
using Ledger.Transparency;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace PublicApi.Exports;

/// <summary>A form in which tables are downloaded.</summary>
/// <param name="Name">Ending of the path.</param>
/// <param name="Write">Writes heads and rows, row by row.</param>
internal sealed record ExportFormat(
    string Name, string MediaType, Func<Stream, IReadOnlyList<string>, IAsyncEnumerable<object?[]>, CancellationToken, Task> Write);

/// <summary>CSV, lines of JSON, and a workbook.</summary>
internal static class ExportFormats
{
    public static readonly IReadOnlyList<ExportFormat> All =
    [
        new("csv", "text/csv; charset=utf-8", Csv),
        new("jsonl", "application/jsonl", JsonLines),
        new("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Workbook),
    ];

    private const int PieceBytes = 64 * 1024;

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // RFC 4180, with the mark of UTF-8 before it: without that a Chinese Excel reads GB 18030.
    private static async Task Csv(Stream output, IReadOnlyList<string> heads, IAsyncEnumerable<object?[]> rows, CancellationToken ct)
    {
        await using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), PieceBytes, leaveOpen: true);
        await using var csv = new CsvWriter(text, CultureInfo.InvariantCulture, leaveOpen: true);
        foreach (var head in heads)
        {
            csv.WriteField(head);
        }

        await csv.NextRecordAsync();
        await foreach (var row in rows.WithCancellation(ct))
        {
            foreach (var value in row)
            {
                csv.WriteField(ExportCells.Written(value));
            }

            await csv.NextRecordAsync();
        }
    }

    private static async Task JsonLines(Stream output, IReadOnlyList<string> heads, IAsyncEnumerable<object?[]> rows, CancellationToken ct)
    {
        using var piece = new MemoryStream();
        await using var json = new Utf8JsonWriter(piece, Plain);
        await foreach (var row in rows.WithCancellation(ct))
        {
            json.Reset();
            json.WriteStartObject();
            for (var i = 0; i < row.Length; i++)
            {
                json.WritePropertyName(heads[i]);
                Write(json, row[i]);
            }

            json.WriteEndObject();
            await json.FlushAsync(ct);
            piece.WriteByte((byte)'\n');
            if (piece.Length >= PieceBytes)
            {
                await HandOn(piece, output, ct);
            }
        }

        await HandOn(piece, output, ct);
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case DateTimeOffset instant: json.WriteStringValue(Instants.Write(instant)); break;
            case bool truth: json.WriteBooleanValue(truth); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case decimal number: json.WriteNumberValue(number); break;
            case IEnumerable<string> items:
                json.WriteStartArray();
                foreach (var item in items)
                {
                    json.WriteStringValue(item);
                }

                json.WriteEndArray();
                break;
            default: throw new InvalidOperationException($"A cell holds {value.GetType()}.");
        }
    }

    private static async Task HandOn(MemoryStream piece, Stream output, CancellationToken ct)
    {
        await output.WriteAsync(piece.GetBuffer().AsMemory(0, (int)piece.Length), ct);
        piece.SetLength(0);
    }

    // The heads are a row like the others, so that a table without rows has them too.
    private static async Task Workbook(Stream output, IReadOnlyList<string> heads, IAsyncEnumerable<object?[]> rows, CancellationToken ct) =>
        await output.SaveAsAsync(
            rows.Select(row => row.Select(ExportCells.Of).ToArray()).Prepend([.. heads]).Select(Sheet),
            printHeader: false,
            configuration: new OpenXmlConfiguration { FastMode = true, AutoFilter = false, TableStyles = TableStyles.None },
            cancellationToken: ct);

    private static IDictionary<string, object?> Sheet(object?[] row) =>
        row.Select((value, column) => (Column: $"{column}", Value: value)).ToDictionary(cell => cell.Column, cell => cell.Value);
}
