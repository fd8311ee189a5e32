using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Registry;

namespace Ledger.Tests.Governance;

/// <summary>Choices made by the bytes of a script, so that a failure can be shrunk.</summary>
public sealed class Dice(IReadOnlyList<byte> script)
{
    private int next;

    public bool IsOver => next >= script.Count;

    public int Take(int below) => next < script.Count ? script[next++] % below : 0;

    public bool Mostly() => Take(8) > 0;

    public T Any<T>(params IReadOnlyList<T> items) => items[Take(items.Count)];
}

/// <summary>The rules of one area, written a second time and as simply as can be: it says of each command whether it may
/// happen, and remembers what has happened.</summary>
public abstract class Model<TState>(string key)
    where TState : StreamState<TState>, new()
{
    public string Stream { get; } = Areas.For<TState>().Prefix + key;

    /// <summary>The next command, who sends it, whether it may happen, and what it changes here.</summary>
    public abstract Turn<TState> Next(Dice dice);

    /// <summary>Plays a script: decider and model have to agree on every command.</summary>
    public IReadOnlyList<LedgerEvent> Play(byte[] script)
    {
        var (dice, state, history) = (new Dice(script), StreamState<TState>.Initial, new List<LedgerEvent>());
        for (var number = 0; !dice.IsOver; number++)
        {
            var turn = Next(dice);
            var act = Acting.Act(Stream, turn.By with { CommandId = $"c{number}" });
            var decision = turn.Command.DecideOn(state, act);
            Assert.True(
                turn.IsAllowed == decision is Decision.Accepted,
                $"{number}: {turn.Command} by {turn.By.Node}: the model {(turn.IsAllowed ? "allows" : "forbids")} it; {decision}");
            if (decision is not Decision.Accepted accepted)
            {
                continue;
            }

            turn.Change();
            history.AddRange(accepted.Events);
            state = accepted.Events.Aggregate(state, static (before, fact) => before.Evolve(fact));
            Assert.Same(Decision.Nothing, turn.Command.DecideOn(state, act));
        }

        return history;
    }
}

public static class Models
{
    /// <summary>Random scripts reach every event of the area; else the property would show little.</summary>
    public static void ReachesEveryEvent<TState>(Func<Model<TState>> model)
        where TState : StreamState<TState>, new()
    {
        const int Seed = 20_260_105;
        var random = new Random(Seed);
        var reached = new HashSet<Type>();
        for (var i = 0; i < 300; i++)
        {
            var script = new byte[600];
            random.NextBytes(script);
            reached.UnionWith(model().Play(script).Select(fact => fact.GetType()));
        }

        Assert.Equal(EventCatalogue.All.Where(type => type.Area.State == typeof(TState)).Select(type => type.Record).ToHashSet(), reached);
    }
}

/// <param name="Change">Makes the model remember the command; done when it happened.</param>
public sealed record Turn<TState>(Command<TState> Command, Envelope By, bool IsAllowed, Action Change)
    where TState : StreamState<TState>, new();
