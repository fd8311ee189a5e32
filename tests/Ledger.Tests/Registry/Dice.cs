using Ledger.Deciding;

namespace Ledger.Tests.Registry;

/// <summary>Choices out of random bytes, so that a failing script shrinks.</summary>
public sealed class Dice(byte[] script)
{
    private int next;

    public bool HasMore => next < script.Length;

    public T Any<T>(params IReadOnlyList<T> items) => items[HasMore ? script[next++] % items.Count : 0];

    /// <summary>When a decision is to take effect: now, earlier (which is refused) or later.</summary>
    public DateTimeOffset? Effective(DateTimeOffset now) =>
        Any<int?>(null, null, 0, 0, 1, 1, 5, -1) is { } hours ? now.AddHours(hours) : null;
}

/// <summary>The models' idea of a status: one that holds, and at most one that is announced.</summary>
public sealed class Track<T>(T first)
{
    private (DateTimeOffset At, T Value)? announced;

    public T Now { get; private set; } = first;

    public void Tick(DateTimeOffset now)
    {
        if (announced is { } change && change.At <= now)
        {
            (Now, announced) = (change.Value, null);
        }
    }

    public void Set(DateTimeOffset now, DateTimeOffset? from, T value)
    {
        announced = (from ?? now, value);
        Tick(now);
    }
}

/// <summary>One stream, commands on it, and what the model expects of each.</summary>
public sealed class Play<T>(World world, string stream, T? outside = null)
    where T : StreamState<T>, new()
{
    private int number;

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
            State = State.Evolve(fact);
            World = World.Given(stream, fact);
        }

        Assert.True(!allowed || command.DecideOn(State, act with { Network = World.Network }) == Decision.Nothing);
    }
}
