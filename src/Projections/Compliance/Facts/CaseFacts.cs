using System.Collections.Immutable;
using Ledger.Transparency;
using Projections.Compliance.Regimes;

namespace Projections.Compliance.Facts;

/// <summary>What the log says about one case: its entries, and who answers for each.</summary>
/// <param name="number">Of the case, counted from 0 in the order in which cases begin.</param>
/// <param name="imported">What another system said before; null for a case that began in the network.</param>
public sealed class CaseFacts(string id, int number, ImportedPart? imported)
{
    private readonly List<PublicEntry> entries = [];

    // Type and instant (UTC ticks) of each entry, beside each other: whoever walks through a case needs most entries no further.
    private readonly List<(string Type, long OccurredAt)> steps = [];

    // From which entry on another than the platform of first contact answers. Most cases have none.
    private List<(int From, string Node)>? transfers;
    private List<CorrectedEntry>? corrections;
    private CaseClock[]? clocks;
    private string? firstContact;

    public string Id { get; } = id;

    /// <summary>Counted from 0 in the order in which cases begin.</summary>
    public int Number { get; } = number;

    /// <summary>As corrections have them read, in the order of its stream; of an imported case from the network's own first act on.</summary>
    public IReadOnlyList<PublicEntry> Entries => entries;

    /// <summary>The first of <see cref="Entries"/>: its submission, unless it was imported.</summary>
    public PublicEntry Submitted => entries[0];

    /// <summary>How many entries there are.</summary>
    public int Count => steps.Count;

    /// <summary>Type of the entry at a place.</summary>
    public string TypeAt(int index) => steps[index].Type;

    /// <summary>When the entry at a place happened, UTC.</summary>
    public DateTimeOffset OccurredAt(int index) => new(steps[index].OccurredAt, TimeSpan.Zero);

    /// <summary>Types of the entries in which another system spoke before; none of a case that began in the network.</summary>
    public IReadOnlyList<string> ImportedCourse => imported?.Course ?? [];

    public string FirstContactNode => firstContact ??= imported?.Node ?? Submitted.Fields.FindText("first_contact_node") ?? Submitted.Node;

    public bool IsSmallOrMicro => Submitted.Fields.FindText("size_class") is "small" or "micro";

    /// <summary>What was corrected, in the order of the log.</summary>
    public IReadOnlyList<CorrectedEntry> Corrections => corrections ?? [];

    /// <summary>The entry at a place as it was read while the log had so many entries.</summary>
    public PublicEntry EntryAt(int index, long size) =>
        corrections?.Find(one => one.Index == index && one.By.Position.Value >= size)?.Before ?? entries[index];

    /// <summary>Code of the service: as accepted before this entry, or as asked for.</summary>
    public string ServiceAt(int index) =>
        (LastBefore(index + 1, "request.accepted") ?? Submitted).Fields.FindText("service_code") ?? "";

    /// <summary>The platform answerable after this entry.</summary>
    public string OwnerAt(int index)
    {
        for (var i = (transfers?.Count ?? 0) - 1; i >= 0; i--)
        {
            if (transfers![i].From <= index)
            {
                return transfers[i].Node;
            }
        }

        return FirstContactNode;
    }

    public PublicEntry? LastBefore(int index, string type, string? field = null, string? value = null)
    {
        for (var i = index - 1; i >= 0; i--)
        {
            if (steps[i].Type == type && (field is null || entries[i].Fields.FindText(field) == value))
            {
                return entries[i];
            }
        }

        return null;
    }

    public PublicEntry? FirstFrom(int index, string type, string? field = null, string? value = null)
    {
        for (var i = index; i < entries.Count; i++)
        {
            if (steps[i].Type == type && (field is null || entries[i].Fields.FindText(field) == value))
            {
                return entries[i];
            }
        }

        return null;
    }

    /// <summary>The provider of the delivery under way at this entry; null where a platform delivers itself, or none began.</summary>
    public string? ProviderAt(int index)
    {
        var started = LastBefore(index + 1, "delivery.started");
        var provider = started?.Fields.FindText("provider_id");
        return provider == started?.Fields.FindText("node_id") ? null : provider;
    }

    public Observation Observe(int index, bool held, params ReadOnlySpan<PublicEntry?> evidence) => new(
        Id, OwnerAt(index), ProviderAt(index), held, held ? [] : Evidence(evidence));

    /// <summary>Where the entries stand, oldest first and each once.</summary>
    public static ImmutableArray<EntryRef> Evidence(ReadOnlySpan<PublicEntry?> entries)
    {
        var refs = ImmutableArray.CreateBuilder<EntryRef>(entries.Length);
        foreach (var entry in entries)
        {
            if (entry is null)
            {
                continue;
            }

            var (at, position) = (refs.Count, entry.Position.Value);
            while (at > 0 && refs[at - 1].Position > position)
            {
                at--;
            }

            if (at == 0 || refs[at - 1].Position != position)
            {
                refs.Insert(at, EntryRef.Of(entry));
            }
        }

        return refs.DrainToImmutable();
    }

    /// <summary>Its clocks; kept until the case or the calendar moves.</summary>
    internal CaseClock[] Clocks(WorkCalendar calendar) => clocks ??= [.. CaseClock.Of(calendar, this)];

    /// <summary>Has the clocks counted anew: another calendar is known.</summary>
    internal void ForgetClocks() => clocks = null;

    /// <returns>The entry as it is kept.</returns>
    internal PublicEntry Add(PublicEntry entry, EntryPool pool)
    {
        clocks = null;
        var kept = pool.Keep(entry, Id, entries);
        entries.Add(kept);
        steps.Add((kept.Type, kept.OccurredAt.UtcTicks));
        NoteTransfer(entries.Count - 1);
        return kept;
    }

    /// <summary>Has the entry at a position read as a correction says.</summary>
    internal void Correct(long position, PublicEntry correction)
    {
        var index = entries.FindIndex(entry => entry.Position.Value == position);
        if (index < 0)
        {
            return;
        }

        (clocks, firstContact) = (null, null);
        (corrections ??= []).Add(new CorrectedEntry(index, entries[index], correction));
        entries[index] = CorrectedEntry.Read(entries[index], correction);
        transfers = null;
        for (var i = 0; i < entries.Count; i++)
        {
            NoteTransfer(i);
        }
    }

    private void NoteTransfer(int index)
    {
        if (index > 0 && steps[index].Type == "referral.accepted" && entries[index].Fields.FindText("kind") == "transfer")
        {
            (transfers ??= []).Add((index, entries[index].Fields.RequireText("to_node")));
        }
    }
}
