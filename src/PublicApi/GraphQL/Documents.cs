using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using GraphQL;
using GraphQL.Transport;
using GraphQLParser.AST;
using Microsoft.Extensions.Caching.Memory;

namespace PublicApi.GraphQL;

/// <summary>A document that passed the guard.</summary>
/// <param name="Text">As it was sent, or as it is kept.</param>
/// <param name="Tree">Parsed; read by many requests at a time and changed by none.</param>
/// <param name="IsOurs">Whether it is one of the service's own documents.</param>
internal sealed record KnownDocument(string Text, GraphQLDocument Tree, bool IsOurs)
{
    /// <summary>Whether it was executed, and so is kept.</summary>
    public bool IsKept { get; set; }

    /// <summary>What it costs, once that is known and does not depend on variables.</summary>
    public double? Cost { get; set; }

    /// <summary>Where it depends on variables, once it was found valid.</summary>
    public DocumentPlaces? Places { get; set; }

    /// <summary>Whether no variable can say how long a list is: none is of a type that may hold a number.</summary>
    public bool CostsAlwaysTheSame { get; } = Tree.Definitions.OfType<GraphQLOperationDefinition>()
        .SelectMany(operation => operation.Variables?.Items ?? []).All(variable => HoldNoNumber.Contains(TypeOf(variable.Type)));

    public GraphQLOperationDefinition? Operation { get; } = Tree.Definitions.OfType<GraphQLOperationDefinition>().FirstOrDefault();

    private static readonly string[] HoldNoNumber = ["String", "ID", "Boolean", "DateTime"];

    private static string TypeOf(GraphQLType type) => type switch
    {
        GraphQLNamedType named => named.Name.Value.ToString(),
        GraphQLNonNullType { Type: GraphQLNamedType named } => named.Name.Value.ToString(),
        _ => "",
    };
}

/// <summary>
/// Documents that need not be read again: the service's own, by the SHA-256 of their text (<c>documentId</c>, as the
/// GraphQL over HTTP draft has it), those that clients sent once with their hash (automatic persisted queries), and
/// those that were asked lately. Memory is bounded.
/// </summary>
internal sealed partial class Documents : IDisposable
{
    private const long CacheCharacters = 2 * 1024 * 1024;

    // A number that is beyond all types is a variable like any other; the document may not even use it.
    private static readonly JsonSerializerOptions AnyNumber = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private readonly MemoryCache read = new(new MemoryCacheOptions { SizeLimit = CacheCharacters });
    private readonly MemoryCache persisted = new(new MemoryCacheOptions { SizeLimit = CacheCharacters });
    private readonly Dictionary<string, string> ours = LoadOurs();

    /// <summary>The service's own documents: text by hash.</summary>
    public IReadOnlyDictionary<string, string> Ours => ours;

    public void Dispose()
    {
        read.Dispose();
        persisted.Dispose();
    }

    /// <returns>The document of a request, or why there is none.</returns>
    public async ValueTask<(KnownDocument? Document, ExecutionError? Refusal)> Find(GraphQLRequest request)
    {
        var (text, refusal) = TextOf(request);
        if (text is null)
        {
            return (null, refusal);
        }

        if (read.TryGetValue(text, out KnownDocument? known))
        {
            return (known, null);
        }

        var (tree, fault) = await DocumentGuard.Parse(text);
        return tree is null ? (null, fault) : (new KnownDocument(text, tree, ours.ContainsKey(Hash(text))), null);
    }

    /// <summary>Keeps a document that was executed, and the text under the hash that came with it.</summary>
    public void Keep(KnownDocument document, GraphQLRequest request)
    {
        if (!document.IsKept)
        {
            document.IsKept = true;
            read.Set(document.Text, document, new MemoryCacheEntryOptions { Size = document.Text.Length });
        }

        if (request.Query is not null && HashIn(request) is { } hash && !persisted.TryGetValue(hash, out _))
        {
            persisted.Set(hash, document.Text, new MemoryCacheEntryOptions { Size = document.Text.Length });
        }
    }

    /// <summary>Two requests of one key ask the same.</summary>
    public static string KeyOf(KnownDocument document, GraphQLRequest request, IEnumerable<KeyValuePair<string, object?>>? variables) =>
        Hash(JsonSerializer.Serialize(new object?[] { document.Text, request.OperationName, variables }, AnyNumber));

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private (string? Text, ExecutionError? Refusal) TextOf(GraphQLRequest request)
    {
        var hash = request.DocumentId is { } id ? id.StartsWith("sha256:", StringComparison.Ordinal) ? id[7..] : id : HashIn(request);
        if (hash is null)
        {
            return request.Query is null ? (null, Bad("There is neither a document nor the hash of one.")) : (request.Query, null);
        }

        if (!Form().IsMatch(hash) || (request.DocumentId is not null && request.Query is not null))
        {
            return (null, Bad("A document is named by its SHA-256 in small hexadecimal digits; documentId comes without a query."));
        }

        if (request.Query is { } sent)
        {
            return Hash(sent) == hash ? (sent, null) : (null, Bad("The hash is not that of the document."));
        }

        // The message is what clients of automatic persisted queries look for.
        return ours.TryGetValue(hash, out var text) || persisted.TryGetValue(hash, out text)
            ? (text, null)
            : (null, new ExecutionError("PersistedQueryNotFound") { Code = ErrorCodes.PersistedQueryNotFound });
    }

    private static string? HashIn(GraphQLRequest request) =>
        request.Extensions?.GetValueOrDefault("persistedQuery") is IReadOnlyDictionary<string, object?> extension
            ? extension.GetValueOrDefault("sha256Hash") as string ?? ""
            : request.Extensions?.GetValueOrDefault("persistedQuery") is IDictionary<string, object?> other
                && other.TryGetValue("sha256Hash", out var hash) ? hash as string ?? "" : null;

    private static ExecutionError Bad(string message) => new(message) { Code = ErrorCodes.BadRequest };

    private static Dictionary<string, string> LoadOurs()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var texts = assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".graphql", StringComparison.Ordinal))
            .Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
                return reader.ReadToEnd();
            });
        return texts.ToDictionary(Hash);
    }

    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    private static partial Regex Form();
}
