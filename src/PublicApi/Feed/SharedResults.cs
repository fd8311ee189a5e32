using GraphQL.Transport;
using GraphQLParser.AST;
using Microsoft.Extensions.Caching.Memory;
using PublicApi.GraphQL;

namespace PublicApi.Feed;

/// <summary>
/// What documents made of the newest items, for readers who follow with the same document: a thousand of them cost one
/// execution an item, not a thousand. Memory is bounded.
/// </summary>
public sealed class SharedResults : IDisposable
{
    private const long CacheBytes = 16 * 1024 * 1024;

    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(10);

    private readonly MemoryCache results = new(new MemoryCacheOptions { SizeLimit = CacheBytes });

    public void Dispose() => results.Dispose();

    /// <summary>What makes results of two requests equal: document, operation and variables, but not where reading begins.</summary>
    internal static string KeyOf(GraphQLRequest request, KnownDocument document)
    {
        var beginning = document.Operation!.SelectionSet.Selections.OfType<GraphQLField>().FirstOrDefault()?.Arguments?
            .FirstOrDefault(argument => argument.Name.Value == "after")?.Value as GraphQLVariable;
        var variables = request.Variables?.Where(variable => variable.Key != beginning?.Name.Value.ToString());
        return Documents.KeyOf(document, request, variables);
    }

    /// <summary>What a document makes of an item; made by the first who asks.</summary>
    internal async Task<ReadOnlyMemory<byte>> Of(IShared item, string document, Func<Task<ReadOnlyMemory<byte>>> make, CancellationToken ct)
    {
        var own = new Lazy<Task<ReadOnlyMemory<byte>>>(make);
        var held = results.GetOrCreate(
            (item.Key, document),
            entry =>
            {
                entry.SetSize(item.Bytes).SetAbsoluteExpiration(Kept);
                return own;
            })!;
        if (held == own)
        {
            return await own.Value;
        }

        try
        {
            return await held.Value.WaitAsync(ct);
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            // Its maker went away. This reader is still here and makes its own.
            return await own.Value;
        }
    }
}
