using GraphQL.DataLoader;
using Ledger.Alliance;
using Ledger.Transparency;
using PublicApi.GraphQL;

namespace PublicApi.Alliance;

/// <summary>
/// What one request reads of the journal, in its snapshot. Fields name what they need first; then all of it is read in one
/// statement. So what a query costs follows from its shape and not from its rows.
/// </summary>
public sealed class JournalReader(LedgerSnapshot snapshot, Asker asker)
{
    private readonly HashSet<string> cases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CaseHistory?> histories = new(StringComparer.Ordinal);
    private readonly HashSet<(string Stream, long Version)> places = [];
    private readonly Dictionary<(string Stream, long Version), string> fields = [];

    /// <summary>The case as it stood at a version; null alike where it is not there and where the asker may not see into it.</summary>
    internal IDataLoaderResult<AllianceCase?> Case(string caseId, long version)
    {
        cases.Add(caseId);
        return new Deferred<AllianceCase?>(async ct =>
        {
            if (!histories.ContainsKey(caseId))
            {
                await ReadCases(ct);
            }

            return histories[caseId]?.UpTo(version) is { } history && asker.Sees(history) ? new AllianceCase(history) : null;
        });
    }

    /// <summary>What an event says to the alliance, as canonical JSON; null where the asker may not see it.</summary>
    internal IDataLoaderResult<string?> Fields(string stream, long version)
    {
        places.Add((stream, version));
        return new Deferred<string?>(async ct =>
        {
            if (places.Count > 0)
            {
                await ReadPlaces(ct);
            }

            return fields.GetValueOrDefault((stream, version));
        });
    }

    private async Task ReadCases(CancellationToken ct)
    {
        var found = await CaseHistory.Load(await snapshot.Connection(ct), [.. cases], ct);
        foreach (var caseId in cases)
        {
            histories[caseId] = found.GetValueOrDefault(caseId);
        }

        cases.Clear();
    }

    private async Task ReadPlaces(CancellationToken ct)
    {
        var connection = await snapshot.Connection(ct);
        var seen = asker.IsProvince ? [.. places] : await OfItsCases(connection, ct);
        foreach (var (place, fact) in await EventTable.At(connection, seen, ct))
        {
            fields[place] = AllianceFields.Write(fact);
        }

        places.Clear();
    }

    private async Task<(string, long)[]> OfItsCases(Npgsql.NpgsqlConnection connection, CancellationToken ct)
    {
        string[] streams = [.. places.Select(place => place.Stream).Where(EntrySchema.IsCase).Distinct()];
        var concerns = await CaseHistory.LoadConcerns(connection, streams, ct);
        return [.. places.Where(place => concerns.TryGetValue(place.Stream, out var history) && asker.Sees(history))];
    }
}
