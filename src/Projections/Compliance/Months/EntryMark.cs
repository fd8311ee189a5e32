using System.Collections.Immutable;
using Ledger.Transparency;
using Projections.Compliance.Regimes;

namespace Projections.Compliance.Months;

/// <summary>The entry of the log at which something in a row was settled.</summary>
/// <param name="Position">The row follows from the entries up to this one.</param>
/// <param name="At">When the entry was recorded, UTC.</param>
public sealed record EntryMark(long Position, Guid EventId, DateTimeOffset At)
{
    public static EntryMark Of(PublicEntry entry) => new(entry.Position.Value, entry.EventId, entry.RecordedAt);
}

/// <summary>Entries that show something, oldest first. A row names so many at most, and says how many there are.</summary>
public sealed record Evidence(long Count, ImmutableArray<EntryRef> First)
{
    /// <summary>Enough to look into; a month of a large network has thousands of late recordings, and each verdict names them.</summary>
    public const int Most = 20;

    private static readonly Evidence None = new(0, []);

    public static Evidence Of(ImmutableArray<EntryRef> all) => all.IsEmpty ? None : new(all.Length, all.Length > Most ? all[..Most] : all);
}

/// <summary>Words for what a figure rests on.</summary>
public static class Bases
{
    /// <summary>Public entries alone replay it.</summary>
    public const string Replayable = "replayable";

    /// <summary>It rests on what somebody states, such as a photo or a score, which entries cannot prove.</summary>
    public const string Attested = "attested";

    public static string Word(bool attested) => attested ? Attested : Replayable;
}
