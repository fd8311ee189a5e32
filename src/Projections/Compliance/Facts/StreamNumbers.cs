using Ledger.Transparency;

namespace Projections.Compliance.Facts;

/// <summary>Streams by number, from 0 in the order in which they are met. Most are cases, whose ids take sixteen bytes each.</summary>
internal sealed class StreamNumbers
{
    private readonly Dictionary<Guid, int> cases = [];
    private readonly Dictionary<string, int> others = new(StringComparer.Ordinal);
    private readonly List<(Guid Case, string? Other)> streams = [];

    /// <summary>The id of a stream.</summary>
    public string this[int number] => streams[number] is var (id, other) && other is not null ? other : $"{EntrySchema.CasePrefix}{id}";

    /// <summary>Null where nothing of the stream is kept.</summary>
    public int? Find(string stream) =>
        (IsCase(stream, out var id) ? cases.TryGetValue(id, out var number) : others.TryGetValue(stream, out number)) ? number : null;

    public int NumberOf(string stream)
    {
        if (Find(stream) is { } known)
        {
            return known;
        }

        var isCase = IsCase(stream, out var id);
        streams.Add((id, isCase ? null : stream));
        return isCase ? cases[id] = streams.Count - 1 : others[stream] = streams.Count - 1;
    }

    private static bool IsCase(string stream, out Guid id)
    {
        id = default;
        return EntrySchema.IsCase(stream) && WrittenIds.TryRead(stream.AsSpan(EntrySchema.CasePrefix.Length), out id);
    }
}
