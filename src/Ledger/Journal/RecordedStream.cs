using System.Collections.Immutable;
using JasperFx.Events;
using Ledger.Deciding;

namespace Ledger.Journal;

/// <summary>What a command led to: the events it appended and the version of the stream after them.</summary>
/// <param name="CommandHash">What the command said; null where it was not kept.</param>
public sealed record Appended(StreamVersion Version, ImmutableArray<Guid> EventIds, string? CommandHash = null);

/// <summary>How many events a stream has; as an expected version, how many it has <em>before</em> the append.</summary>
public readonly record struct StreamVersion(long Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>A stream as it is read for writing: its events, and the answer each command was given.</summary>
public sealed record RecordedStream
{
    /// <summary>The stream's id; Marten sets it.</summary>
    public string Id { get; set; } = "";

    public ImmutableList<LedgerEvent> Facts { get; init; } = [];

    public ImmutableDictionary<string, Appended> Answers { get; init; } = ImmutableDictionary<string, Appended>.Empty;

    public RecordedStream Evolve(IEvent stored)
    {
        var fact = (LedgerEvent)stored.Data;
        var command = fact.Envelope.CommandId;
        var earlier = Answers.GetValueOrDefault(command)?.EventIds ?? [];
        return this with
        {
            Facts = Facts.Add(fact),
            Answers = Answers.SetItem(
                command, new Appended(new StreamVersion(stored.Version), earlier.Add(stored.Id), fact.Envelope.CommandHash)),
        };
    }
}
