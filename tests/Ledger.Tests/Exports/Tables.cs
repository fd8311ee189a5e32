using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.VisualBasic.FileIO;

namespace Ledger.Tests.Exports;

/// <summary>Readers of downloaded tables that share nothing with what writes them. Each gives rows of texts, the heads first.</summary>
internal static class Tables
{
    private static readonly XNamespace Sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    public static List<string[]> Csv(byte[] bytes)
    {
        using var parser = new TextFieldParser(new MemoryStream(bytes), new UTF8Encoding(false), detectEncoding: true)
        {
            HasFieldsEnclosedInQuotes = true,
            TrimWhiteSpace = false,
        };
        parser.SetDelimiters(",");
        var rows = new List<string[]>();
        while (parser.ReadFields() is { } fields)
        {
            rows.Add(fields);
        }

        return rows;
    }

    /// <summary>Opens the package and reads the cells of the first sheet (ECMA-376), be their text shared, inline or a formula's.</summary>
    public static List<string[]> Workbook(byte[] bytes)
    {
        using var package = new ZipArchive(new MemoryStream(bytes));
        var shared = package.GetEntry("xl/sharedStrings.xml") is { } strings
            ? Xml(strings).Elements(Sheet + "si").Select(item => string.Concat(item.Descendants(Sheet + "t").Select(text => text.Value))).ToArray()
            : [];
        var rows = Xml(package.GetEntry("xl/worksheets/sheet1.xml")!).Descendants(Sheet + "row").Select(row => row.Elements(Sheet + "c").ToList()).ToList();
        var width = rows.Max(row => row.Count == 0 ? 0 : row.Max(Column) + 1);
        return [.. rows.Select(row =>
        {
            var cells = Enumerable.Repeat("", width).ToArray();
            foreach (var cell in row)
            {
                Assert.Null(cell.Element(Sheet + "f"));
                cells[Column(cell)] = Text(cell, shared);
            }

            return cells;
        })];
    }

    public static List<JsonElement> Lines(byte[] bytes) =>
        [.. Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line))];

    /// <summary>A value of a line of JSON, as a cell of the other forms shows it.</summary>
    public static string Cell(JsonProperty member) => member.Value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.Array => string.Join("; ", member.Value.EnumerateArray().Select(item => item.GetString())),
        JsonValueKind.String => member.Value.GetString()!,
        _ => member.Value.GetRawText(),
    };

    private static XElement Xml(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        return XDocument.Load(content).Root!;
    }

    private static string Text(XElement cell, string[] shared) => (string?)cell.Attribute("t") switch
    {
        "s" => shared[int.Parse(cell.Element(Sheet + "v")!.Value)],
        "inlineStr" => string.Concat(cell.Descendants(Sheet + "t").Select(text => text.Value)),
        "b" => cell.Element(Sheet + "v")!.Value == "1" ? "true" : "false",
        _ => cell.Element(Sheet + "v")?.Value ?? "",
    };

    // AB12 is column 27, counted from 0.
    private static int Column(XElement cell) =>
        ((string)cell.Attribute("r")!).TakeWhile(char.IsAsciiLetterUpper).Aggregate(0, (sum, letter) => (sum * 26) + letter - 'A' + 1) - 1;
}
