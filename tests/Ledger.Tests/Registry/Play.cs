using Ledger.Deciding;

namespace Ledger.Tests.Registry;

/// <summary>One stream, commands on it, and what the model expects of each.</summary>
public sealed class Play<T>(World world, string stream, T? outside = null)
    where T : StreamState<T>, new()
{
    private int number;

    /// <summary>Types of the events so far.</summary>
    public HashSet<Type> Happened { get; } = [];

    public World World { get; private set; } = world;

    public DateTimeOffset Now => World.Now;

    /// <summary>The state of the stream, wherever its area keeps it.</summary>
    public T State { get; private set; } = outside ?? world.Find<T>(stream);

    public void Wait(TimeSpan time) => World = World.Later(time);

    /// <summary>The command is accepted if and only if the model allows it, and a second time without events.</summary>
    public void Do(Command<T> command, string by, bool allowed)
    {
        var envelope = World.By(by, Now, $"play-{number++}");
        var act = new Act(stream, envelope, World.Network, () => new byte[32]);
        var decision = command.DecideOn(State, act);
        Assert.True(
            decision is Decision.Accepted == allowed,
            $"{command} by {by} at {Now:O}: {(decision as Decision.Refused)?.Rule ?? "accepted"}");
        foreach (var fact in decision is Decision.Accepted accepted ? accepted.Events : [])
        {
            Happened.Add(fact.GetType());
            State = State.Evolve(fact);
            World = World.Given(stream, fact);
        }

        Assert.True(!allowed || command.DecideOn(State, act with { Network = World.Network }) == Decision.Nothing);
    }
}
