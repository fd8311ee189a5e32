using System.Collections.Immutable;
using Ledger.Transparency;

namespace Projections.Streams;

/// <summary>From an instant on something stood so.</summary>
/// <param name="Position">Of the entry that says so.</param>
public sealed record StatusChange(string Status, DateTimeOffset EffectiveFrom, string? ReasonCode, long Position);

/// <summary>What something was when: its changes in the order of recording.</summary>
public static class StatusChanges
{
    /// <summary>The status in force at an instant: of the latest recorded change whose time has come; null before the first.</summary>
    public static string? At(this ImmutableArray<StatusChange> changes, DateTimeOffset instant) =>
        changes.LastOrDefault(change => change.EffectiveFrom <= instant)?.Status;

    /// <summary>With one change more. A change whose time had not come when the entry was recorded is replaced by it.</summary>
    internal static ImmutableArray<StatusChange> With(
        this ImmutableArray<StatusChange> changes, PublicEntry entry, string status, DateTimeOffset from) =>
        changes.RemoveAll(change => change.EffectiveFrom > entry.RecordedAt)
            .Add(new StatusChange(status, from, entry.Fields.FindText("reason_code"), entry.Position.Value));
}
