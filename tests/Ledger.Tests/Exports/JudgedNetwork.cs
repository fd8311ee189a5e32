using System.Text.Json;
using Ledger.Tests.Cases;
using Ledger.Tests.Compliance;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Http;
using Ledger.Tests.Store;

namespace Ledger.Tests.Exports;

/// <summary>
/// The network of the samples after its province judged December 2025 and published January 2026, with one case received. Then a
/// finding was acknowledged and another one waived, a second case of January came late, and January was judged again.
/// </summary>
public sealed class JudgedNetwork(Cluster cluster) : IAsyncLifetime
{
    public TestServer Server { get; private set; } = null!;

    public string Acknowledged { get; private set; } = "";

    public string Waived { get; private set; } = "";

    /// <summary>Position of the entry that came late.</summary>
    public long Late { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Server = await MonthServiceTests.Start(cluster);
        await Server.Ledger.SubmitCase();
        await Sequenced();
        await Do("/compliance/2025-12/evaluate", By.Province);
        await Do("/publications/2026-01", By.Province);
        var found = await Server.Ask($$"""{ findings(first: 2, filter: { from: "2026-01", platform: "{{By.OtherNode}}" }) { nodes { findingId } } }""");
        string[] ids = [.. found.GetProperty("findings").GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("findingId").GetString()!)];
        (Acknowledged, Waived) = (ids[0], ids[1]);
        await Do($"/findings/{Acknowledged}/acknowledge", By.OtherNode);
        await Do($"/findings/{Waived}/waive", By.Province, """{"reason_code":"FORCE-MAJEURE"}""");
        Late = await Server.Ledger.Count("public_log.entry");
        await Server.Ledger.SubmitCase("late");
        await Sequenced();
        await Do("/compliance/2026-01/evaluate", By.Province);
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    /// <summary>The rows of a list of the public schema, page by page: of each node the text at each path.</summary>
    /// <param name="list">The list.</param>
    /// <param name="arguments">Further arguments of it.</param>
    /// <param name="parts">The field whose items make a row each; one row a node where there is none.</param>
    /// <param name="paths">Fields with dots between; <c>list{a b}</c> or <c>list{a=b}</c> shows items of a list by some of their fields.</param>
    public async Task<List<string[]>> Told(string list, string arguments, string? parts, IReadOnlyList<string> paths)
    {
        var rows = new List<string[]>();
        for (string? after = ""; after is not null;)
        {
            var answer = await Server.Ask(
                $"{{ {list}(first: 20{after}{arguments}) {{ nodes {{ {string.Join(' ', paths.Select(Selection))} }} pageInfo {{ hasNextPage endCursor }} }} }}");
            rows.AddRange(answer.GetProperty(list).GetProperty("nodes").EnumerateArray().SelectMany(node => Rows(node, parts, paths)));
            var info = answer.GetProperty(list).GetProperty("pageInfo");
            after = info.GetProperty("hasNextPage").GetBoolean() ? $", after: \"{info.GetProperty("endCursor")}\"" : null;
        }

        return rows;
    }

    private static string Selection(string path) =>
        path.Split('.', 2) is [var first, var rest] ? $"{first} {{ {Selection(rest)} }}" : path.Replace('=', ' ');

    private static IEnumerable<string[]> Rows(JsonElement node, string? parts, IReadOnlyList<string> paths)
    {
        if (parts is null)
        {
            return [Row(node)];
        }

        var items = node.GetProperty(parts).EnumerateArray().ToList();
        return items.Count == 0 ? [Row(default)] : items.Select(Row);

        string[] Row(JsonElement item) =>
            [.. paths.Select(path => parts is not null && path.StartsWith($"{parts}.", StringComparison.Ordinal)
                ? Text(item, path[(parts.Length + 1)..]) : Text(node, path))];
    }

    private static string Text(JsonElement value, string path)
    {
        var (fields, form) = path.Split('{') is [var outer, var inner] ? (outer, inner.TrimEnd('}')) : (path, "");
        foreach (var field in fields.Split('.'))
        {
            value = value.ValueKind == JsonValueKind.Object ? value.GetProperty(field) : default;
        }

        return value.ValueKind == JsonValueKind.Array ? string.Join("; ", value.EnumerateArray().Select(item => Item(item, form))) : value.ToString();
    }

    // With the sign between the fields that stands there in the path.
    private static string Item(JsonElement item, string form) =>
        form.Length == 0 ? item.ToString()
        : string.Join(form.Contains('=', StringComparison.Ordinal) ? '=' : ' ', form.Split('=', ' ').Select(field => item.GetProperty(field)));

    private async Task Do(string path, string node, string command = "{}")
    {
        Assert.Null((await Server.Command(path, node, command)).Rule);
        await Sequenced();
    }

    private Task Sequenced() => Server.Ledger.Sequencer.Drain(TestContext.Current.CancellationToken);
}
