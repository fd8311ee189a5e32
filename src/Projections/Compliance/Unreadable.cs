using System.Collections.Immutable;

namespace Projections.Compliance;

/// <summary>
/// A log may hold what a check or an indicator cannot compute with: a code too short, sums beyond 64 bits. Such a check says
/// that it has not enough data, here and at every auditor; it must keep neither the others nor the ledger from going on.
/// </summary>
internal static class Unreadable
{
    /// <summary>Whether it comes of what the entries say: the same for everybody who has them.</summary>
    public static bool IsOfTheEntries(Exception fault) =>
        fault is FormatException or ArithmeticException or ArgumentException or InvalidOperationException or KeyNotFoundException;

    /// <summary>All of what is computed; null where the entries do not let it be.</summary>
    public static ImmutableArray<T>? All<T>(Func<IEnumerable<T>> compute)
    {
        try
        {
            return [.. compute()];
        }
        catch (Exception fault) when (IsOfTheEntries(fault))
        {
            return null;
        }
    }
}
