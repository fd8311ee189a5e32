namespace Ledger.Deciding;

/// <summary>A fact that the ledger stores for ever. Its name, version and the class of each field stand in attributes; from
/// them the catalogue, the public entry and the schema for outsiders follow.</summary>
public abstract record LedgerEvent(Envelope Envelope);

/// <summary>Under which name and version an event is stored and published. Never derived from the record's own name.</summary>
/// <param name="name">Family and fact, such as <c>fee.paid</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EventTypeAttribute(string name, int version = 1) : Attribute
{
    public string Name => name;

    public int Version => version;
}
