using GraphQLParser.AST;
using Ledger.Journal;
using Microsoft.Extensions.Caching.Memory;
using Npgsql;
using Projections.Transparency;

namespace PublicApi.GraphQL;

/// <summary>
/// Answers that were made from one state of the ledger. The state is part of the key, so a new entry or checkpoint is a
/// new key and nothing is ever stale. Memory is bounded.
/// </summary>
internal sealed class Answers([FromKeyedServices(Roles.Reader)] NpgsqlDataSource reader) : IDisposable
{
    private const long CacheBytes = 32 * 1024 * 1024;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    // Only these follow from the log alone. A root field that is not named here is answered anew each time.
    private static readonly HashSet<string> FollowFromTheLog =
    [
        "ledger", "node", "nodes", "entries", "case", "cases", "serviceResults", "inclusionProof", "consistencyProof", "receipt",
        "platforms", "platform", "providers", "provider", "services", "service", "serviceContent", "serviceProcess", "feeStandard",
        "serviceCommitment", "disclosureRates", "regime", "verdicts", "disclosures", "unifications", "findings", "indicators", "publications",
        "__schema", "__type", "__typename",
    ];

    private readonly MemoryCache answers = new(new MemoryCacheOptions { SizeLimit = CacheBytes });

    public void Dispose() => answers.Dispose();

    /// <summary>Whether an answer to this follows from the document, its variables and the state of the log.</summary>
    public static bool Follows(GraphQLOperationDefinition operation) =>
        operation.Operation == OperationType.Query
        && operation.SelectionSet.Selections.All(selection =>
            selection is GraphQLField field && FollowFromTheLog.Contains(field.Name.Value.ToString()));

    /// <summary>The state of the log now; null when the database does not say.</summary>
    public async Task<LogState?> State(CancellationToken ct)
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

    public bool TryGet(string key, LogState state, out ReadOnlyMemory<byte> json) => answers.TryGetValue((key, state), out json);

    public void Keep(string key, LogState state, ReadOnlyMemory<byte> json) => answers.Set(
        (key, state), json, new MemoryCacheEntryOptions { Size = json.Length + 500, SlidingExpiration = Kept });
}
