using Ledger.Transparency;

namespace Projections.Compliance.Facts;

/// <summary>One version of something published.</summary>
/// <param name="From">First instant at which it is in force.</param>
/// <param name="To">First instant at which it no longer is, as it said itself; null where it named no end.</param>
public sealed record PublishedVersion(long Number, DateTimeOffset From, DateTimeOffset? To, PublicEntry Entry)
{
    public PublicFields Fields => Entry.Fields;

    public static PublishedVersion Of(PublicEntry entry) => new(
        entry.Fields.RequireNumber("version"),
        entry.Fields.FindInstant("effective_from") ?? entry.RecordedAt,
        entry.Fields.FindInstant("effective_to"),
        entry);
}

/// <summary>The versions of one thing, in the order of the log. At an instant only what had been published by then is seen: a
/// version that is published with an earlier date does not change what bound before.</summary>
public sealed class Versions
{
    private readonly List<PublishedVersion> all = [];
    private readonly List<(int Count, long Position, DateTimeOffset End)> ends = [];

    public IReadOnlyList<PublishedVersion> All => all;

    /// <summary>Of several in force, the one that took effect last; of those, the one recorded last.</summary>
    /// <param name="before">Position from which on entries are not looked at.</param>
    public PublishedVersion? At(DateTimeOffset instant, long before = long.MaxValue)
    {
        PublishedVersion? best = null;
        for (var i = 0; i < all.Count && all[i].Entry.Position.Value < before; i++)
        {
            if (IsInForce(i, instant, before) && (best is null || all[i].From >= best.From))
            {
                best = all[i];
            }
        }

        return best;
    }

    /// <summary>The version of a number, where it is in force at the instant; a later version does not end it.</summary>
    public PublishedVersion? Numbered(long number, DateTimeOffset instant, long before = long.MaxValue)
    {
        var index = all.Count - 1;
        while (index >= 0 && (all[index].Number != number || all[index].Entry.Position.Value >= before))
        {
            index--;
        }

        return index >= 0 && IsInForce(index, instant, before) ? all[index] : null;
    }

    /// <summary>When all of them ended: the last withdrawal; null where there was none.</summary>
    public DateTimeOffset? EndedAt => ends.Count > 0 && ends[^1].Count == all.Count ? ends[^1].End : null;

    internal void Add(PublishedVersion version) => all.Add(version);

    /// <summary>Ends every version so far at an instant, where it does not end before; never before that was published.</summary>
    internal void End(DateTimeOffset end, PublicEntry by) =>
        ends.Add((all.Count, by.Position.Value, end > by.RecordedAt ? end : by.RecordedAt));

    private bool IsInForce(int index, DateTimeOffset instant, long before) =>
        instant >= all[index].From
        && instant >= all[index].Entry.RecordedAt
        && (all[index].To is not { } to || instant < to)
        && !HasEnded(index, instant, before);

    private bool HasEnded(int index, DateTimeOffset instant, long before)
    {
        foreach (var end in ends)
        {
            if (index < end.Count && end.Position < before && instant >= end.End)
            {
                return true;
            }
        }

        return false;
    }
}
