using System.Collections.Immutable;
using Ledger.Transparency;
using Projections.Compliance.Regimes;

namespace Projections.Compliance.Facts;

/// <summary>What the log says about one case: its entries, and who answers for each.</summary>
/// <param name="imported">What another system said before; null for a case that began in the network.</param>
public sealed class CaseFacts(string id, ImportedPart? imported)
{
    private readonly List<PublicEntry> entries = [];
    private readonly List<string> owners = [];

    public string Id { get; } = id;

    /// <summary>In the order of its stream; of an imported case from the network's own first act on.</summary>
    public IReadOnlyList<PublicEntry> Entries => entries;

    /// <summary>The first of <see cref="Entries"/>: its submission, unless it was imported.</summary>
    public PublicEntry Submitted => entries[0];

    /// <summary>Types of the entries in which another system spoke before; none of a case that began in the network.</summary>
    public IReadOnlyList<string> ImportedCourse => imported?.Course ?? [];

    public string FirstContactNode => imported?.Node ?? Submitted.Fields.FindText("first_contact_node") ?? Submitted.Node;

    public bool IsSmallOrMicro => Submitted.Fields.FindText("size_class") is "small" or "micro";

    /// <summary>Code of the service: as accepted before this entry, or as asked for.</summary>
    public string ServiceAt(int index) =>
        (LastBefore(index + 1, "request.accepted") ?? Submitted).Fields.FindText("service_code") ?? "";

    /// <summary>The platform answerable after this entry.</summary>
    public string OwnerAt(int index) => owners[index];

    public PublicEntry? LastBefore(int index, string type, string? field = null, string? value = null)
    {
        for (var i = index - 1; i >= 0; i--)
        {
            if (entries[i].Type == type && (field is null || entries[i].Fields.FindText(field) == value))
            {
                return entries[i];
            }
        }

        return null;
    }

    public PublicEntry? FirstFrom(int index, string type, string? field = null, string? value = null) =>
        entries.Skip(index).FirstOrDefault(entry => entry.Type == type && (field is null || entry.Fields.FindText(field) == value));

    /// <summary>Entries of the type that happened in the month, with their place in the case.</summary>
    public IEnumerable<(int Index, PublicEntry Entry)> In(Month month, string type)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].Type == type && month.Contains(entries[i].OccurredAt))
            {
                yield return (i, entries[i]);
            }
        }
    }

    /// <summary>The provider of the delivery under way at this entry; null where a platform delivers itself, or none began.</summary>
    public string? ProviderAt(int index)
    {
        var started = LastBefore(index + 1, "delivery.started");
        var provider = started?.Fields.FindText("provider_id");
        return provider == started?.Fields.FindText("node_id") ? null : provider;
    }

    public Observation Observe(int index, bool held, params ReadOnlySpan<PublicEntry?> evidence) => new(
        Id, OwnerAt(index), ProviderAt(index), held, Evidence(evidence));

    public static ImmutableArray<EntryRef> Evidence(ReadOnlySpan<PublicEntry?> entries)
    {
        var refs = new SortedSet<EntryRef>(Comparer<EntryRef>.Create(static (a, b) => a.Position.CompareTo(b.Position)));
        foreach (var entry in entries)
        {
            if (entry is not null)
            {
                refs.Add(EntryRef.Of(entry));
            }
        }

        return [.. refs];
    }

    internal void Add(PublicEntry entry)
    {
        entries.Add(entry);
        owners.Add(entries.Count == 1 ? FirstContactNode
            : entry.Type == "referral.accepted" && entry.Fields.FindText("kind") == "transfer" ? entry.Fields.RequireText("to_node")
            : owners[^1]);
    }
}
