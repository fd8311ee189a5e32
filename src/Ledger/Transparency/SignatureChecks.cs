using System.Security.Cryptography;
using System.Text;

namespace Ledger.Transparency;

/// <summary>A signed command that entries have used.</summary>
/// <param name="Position">Of the last entry that used it.</param>
/// <param name="Version">Of that entry in its stream.</param>
/// <param name="Types">Of all entries that used it, each between two bars.</param>
public sealed record SignatureUse(long Position, long Version, DateTimeOffset RecordedAt, string Types);

/// <summary>What checks of signatures know of the entries so far.</summary>
/// <param name="Latest">The latest time of an entry.</param>
/// <param name="Uses">By the hash of key and statement.</param>
public sealed record SignaturesSoFar(DateTimeOffset Latest, IReadOnlyDictionary<string, SignatureUse> Uses);

/// <summary>
/// Holds the entries of a log, in order, against the members' signatures: who signed, with a key in force; that the entry is
/// what was signed; that nothing signed was used twice; and that nothing stands unsigned in the name of a node that takes
/// only signed commands. Keys and declarations are the log's own earlier entries (<c>node_key.*</c>).
/// </summary>
public sealed class SignatureChecks
{
    /// <summary>What the ledger itself records in a node's name, never a command of that node.</summary>
    public static readonly IReadOnlySet<string> OfTheLedger = new HashSet<string> { "access.logged.v1", "redaction.executed.v1" };

    public const string KeyStream = "nodekey-";

    // A commit takes seconds. An entry that says a much earlier time than those before it is not believed: it could reach
    // back behind a revocation.
    private static readonly TimeSpan LongestCommit = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, NodeKeySet> nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SignatureUse> uses;
    private DateTimeOffset latest;

    public SignatureChecks()
        : this(new SignaturesSoFar(DateTimeOffset.MinValue + LongestCommit, new Dictionary<string, SignatureUse>()))
    {
    }

    /// <summary>Goes on where other checks ended; the entries of keys are still to be folded.</summary>
    public SignatureChecks(SignaturesSoFar before)
    {
        latest = before.Latest;
        uses = new Dictionary<string, SignatureUse>(before.Uses, StringComparer.Ordinal);
    }

    /// <summary>What the next entries are held against, besides the entries of keys.</summary>
    public SignaturesSoFar SoFar => new(latest, uses);

    /// <summary>What is wrong with the next entry, in words that follow on "the entry"; null when nothing is. A wrong entry
    /// changes no key.</summary>
    public string? WhyWrong(PublicEntry entry)
    {
        var at = latest - LongestCommit > entry.RecordedAt ? latest - LongestCommit : entry.RecordedAt;
        latest = entry.RecordedAt > latest ? entry.RecordedAt : latest;
        var reason = WhyKeysWrong(entry, at) ?? (entry.Signature is { } signature ? WhySignedWrong(entry, signature, at) : WhyUnsignedWrong(entry, at));
        if (reason is null && IsOfKeys(entry))
        {
            Fold(entry);
        }

        return reason;
    }

    /// <summary>Whether the entry changes keys or declarations; a reader that goes on later has to keep it.</summary>
    public static bool IsOfKeys(PublicEntry entry) => entry.Stream.StartsWith(KeyStream, StringComparison.Ordinal);

    /// <summary>Takes an entry that was checked before.</summary>
    /// <exception cref="FormatException">A field is missing.</exception>
    public void Fold(PublicEntry entry)
    {
        var node = entry.Stream[KeyStream.Length..];
        nodes[node] = (entry.Type, Of(node)) switch
        {
            ("node_key.registered", var keys) => keys.Register(
                entry.Fields.RequireText("key_id"), [.. StrictText.HashFromBase64(entry.Fields.RequireText("public_key"))], entry.Fields.RequireInstant("in_force_from")),
            ("node_key.revoked", var keys) => keys.Revoke(entry.Fields.RequireText("key_id"), entry.Fields.RequireInstant("in_force_to")),
            ("node_key.signing_required", var keys) => keys.Require(entry.Fields.RequireInstant("from"), required: true),
            ("node_key.signing_released", var keys) => keys.Require(entry.Fields.RequireInstant("from"), required: false),
            (_, var keys) => keys,
        };
    }

    private NodeKeySet Of(string node) => nodes.GetValueOrDefault(node) ?? NodeKeySet.Empty;

    private string? WhyKeysWrong(PublicEntry entry, DateTimeOffset at)
    {
        if (!IsOfKeys(entry))
        {
            return null;
        }

        var node = entry.Stream[KeyStream.Length..];
        return entry.Type == "node_key.registered" && WhyNoKey(entry) is { } reason ? reason
            : (entry.Type == "node_key.signing_required" || Of(node).IsGuardedAt(at)) && (entry.Node != node || entry.Signature is null)
                ? $"changes the keys of {node} without its signature"
            : null;
    }

    private static string? WhyNoKey(PublicEntry entry)
    {
        try
        {
            var key = StrictText.HashFromBase64(entry.Fields.RequireText("public_key"));
            return CommandSignature.IsPublicKey(key) && CommandSignature.KeyIdOf(key) == entry.Fields.RequireText("key_id")
                ? null
                : "registers a key that is none, or not the one of its id";
        }
        catch (FormatException)
        {
            return "registers a key that is none";
        }
    }

    private string? WhyUnsignedWrong(PublicEntry entry, DateTimeOffset at) =>
        Of(entry.Node).RequiresSigningAt(at) && !OfTheLedger.Contains($"{entry.Type}.v{entry.TypeVersion}")
            ? $"is unsigned, and {entry.Node} takes only signed commands"
            : null;

    private string? WhySignedWrong(PublicEntry entry, CommandSignature signature, DateTimeOffset at)
    {
        if (!Of(entry.Node).Keys.TryGetValue(signature.KeyId, out var key) || !key.IsInForceAt(at))
        {
            return $"is signed by a key that is not one of {entry.Node} in force";
        }

        if (!signature.IsBy(key.PublicKey.AsSpan()))
        {
            return "has a signature that is not by its key over what is said to be signed";
        }

        try
        {
            return CommandSchema.WhyNotBound(entry, CommandStatement.Parse(signature.Statement)) ?? WhyUsed(entry, signature);
        }
        catch (FormatException)
        {
            return "is signed as something that is no command";
        }
    }

    // One command may lead to several entries: one after the other in its stream, at one time, each of another type.
    private string? WhyUsed(PublicEntry entry, CommandSignature signature)
    {
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"{signature.KeyId}\n{signature.Statement}")));
        var type = $"|{entry.Type}|";
        if (uses.TryGetValue(hash, out var use)
            && (use.Version + 1 != entry.StreamVersion || use.RecordedAt != entry.RecordedAt || use.Types.Contains(type, StringComparison.Ordinal)))
        {
            return $"uses again what was signed for entry {use.Position}";
        }

        uses[hash] = new SignatureUse(entry.Position.Value, entry.StreamVersion, entry.RecordedAt, use?.Types + type);
        return null;
    }
}
