using System.Text;
using Ledger.Transparency;

namespace Projections.Witnessing;

/// <summary>The policy by which a log publishes, and which it publishes itself (C2SP tlog-policy).</summary>
/// <param name="Text">As it is served: the file, after lines for this log's keys where the file names no log.</param>
/// <param name="Rules">What the text says.</param>
public sealed record LogPolicy(string Text, WitnessPolicy Rules)
{
    /// <summary>The witnesses that are asked.</summary>
    public IReadOnlyList<PolicyWitness> Witnesses => [.. Rules.Witnesses.Where(WitnessRound.CanBeAsked)];

    /// <summary>Of a log without witnesses.</summary>
    public static LogPolicy Without(IReadOnlyList<NoteVerifier> keys) => Of(Lines(keys) + "quorum none\n");

    /// <param name="text">A policy file.</param>
    /// <param name="keys">The log's keys.</param>
    /// <exception cref="FormatException">It is no policy, is not for this log, or its quorum can never come together.</exception>
    public static LogPolicy Parse(string text, IReadOnlyList<NoteVerifier> keys)
    {
        var policy = Of(text);
        policy = policy.Rules.Logs.Count == 0 ? Of(Lines(keys) + text) : policy;
        return policy.Rules.Logs.Any(log => keys.Any(key => key.ToString() == log.Verifier.ToString()))
            ? policy.Rules.IsSatisfiedBy(policy.Witnesses.Select(witness => witness.Name))
                ? policy
                : throw new FormatException("the quorum needs witnesses that have no address, or keys of a type that is not verified here")
            : throw new FormatException($"none of its logs has a key of {keys[0].Name}");
    }

    /// <summary>A policy as a reader of the log has it, which asks no witness: its addresses may be absent.</summary>
    /// <exception cref="FormatException">It is no policy.</exception>
    public static LogPolicy ForReaders(string text, NoteVerifier key) => Of(text) is { Rules.Logs.Count: > 0 } policy ? policy : Of(Lines([key]) + text);

    /// <summary>A policy as it was stored.</summary>
    public static LogPolicy Served(string text) => Of(text);

    private static LogPolicy Of(string text) => new(text, WitnessPolicy.Parse(Encoding.UTF8.GetBytes(text)));

    private static string Lines(IReadOnlyList<NoteVerifier> keys) => string.Concat(keys.Select(key => $"log {key}\n"));
}
