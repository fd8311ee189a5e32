using System.Text.Json;
using System.Text.Json.Serialization;

namespace PublicApi.Imports;

/// <summary>A mapping file as it is written; Mappings/README.md says what each member means.</summary>
internal sealed record CsvMappingFile
{
    private const string Folder = "Imports/Mappings";
    private const string Ending = ".json";

    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        AllowDuplicateProperties = false,
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    public string? Source { get; init; }

    public string? Node { get; init; }

    public string? Region { get; init; }

    public string? Category { get; init; }

    public string? Channel { get; init; }

    public string? Delimiter { get; init; }

    public string? Encoding { get; init; }

    public string? TimeZone { get; init; }

    public IReadOnlyList<string?>? DateFormats { get; init; }

    public IReadOnlyList<string?>? Missing { get; init; }

    public IReadOnlyDictionary<string, string?>? Columns { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<string?>?>? Statuses { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<string?>?>? Channels { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; init; }

    /// <summary>A path, or the bare name of a mapping that comes with the program.</summary>
    public static string? Find(string pathOrName)
    {
        var shipped = Path.Combine(AppContext.BaseDirectory, Folder, pathOrName + Ending);
        return File.Exists(pathOrName) ? pathOrName
            : pathOrName == Path.GetFileName(pathOrName) && File.Exists(shipped) ? shipped
            : null;
    }

    public static IReadOnlyList<string> ShippedNames() =>
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, Folder), "*" + Ending)
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Order(StringComparer.Ordinal)];

    /// <summary>Null, and a sentence in <paramref name="fault"/>, when the file is not JSON of this shape.</summary>
    public static CsvMappingFile? Read(string path, out string fault)
    {
        try
        {
            fault = "it holds null.";
            return JsonSerializer.Deserialize<CsvMappingFile>(File.ReadAllBytes(path), Strict);
        }
        catch (JsonException json)
        {
            var place = $"line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1}";
            fault = json.Path is null or "$"
                ? $"it is not a JSON object without repeated members ({place})."
                : $"member '{json.Path.TrimStart('$', '.')}' has a value of the wrong kind, or stands twice ({place}).";
            return null;
        }
    }
}
