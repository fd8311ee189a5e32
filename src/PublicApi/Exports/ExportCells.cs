using System.Globalization;
using Ledger.Transparency;

namespace PublicApi.Exports;

/// <summary>Values as the cells of a table that people open in a spreadsheet. Lines of JSON have them as they are.</summary>
internal static class ExportCells
{
    // What a spreadsheet takes for the beginning of a formula, also in the full width of Chinese and Japanese text.
    private const string Formula = "=+-@\t\r\n＝＋－＠";

    /// <summary>A text, a number or a truth; null for an empty cell. A list is its items with semicolons between.</summary>
    public static object? Of(object? value) => value switch
    {
        null => null,
        string text => Text(text),
        DateTimeOffset instant => Instants.Write(instant),
        IEnumerable<string> items => Text(string.Join("; ", items)),
        _ => value,
    };

    /// <summary>The same as it is written in CSV.</summary>
    public static string Written(object? value) => Of(value) switch
    {
        null => "",
        bool truth => truth ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var text => text.ToString()!,
    };

    /// <summary>Text that would be run as a formula begins with an apostrophe, which spreadsheets take for "this is text".</summary>
    private static string Text(string text) => text.Length > 0 && Formula.Contains(text[0]) ? $"'{text}" : text;
}
