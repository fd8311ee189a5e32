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
