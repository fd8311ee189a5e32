using System.Collections.Frozen;
using System.Text;
using Ledger.Cases;

namespace PublicApi.Imports;

/// <summary>Header names of the columns; null where the source has no such column.</summary>
internal sealed record CsvColumns(
    string Id,
    string Requested,
    string? Updated,
    string? Closed,
    string? Cancelled,
    string? Status,
    string ServiceCode,
    string ServiceName,
    string? Category,
    string? Channel,
    string? Region,
    string? Node)
{
    public IEnumerable<string> All => new[]
    {
        Id, Requested, Updated, Closed, Cancelled, Status, ServiceCode, ServiceName, Category, Channel, Region, Node,
    }.OfType<string>();
}

/// <summary>How the rows of one source become accounts: a checked mapping file. Mappings/README.md is its manual.</summary>
/// <param name="Channel">For rows whose channel is missing or not in <paramref name="Channels"/>.</param>
/// <param name="Missing">Words that stand for no value; blanks and nothing always do.</param>
internal sealed record CsvMapping(
    SourceNames Names,
    string Category,
    string Channel,
    char Delimiter,
    Encoding Encoding,
    SourceClock Clock,
    FrozenSet<string> Missing,
    CsvColumns Columns,
    FrozenDictionary<string, SourceStatus> Statuses,
    FrozenDictionary<string, string> Channels)
{
    public const string DefaultCategory = "OTHER";

    /// <summary>The request came through another system, which does not say more.</summary>
    public const string DefaultChannel = Ledger.Deciding.Channels.PartnerApi;

    /// <summary>The mapping, or null and one sentence for each fault of the file.</summary>
    public static CsvMapping? Load(string path, out IReadOnlyList<string> faults)
    {
        if (CsvMappingFile.Read(path, out var fault) is not { } file)
        {
            faults = [$"Mapping {path}: {fault}"];
            return null;
        }

        var check = new CsvMappingCheck(file);
        var mapping = check.Check(Path.GetFileNameWithoutExtension(path));
        faults = [.. check.Faults.Select(text => $"Mapping {path}: {text}")];
        return faults.Count == 0 ? mapping : null;
    }

    public bool IsMissing(string value)
    {
        var word = value.AsSpan().Trim();
        return word.IsEmpty || Missing.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
    }
}
