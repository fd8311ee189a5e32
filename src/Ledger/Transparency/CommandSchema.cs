using System.Collections.Frozen;

namespace Ledger.Transparency;

/// <summary>What a signed command can be and what may follow from it.</summary>
/// <param name="Stream">What the ids of its streams begin with.</param>
/// <param name="Members">Its members, each with whether one of the events publishes a field of that name; of the others the
/// statement has commitments only.</param>
/// <param name="Events">Stored names of the events it may lead to, such as <c>fee.paid.v1</c>.</param>
public sealed record CommandRule(string Stream, IReadOnlyDictionary<string, bool> Members, IReadOnlySet<string> Events);

/// <summary>
/// Which events each command may lead to, and how a signed statement binds an entry. Data of its own (CommandSchema.json),
/// which a test holds against the commands themselves.
/// </summary>
public static class CommandSchema
{
    public static readonly IReadOnlyDictionary<string, CommandRule> Commands = Read();

    /// <summary>What of the entry the statement does not say, in words that follow on "the entry"; null when it says all:
    /// the same node, stream, channel, role and time, an event of that command, and every public field and commitment that
    /// is named as a member of the command with the value that was signed.</summary>
    public static string? WhyNotBound(PublicEntry entry, CommandStatement statement)
    {
        if (!Commands.TryGetValue(statement.Command, out var rule))
        {
            return "is signed as an unknown command";
        }

        return entry.Node != statement.Node ? "is of another node than was signed"
            : entry.Stream != statement.Stream ? "is of another stream than was signed"
            : entry.Channel != statement.Channel || entry.ActorRole != statement.Role ? "is of another channel or role than was signed"
            : entry.OccurredAt != statement.OccurredAt ? "is of another time than was signed"
            : !rule.Events.Contains($"{entry.Type}.v{entry.TypeVersion}") ? $"is of a type that {statement.Command} does not lead to"
            : statement.Fields.All.FirstOrDefault(field => !rule.Members.ContainsKey(field.Key)).Key is not null
                ? $"is signed with a member that {statement.Command} does not have"
            : entry.Fields.All.FirstOrDefault(field => rule.Members.ContainsKey(field.Key) && !Says(statement, field.Key, field.Value)).Key is { } other
                ? $"publishes '{other}' with a value that was not signed"
            : entry.Commitments.All.FirstOrDefault(field => rule.Members.ContainsKey(field.Key) && !Commits(statement, field)).Key is { } open
                ? $"has a commitment '{open}' that was not signed"
            : null;
    }

    /// <summary>The first member that the statement says in clear and none of the entries publishes; null when all are public.</summary>
    public static string? NotPublic(CommandStatement statement, IReadOnlyList<PublicEntry> entries) =>
        statement.Fields.All.FirstOrDefault(field =>
            CommandStatement.CommitIn(field.Value) is null
            && !entries.Any(entry => entry.Fields.Find(field.Key) is { } published && Covers(published, field.Value))).Key;

    private static bool Says(CommandStatement statement, string name, PublicValue published) =>
        statement.Fields.Find(name) is { } said && CommandStatement.CommitIn(said) is null && Covers(published, said);

    private static bool Commits(CommandStatement statement, KeyValuePair<string, PublicValue> commitment) =>
        commitment.Value is PublicValue.Text text && CommandStatement.CommitIn(statement.Fields.Find(commitment.Key)) == text.Value;

    // What the ledger adds to a group, such as a computed sum, was not the signer's to say.
    private static bool Covers(PublicValue published, PublicValue said) => (published, said) switch
    {
        (PublicValue.List one, PublicValue.List other) =>
            one.Items.Count == other.Items.Count && one.Items.Zip(other.Items).All(pair => Covers(pair.First, pair.Second)),
        (PublicValue.Group one, PublicValue.Group other) =>
            other.Fields.All.All(part => one.Fields.Find(part.Key) is { } value && Covers(value, part.Value)),
        _ => published == said,
    };

    private static FrozenDictionary<string, CommandRule> Read()
    {
        using var document = SchemaFile.Open("CommandSchema.json");
        return document.RootElement.EnumerateObject().ToFrozenDictionary(command => command.Name, command => new CommandRule(
            command.Value.GetProperty("stream").GetString()!,
            command.Value.GetProperty("members").EnumerateObject().ToFrozenDictionary(
                member => member.Name, member => member.Value.GetString() == "public", StringComparer.Ordinal),
            command.Value.GetProperty("events").EnumerateArray().Select(name => name.GetString()!).ToFrozenSet(StringComparer.Ordinal)));
    }
}
