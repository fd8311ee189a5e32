using System.Collections.Immutable;

namespace Ledger.Deciding;

/// <summary>What later decisions about one stream need to know. Built from its events alone.</summary>
public abstract record StreamState<TSelf>
    where TSelf : StreamState<TSelf>, new()
{
    public static readonly TSelf Initial = new();

    /// <summary>Whether anything has happened yet.</summary>
    public bool Exists => !AppliedCommands.IsEmpty;

    /// <summary>Ids of the commands that made the events so far: a command that stands here was carried out before.</summary>
    public ImmutableHashSet<string> AppliedCommands { get; init; } = [];

    public bool HasApplied(string commandId) => AppliedCommands.Contains(commandId);

    public TSelf Evolve(LedgerEvent fact)
    {
        StreamState<TSelf> after = Apply(fact);
        return (TSelf)(after with { AppliedCommands = AppliedCommands.Add(fact.Envelope.CommandId) });
    }

    /// <exception cref="System.Diagnostics.UnreachableException">The event is not evolved: an unknown one must stop us.</exception>
    protected abstract TSelf Apply(LedgerEvent fact);

    protected static System.Diagnostics.UnreachableException NotEvolved(LedgerEvent fact) =>
        new($"{fact.GetType().Name} is not evolved by {typeof(TSelf).Name}.");
}
