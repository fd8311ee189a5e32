using System.Collections.Concurrent;
using GraphQLParser.AST;
using Ledger.Journal;
using Npgsql;
using Projections.Transparency;

namespace PublicApi.GraphQL;

/// <summary>
/// Answers by what was asked, each with the state of the ledger that it follows from: it holds while the ledger is in that state, so
/// nothing is ever stale. What is asked for the first time is not kept, as most of it nobody asks for again. Memory is bounded: what
/// nobody asked for while the younger half filled up is forgotten.
/// </summary>
internal sealed class Answers([FromKeyedServices(Roles.Reader)] NpgsqlDataSource reader)
{
    private const long HalfBytes = 16 * 1024 * 1024;
    private const int EntryBytes = 500;
    private const int Marks = 1 << 16;

    // Only these follow from the log alone. A root field that is not named here is answered anew each time.
    private static readonly HashSet<string> FollowFromTheLog =
    [
        "ledger", "node", "nodes", "entries", "case", "cases", "serviceResult", "serviceResults", "inclusionProof", "consistencyProof", "receipt",
        "platforms", "platform", "providers", "provider", "services", "service", "serviceContent", "serviceProcess", "feeStandard",
        "serviceCommitment", "disclosureRates", "regime", "verdicts", "disclosures", "unifications", "findings", "indicators", "publications",
        "__schema", "__type", "__typename",
    ];

    private readonly Lock gate = new();
    private ConcurrentDictionary<string, Kept> young = new();
    private ConcurrentDictionary<string, Kept> old = new();
    private long youngBytes;

    // Of what was asked lately, a hash each. Another question may have the same one: then an answer is kept a question too early.
    private readonly int[] asked = new int[Marks];

    private sealed record Kept(LogState State, ReadOnlyMemory<byte> Json);

    /// <summary>Whether an answer to this follows from the document, its variables and the state of the log.</summary>
    public static bool Follows(GraphQLOperationDefinition operation) =>
        operation.Operation == OperationType.Query
        && operation.SelectionSet.Selections.All(selection =>
            selection is GraphQLField field && FollowFromTheLog.Contains(field.Name.Value.ToString()));

    /// <summary>The answer that holds now; null when there is none. Only where there may be one the database is asked for its state.</summary>
    public async Task<ReadOnlyMemory<byte>?> Find(string key, CancellationToken ct)
    {
        if (!young.TryGetValue(key, out var kept) && old.TryGetValue(key, out kept))
        {
            Keep(key, kept.State, kept.Json);
        }

        // Not a conditional: null would become an empty answer.
        if (kept is null || await State(ct) != kept.State)
        {
            return null;
        }

        return kept.Json;
    }

    /// <summary>Whether this was asked before; notes that it is asked now.</summary>
    public bool AskedBefore(string key)
    {
        var hash = string.GetHashCode(key, StringComparison.Ordinal);
        return Interlocked.Exchange(ref asked[hash & (Marks - 1)], hash) == hash;
    }

    public void Keep(string key, LogState state, ReadOnlyMemory<byte> json)
    {
        lock (gate)
        {
            youngBytes += json.Length + EntryBytes - (young.TryGetValue(key, out var before) ? before.Json.Length + EntryBytes : 0);
            young[key] = new(state, json);
            if (youngBytes > HalfBytes)
            {
                (old, young, youngBytes) = (young, new(), 0);
            }
        }
    }

    private async Task<LogState?> State(CancellationToken ct)
    {
        try
        {
            await using var connection = await reader.OpenConnectionAsync(ct);
            return await PublishedLog.State(connection, ct);
        }
        catch (NpgsqlException)
        {
            // The fields will find the same, and say so as errors of fields.
            return null;
        }
    }
}
