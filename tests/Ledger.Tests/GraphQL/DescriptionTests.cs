using System.Text.Json;
using System.Text.RegularExpressions;
using Ledger.Tests.Store;

namespace Ledger.Tests.GraphQL;

public sealed partial class DescriptionTests(Cluster cluster)
{
    [Fact]
    public async Task Every_type_field_and_argument_is_described_in_English_and_Chinese()
    {
        await using var server = await TestServer.Start(cluster);
        var schema = (await server.Ask(
            """
            { __schema { types { name description fields { name description args { name description } } inputFields { name description }
              enumValues { name description } } } }
            """)).GetProperty("__schema").GetProperty("types").EnumerateArray()
            .Where(type => !IsBuiltIn(type.GetProperty("name").GetString()!)).ToList();

        Assert.Contains(schema, type => type.GetProperty("name").GetString() == "ServiceContent");
        Assert.Empty(schema.SelectMany(Undescribed));
    }

    private static IEnumerable<string> Undescribed(JsonElement part)
    {
        var name = part.GetProperty("name").GetString()!;
        if (!(part.GetProperty("description").GetString() is { } text && English().IsMatch(text) && Chinese().IsMatch(text)))
        {
            yield return name;
        }

        foreach (var list in new[] { "fields", "args", "inputFields", "enumValues" })
        {
            if (part.TryGetProperty(list, out var items) && items.ValueKind == JsonValueKind.Array)
            {
                foreach (var missing in items.EnumerateArray().SelectMany(Undescribed))
                {
                    yield return $"{name}.{missing}";
                }
            }
        }
    }

    private static bool IsBuiltIn(string name) => name.StartsWith("__", StringComparison.Ordinal)
        || name is "String" or "Int" or "Boolean" or "ID" or "Float";

    [GeneratedRegex("[A-Za-z]{2}")]
    private static partial Regex English();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Chinese();
}
