using Ledger.Transparency;
using Npgsql;
using Projections.Streams;
using Projections.Transparency;

namespace Projections.Past;

/// <summary>The rows of the registry and the catalogue as they follow from the first entries of the log.</summary>
public sealed class PastRegistry
{
    private readonly StreamViewReplay streams = new();

    private PastRegistry()
    {
    }

    /// <summary>Folds the entries below a size; one statement.</summary>
    public static async Task<PastRegistry> Read(NpgsqlConnection connection, long size, CancellationToken ct)
    {
        var past = new PastRegistry();
        var conditions = new Conditions().Add("position < {0}", size).Add(EntryQuery.OfNoCase);
        var streams = StreamViewKinds.All.Select(kind => kind.Prefix).Distinct()
            .Select(prefix => EntryQuery.Mentions(conditions.Parameter(EntryQuery.StreamBegins(prefix))));
        conditions.Add($"({string.Join(" OR ", streams)})");
        await using var command = conditions.Command($"SELECT body FROM public_log.entry {conditions.Where} ORDER BY position", connection);
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            past.streams.Add(PublicEntry.Parse(rows.GetFieldValue<byte[]>(0)));
        }

        return past;
    }

    internal IReadOnlyList<CodedRow> Rows(StreamViewKind kind) => [.. streams.Rows(kind.Name)];
}
