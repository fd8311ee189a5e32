using System.Collections;
using System.Collections.Immutable;
using Projections.Compliance.Regimes;

namespace Projections.Compliance.Facts;

/// <summary>What the log says about one case: its entries, and who answers for each. Read when somebody asks, and good until the
/// facts take another entry.</summary>
public sealed class CaseFacts
{
    private static readonly List<(int From, string? Provider)> NoStarts = [];

    private readonly PackedEntries all;
    private readonly ImportedPart? imported;
    private readonly IReadOnlyList<CorrectedEntry> corrections;

    // Whoever walks through a case needs of most entries no more than this.
    private readonly (EntryForm Form, long OccurredAt, uint Place)[] steps;

    // From which entry on another than the platform of first contact answers. Most cases have none.
    private readonly List<(int From, string Node)>? transfers;
    private List<CaseClock>? clocks;
    private string? id;
    private string? firstContact;

    // At which entries a delivery began, and by whom.
    private List<(int From, string? Provider)>? starts;

    /// <param name="number">Of its stream.</param>
    /// <param name="newest">Where its newest entry is.</param>
    /// <param name="imported">What another system said before; null for a case that began in the network.</param>
    /// <param name="corrections">In the order of the log.</param>
    internal CaseFacts(PackedEntries all, int number, uint newest, ImportedPart? imported, IReadOnlyList<CorrectedEntry> corrections)
    {
        (this.all, Number, this.imported, this.corrections) = (all, number, imported, corrections);
        steps = new (EntryForm, long, uint)[all.Head(newest).Index + 1];
        for (var place = newest; ; place = all.Head(place).Before)
        {
            ref readonly var head = ref all.Head(place);
            steps[head.Index] = (all.Form(head.Form), head.OccurredAt, place);
            if (head.Index == 0)
            {
                break;
            }
        }

        foreach (var corrected in corrections)
        {
            steps[corrected.Index].Place = corrected.After.Place;
        }

        transfers = Transfers();
    }

    public string Id => id ??= all.Streams[Number];

    /// <summary>Of its stream, counted from 0 in the order in which streams begin.</summary>
    public int Number { get; }

    /// <summary>As corrections have them read, in the order of its stream; of an imported case from the network's own first act on.</summary>
    public CaseEntries Entries => new(this);

    /// <summary>The first of <see cref="Entries"/>: its submission, unless it was imported.</summary>
    public KeptEntry Submitted => EntryAt(0);

    /// <summary>How many entries there are.</summary>
    public int Count => steps.Length;

    /// <summary>Type of the entry at a place.</summary>
    public string TypeAt(int index) => steps[index].Form.Type;

    /// <inheritdoc cref="CaseEnds.Says"/>
    public bool? SaysOver(int index) => steps[index].Form.IsOver;

    /// <summary>When the entry at a place happened, UTC.</summary>
    public DateTimeOffset OccurredAt(int index) => new(steps[index].OccurredAt, TimeSpan.Zero);

    /// <summary>Types of the entries in which another system spoke before; none of a case that began in the network.</summary>
    public IReadOnlyList<string> ImportedCourse => imported?.Course ?? [];

    public string FirstContactNode => firstContact ??= imported?.Node ?? Submitted.Fields.FindText("first_contact_node") ?? Submitted.Node;

    public bool IsSmallOrMicro => Submitted.Fields.FindText("size_class") is "small" or "micro";

    /// <summary>What was corrected, in the order of the log.</summary>
    public IReadOnlyList<CorrectedEntry> Corrections => corrections;

    public KeptEntry EntryAt(int index) => new(all, steps[index].Place);

    /// <summary>The entry at a place as it was read while the log had so many entries.</summary>
    public KeptEntry EntryAt(int index, long size)
    {
        foreach (var one in corrections)
        {
            if (one.Index == index && one.By.Position.Value >= size)
            {
                return one.Before;
            }
        }

        return EntryAt(index);
    }

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

    public KeptEntry? LastBefore(int index, string type, string? field = null, string? value = null)
    {
        for (var i = index - 1; i >= 0; i--)
        {
            if (IsOf(i, type, field, value))
            {
                return EntryAt(i);
            }
        }

        return null;
    }

    public KeptEntry? FirstFrom(int index, string type, string? field = null, string? value = null)
    {
        for (var i = index; i < steps.Length; i++)
        {
            if (IsOf(i, type, field, value))
            {
                return EntryAt(i);
            }
        }

        return null;
    }

    /// <summary>The provider of the delivery under way at this entry; null where a platform delivers itself, or none began.</summary>
    public string? ProviderAt(int index)
    {
        starts ??= Starts();
        for (var i = starts.Count - 1; i >= 0; i--)
        {
            if (starts[i].From <= index)
            {
                return starts[i].Provider;
            }
        }

        return null;
    }

    public Observation Observe(int index, bool held, params ReadOnlySpan<EntryRef?> evidence) => new(
        Id, OwnerAt(index), ProviderAt(index), held, held ? [] : Evidence(evidence));

    /// <summary>Where the entries stand, oldest first and each once.</summary>
    public static ImmutableArray<EntryRef> Evidence(params ReadOnlySpan<EntryRef?> entries)
    {
        var refs = ImmutableArray.CreateBuilder<EntryRef>(entries.Length);
        foreach (var entry in entries)
        {
            if (entry is not { } found)
            {
                continue;
            }

            var at = refs.Count;
            while (at > 0 && refs[at - 1].Position > found.Position)
            {
                at--;
            }

            if (at == 0 || refs[at - 1].Position != found.Position)
            {
                refs.Insert(at, found);
            }
        }

        return refs.DrainToImmutable();
    }

    /// <summary>Its clocks, by the calendar that is known.</summary>
    internal List<CaseClock> Clocks(WorkCalendar calendar) => clocks ??= CaseClock.Of(calendar, this);

    private bool IsOf(int index, string type, string? field, string? value) => steps[index].Form.Type == type
        && (field is null || (value is null ? EntryAt(index).Fields.FindText(field) is null : EntryAt(index).Fields.Is(field, value)));

    private List<(int From, string? Provider)> Starts()
    {
        List<(int, string?)>? all = null;
        for (var i = 0; i < steps.Length; i++)
        {
            if (steps[i].Form.Type == "delivery.started")
            {
                var fields = EntryAt(i).Fields;
                var provider = fields.FindText("provider_id");
                (all ??= new(1)).Add((i, provider == fields.FindText("node_id") ? null : provider));
            }
        }

        return all ?? NoStarts;
    }

    // What says of no platform that it takes the case over moves nothing.
    private List<(int From, string Node)>? Transfers()
    {
        List<(int, string)>? all = null;
        for (var i = 1; i < steps.Length; i++)
        {
            if (steps[i].Form.Type == "referral.accepted" && EntryAt(i).Fields is var fields && fields.Is("kind", "transfer")
                && fields.FindText("to_node") is { } node)
            {
                (all ??= []).Add((i, node));
            }
        }

        return all;
    }
}

/// <summary>The entries of a case, in order.</summary>
public readonly struct CaseEntries(CaseFacts found) : IReadOnlyList<KeptEntry>
{
    public int Count => found.Count;

    public KeptEntry this[int index] => found.EntryAt(index);

    public IEnumerator<KeptEntry> GetEnumerator()
    {
        for (var i = 0; i < found.Count; i++)
        {
            yield return found.EntryAt(i);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
