using System.Collections.Immutable;

namespace Ledger.Registry;

/// <summary>What something was when: every change and the instant from which it holds, in the order of recording.</summary>
/// <typeparam name="T">Its default is what holds before the first change.</typeparam>
public sealed record Timeline<T>
{
    public static readonly Timeline<T> Empty = new();

    public ImmutableList<(DateTimeOffset From, T Value)> Changes { get; private init; } = [];

    /// <summary>What holds at an instant: the latest change whose time has come.</summary>
    public T? At(DateTimeOffset instant) => Changes.FindLast(change => change.From <= instant).Value;

    /// <summary>With one change more. A change whose time had not come when this one was recorded is replaced by it: what
    /// was announced can be taken back or brought forward, what has been in force stays.</summary>
    public Timeline<T> Add(DateTimeOffset recordedAt, DateTimeOffset from, T value) =>
        new() { Changes = Changes.RemoveAll(change => change.From > recordedAt).Add((from, value)) };
}
