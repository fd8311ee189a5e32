using System.Text.Json;
using System.Text.Json.Nodes;
using PublicApi.Imports;

namespace Ledger.Tests.Imports;

/// <summary>Mappings to test with.</summary>
internal static class Mappings
{
    /// <summary>For files with the columns id, date, district, category and text.</summary>
    public const string Simple = """
        {
          "source": "town",
          "time_zone": "Europe/Berlin",
          "date_formats": ["uuuu-MM-dd"],
          "columns": { "id": "id", "requested": "date", "region": "district", "service_code": "category" }
        }
        """;

    public static CsvMapping Shipped(string name) => FromFile(CsvMappingFile.Find(name)!);

    public static CsvMapping FromText(string json)
    {
        using var folder = new TemporaryFolder();
        return FromFile(folder.Write("town.json", json));
    }

    /// <summary>The simple mapping with some members replaced.</summary>
    public static CsvMapping SimpleWith(params (string Member, object Value)[] changes)
    {
        var json = JsonNode.Parse(Simple)!.AsObject();
        foreach (var (member, value) in changes)
        {
            json[member] = JsonSerializer.SerializeToNode(value);
        }

        return FromText(json.ToJsonString());
    }

    public static IReadOnlyList<string> Faults(string json)
    {
        using var folder = new TemporaryFolder();
        Assert.Null(CsvMapping.Load(folder.Write("town.json", json), out var faults));
        return faults;
    }

    private static CsvMapping FromFile(string path)
    {
        var mapping = CsvMapping.Load(path, out var faults);
        Assert.Empty(faults);
        return mapping!;
    }
}
