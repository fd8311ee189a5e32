using System.Text.Json;
using Ledger.Tests.GraphQL;

namespace Ledger.Tests.Exports;

/// <summary>What GraphQL tells of a list, as a table would have it.</summary>
internal static class Lists
{
    /// <summary>The tables that there are.</summary>
    public static async Task<JsonElement[]> Exported(this TestServer server)
    {
        using var response = await server.Client.GetAsync("/data", TestContext.Current.CancellationToken);
        return [.. (await TestServer.Json(response)).EnumerateArray()];
    }

    /// <summary>The rows of a list of the public schema, page by page: of each node the text at each path.</summary>
    /// <param name="server">The service.</param>
    /// <param name="list">The list.</param>
    /// <param name="arguments">Further arguments of it.</param>
    /// <param name="parts">The field, with dots between fields, whose items make a row each; one row a node where there is none.</param>
    /// <param name="paths">Fields with dots between; <c>list{a b}</c> or <c>list{a=b}</c> shows items of a list by some of their fields;
    /// <c>a|b</c> is a path within an item and what stands for it where the node has none, <c>#</c> the item's number from 1.</param>
    public static async Task<List<string[]>> Told(this TestServer server, string list, string arguments, string? parts, IReadOnlyList<string> paths)
    {
        var rows = new List<string[]>();
        var fields = paths.Where(path => path != Number).SelectMany(path => path.Split('|'));
        for (string? after = ""; after is not null;)
        {
            var answer = await server.Ask(
                $"{{ {list}(first: 20{after}{arguments}) {{ nodes {{ {string.Join(' ', fields.Select(Selection))} }} pageInfo {{ hasNextPage endCursor }} }} }}");
            rows.AddRange(answer.GetProperty(list).GetProperty("nodes").EnumerateArray().SelectMany(node => Rows(node, parts, paths)));
            var info = answer.GetProperty(list).GetProperty("pageInfo");
            after = info.GetProperty("hasNextPage").GetBoolean() ? $", after: \"{info.GetProperty("endCursor")}\"" : null;
        }

        return rows;
    }

    private const string Number = "#";

    private static string Selection(string path) =>
        path.Split('.', 2) is [var first, var rest] ? $"{first} {{ {Selection(rest)} }}" : path.Replace('=', ' ');

    private static IEnumerable<string[]> Rows(JsonElement node, string? parts, IReadOnlyList<string> paths)
    {
        if (parts is null)
        {
            return [Row(node, "")];
        }

        var found = Walk(node, parts);
        var items = found.ValueKind == JsonValueKind.Array ? found.EnumerateArray().ToList() : [];
        return items.Count == 0 ? [Row(default, "")] : items.Select((item, i) => Row(item, $"{i + 1}"));

        string[] Row(JsonElement item, string number) =>
            [.. paths.Select(path => path == Number ? number : Cell(item, number.Length == 0 ? path.Split('|')[^1] : path.Split('|')[0]))];

        string Cell(JsonElement item, string path) => parts is not null && path.StartsWith($"{parts}.", StringComparison.Ordinal)
            ? Text(item, path[(parts.Length + 1)..]) : Text(node, path);
    }

    private static string Text(JsonElement value, string path)
    {
        var (fields, form) = path.Split('{') is [var outer, var inner] ? (outer, inner.TrimEnd('}')) : (path, "");
        value = Walk(value, fields);
        return value.ValueKind == JsonValueKind.Array ? string.Join("; ", value.EnumerateArray().Select(item => Item(item, form))) : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetRawText() : value.ToString();
    }

    private static JsonElement Walk(JsonElement value, string fields) => fields.Split('.').Aggregate(
        value, (found, field) => found.ValueKind == JsonValueKind.Object ? found.GetProperty(field) : default);

    // With the sign between the fields that stands there in the path.
    private static string Item(JsonElement item, string form) =>
        form.Length == 0 ? item.ToString()
        : string.Join(form.Contains('=', StringComparison.Ordinal) ? '=' : ' ', form.Split('=', ' ').Select(field => item.GetProperty(field)));

    /// <summary>The table that is downloaded in each form says the same as the list, in the same order.</summary>
    /// <param name="server">The service.</param>
    /// <param name="table">Name of both.</param>
    /// <param name="filter">Of the URL; the arguments of the list follow from it.</param>
    /// <param name="parts">As of <see cref="Told"/>.</param>
    /// <param name="columns">Names with commas between; one that is not the field's own has its path after a colon.</param>
    public static async Task AssertSame(this TestServer server, string table, string filter, string? parts, string columns)
    {
        var shown = columns.Split(", ").Select(column => column.Split(": ") is [var name, var path] ? (name, path) : (name: column, path: column)).ToList();
        var told = await server.Told(table, filter.Length == 0 ? "" : $", {Arguments(filter)}", parts, [.. shown.Select(column => column.path)]);
        Assert.NotEmpty(told);
        var csv = Tables.Csv(await Get("csv"));
        Assert.Equal(shown.Select(column => column.name), csv[0]);
        Assert.Equal(told, csv.Skip(1));
        Assert.Equal(csv, Tables.Workbook(await Get("xlsx")));
        Assert.Equal(told, Tables.Lines(await Get("jsonl")).Select(row => row.EnumerateObject().Select(Tables.Cell).ToArray()));

        static string Arguments(string filter) => string.Join(", ", filter.Split('&').Select(pair => pair.Split('='))
            .Select(pair => $"{pair[0]}: {(pair[1].All(char.IsAsciiDigit) ? pair[1] : $"\"{pair[1]}\"")}"));

        Task<byte[]> Get(string form) => server.Client.GetByteArrayAsync($"/data/{table}.{form}?{filter}", TestContext.Current.CancellationToken);
    }
}
