using System.Collections.Frozen;
using System.Reflection;
using Ledger.Deciding;
using Ledger.Registry;
using Ledger.Transparency;

namespace Ledger.Journal;

/// <summary>A stored event type: its name and version for ever, its record, and what the public may see of it.</summary>
/// <param name="Area">The kind of stream it happens to.</param>
/// <param name="Public">Writes the fields marked <see cref="PublicAttribute"/>, in canonical order.</param>
/// <param name="Alliance">Writes the fields marked <see cref="AllianceAttribute"/>, in canonical order.</param>
/// <param name="Commitments">Writes the commitments of the fields of type <see cref="Sealed"/>, in canonical order.</param>
public sealed record EventType(
    string Name,
    int Version,
    Type Record,
    Area Area,
    Func<LedgerEvent, PublicFields> Public,
    Func<LedgerEvent, PublicFields> Alliance,
    Func<LedgerEvent, PublicFields> Commitments)
{
    /// <summary>The value in the journal's type column.</summary>
    public string StoredName => $"{Name}.v{Version}";
}

/// <summary>
/// Every event type the ledger stores (domain.md 5.5), read from the attributes of its records. It does not load while a
/// record has no name, two have the same one, or a field has no class: what nobody classified is never published.
/// </summary>
public static class EventCatalogue
{
    public static readonly IReadOnlyList<EventType> All =
    [
        .. typeof(LedgerEvent).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(LedgerEvent)) && !type.IsAbstract)
            .Select(Describe)
            .OrderBy(type => type.StoredName, StringComparer.Ordinal),
    ];

    private static readonly FrozenDictionary<string, EventType> ByStoredName = All.ToFrozenDictionary(type => type.StoredName);

    private static readonly FrozenDictionary<Type, EventType> ByRecord = All.ToFrozenDictionary(type => type.Record);

    /// <summary>The type stored under this name; null when the name is unknown.</summary>
    public static EventType? Find(string storedName) => ByStoredName.GetValueOrDefault(storedName);

    /// <exception cref="KeyNotFoundException">The record is in no version of the catalogue.</exception>
    public static EventType For(LedgerEvent fact) => ByRecord[fact.GetType()];

    private static EventType Describe(Type record)
    {
        var named = record.GetCustomAttribute<EventTypeAttribute>()
            ?? throw new InvalidOperationException($"{record.Name} has no [EventType]: it cannot be stored.");
        var area = Areas.All.FirstOrDefault(area => record.IsSubclassOf(area.Facts))
            ?? throw new InvalidOperationException($"{record.Name} belongs to no area.");
        return new EventType(
            named.Name, named.Version, record, area, EventFields.WritePublic(record), EventFields.WriteAlliance(record),
            EventFields.WriteCommitments(record));
    }
}
