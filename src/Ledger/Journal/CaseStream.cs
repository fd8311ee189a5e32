using System.Collections.Immutable;
using JasperFx.Events;
using Ledger.Cases;

namespace Ledger.Journal;

/// <summary>What a command led to: the events it appended and the version of the stream after them.</summary>
public sealed record Appended(StreamVersion Version, ImmutableArray<Guid> EventIds);

/// <summary>How many events a stream has; as an expected version, how many it has <em>before</em> the append.</summary>
public readonly record struct StreamVersion(long Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>A case stream as it is read for writing: the state of the case, and the answer each command was given.</summary>
public sealed record CaseStream
{
    /// <summary>The stream's id; Marten sets it.</summary>
    public string Id { get; set; } = "";

    public CaseState State { get; init; } = CaseState.Initial;

    public ImmutableDictionary<string, Appended> Answers { get; init; } = ImmutableDictionary<string, Appended>.Empty;

    public CaseStream Evolve(IEvent stored)
    {
        var fact = (CaseEvent)stored.Data;
        var command = fact.Envelope.CommandId;
        var earlier = Answers.GetValueOrDefault(command)?.EventIds ?? [];
        return this with
        {
            State = State.Evolve(fact),
            Answers = Answers.SetItem(command, new Appended(new StreamVersion(stored.Version), earlier.Add(stored.Id))),
        };
    }
}
