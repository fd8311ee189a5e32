using System.Collections.Immutable;
using Ledger.Transparency;
using Projections.Compliance.Facts;

namespace Projections.Compliance.Months;

/// <summary>Entries recorded since a month was published that touch it: corrections of what it was made of, and late ones.</summary>
internal sealed class LaterEntries
{
    private readonly NetworkFacts facts;
    private readonly ImmutableArray<(PublicEntry Entry, PublicEntry About)> corrections;
    private readonly ImmutableArray<PublicEntry> late;

    /// <param name="position">Of the entry that published it.</param>
    public LaterEntries(NetworkFacts facts, Month month, long position)
    {
        this.facts = facts;
        var since = facts.Recordings.From(position + 1).Where(entry => MayReach(entry, month)).Select(entry => entry.Restore())
            .ToLookup(entry => facts.CorrectedBy(entry) is not null);
        corrections = [.. since[true].Select(entry => (Entry: entry, About: facts.CorrectedBy(entry)!))
            .Where(one => TouchedMonths.Reaches(one.Entry, one.About, month))];
        late = [.. since[false].Where(entry => TouchedMonths.Reaches(entry, null, month))];
    }

    /// <summary>Those that a platform answers for, corrections first; all of them for the network.</summary>
    public ImmutableArray<ChangeReason> Of(string subject) =>
    [
        .. corrections.Where(one => Concerns(one.About, subject))
            .Select(one => ChangeReason.Of(ChangeReason.Correction, one.Entry))
            .Concat(late.Where(entry => Concerns(entry, subject)).Select(entry => ChangeReason.Of(ChangeReason.LateEntry, entry)))
            .Take(MonthFold.MostReasons),
    ];

    private bool Concerns(PublicEntry entry, string subject) => subject == MonthFigures.Network
        || entry.Node == subject
        || entry.Stream == $"platform-{subject}"
        || entry.Fields.FindText("subject") == subject
        || (facts.FindCase(entry.Stream) is { } found && found.OwnerAt(found.Count - 1) == subject);

    // Most happened later and say of no time before: they need not be read further.
    private static bool MayReach(KeptEntry entry, Month month) => entry.OccurredAt < month.End
        || entry.Type == "correction.issued" || TouchedMonths.SaysTime(entry.Fields.FindText);
}
