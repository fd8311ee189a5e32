using System.Text.Json;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Registry;
using Ledger.Registry.Platforms;
using Ledger.Tests.Cases;

namespace Ledger.Tests.Governance;

/// <summary>Those who act in tests of governance, in a network of the province and two open windows.</summary>
public static class Acting
{
    public const string ProvinceNode = "SC";

    public static readonly Network Network = new[] { ProvinceNode, By.OwnerNode, By.OtherNode }.Aggregate(
        Network.Empty,
        static (network, node) => network
            .Evolve(PlatformState.StreamOf(node), new PlatformRegistered(
                By.Owner($"r-{node}"), node, node == ProvinceNode ? PlatformKinds.Provincial : PlatformKinds.ComprehensiveWindow, "510000", null, "1"))
            .Evolve(PlatformState.StreamOf(node), new PlatformOpened(By.Owner($"o-{node}"), new DateOnly(2026, 1, 5))));

    public static Envelope Province => By.Owner() with { Node = ProvinceNode };

    /// <summary>The same act, recorded so many days later or earlier.</summary>
    public static Envelope Days(this Envelope envelope, int later) => envelope with
    {
        OccurredAt = envelope.OccurredAt.AddDays(later),
        RecordedAt = envelope.RecordedAt.AddDays(later),
    };

    public static Act Act(string stream, Envelope envelope) => new(stream, envelope, Network, static () => new byte[32]);
}

public static class Governed
{
    /// <summary>A thing of an area to which nothing has happened.</summary>
    public static Governed<TState> New<TState>(string key)
        where TState : StreamState<TState>, new() => new(Areas.For<TState>().Prefix + key, StreamState<TState>.Initial);
}

/// <summary>Given commands that were carried out, When a command, Then events or a refusal.</summary>
public sealed record Governed<TState>(string Stream, TState State)
    where TState : StreamState<TState>, new()
{
    public Governed<TState> Given(Command<TState> command, Envelope? by = null) => this with { State = When(command, by).After() };

    public Attempt<TState> When(Command<TState> command, Envelope? by = null) =>
        new(this, command, (by ?? Acting.Province) with { CommandId = $"command-{State.AppliedCommands.Count}" });
}

/// <param name="Envelope">What the expected events carry.</param>
public sealed record Attempt<TState>(Governed<TState> Before, Command<TState> Command, Envelope Envelope)
    where TState : StreamState<TState>, new()
{
    private readonly Decision decision = Command.DecideOn(Before.State, Acting.Act(Before.Stream, Envelope));

    /// <summary>Exactly this event follows; on the state it leads to, the same command gives none.</summary>
    public Governed<TState> Then(Func<Envelope, LedgerEvent> expected)
    {
        Assert.Equal([Stored(expected(Envelope))], Events().Select(Stored));
        return Before with { State = After() };
    }

    public void ThenRefused(string rule)
    {
        var refused = Assert.IsType<Decision.Refused>(decision);
        Assert.Equal(rule, refused.Rule);
        Assert.EndsWith(".", refused.Reason.English);
        Assert.EndsWith("。", refused.Reason.Chinese);
    }

    public TState After()
    {
        var after = Events().Aggregate(Before.State, static (state, fact) => state.Evolve(fact));
        Assert.Same(Decision.Nothing, Command.DecideOn(after, Acting.Act(Before.Stream, Envelope)));
        return after;
    }

    public IReadOnlyList<LedgerEvent> Events()
    {
        if (decision is Decision.Refused refused)
        {
            Assert.Fail($"refused: {refused.Rule} {refused.Reason.English}");
        }

        return ((Decision.Accepted)decision).Events;
    }

    // As text, since a record compares the lists in it by reference.
    private static string Stored(LedgerEvent fact) =>
        EventCatalogue.For(fact).StoredName + JsonSerializer.Serialize(fact, fact.GetType(), JournalJson.Options);
}
