using System.Text.Json;
using Ledger.Deciding;

namespace Ledger.Journal;

/// <summary>An event body that the catalogue cannot read: of unknown type, or not of the shape its type has.</summary>
public sealed class UndecodableEventException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>How events stand in Marten's table, for the paths that read or write it by the page.</summary>
public static class StoredEvents
{
    /// <summary>Marten's name for the only tenant.</summary>
    public const string Tenant = "*DEFAULT*";

    public static byte[] Encode(LedgerEvent fact) => JsonSerializer.SerializeToUtf8Bytes(fact, fact.GetType(), JournalJson.Options);

    /// <summary>The value Marten itself writes to its column for the .NET type.</summary>
    public static string DotNetType(LedgerEvent fact) => $"{fact.GetType().FullName}, {fact.GetType().Assembly.GetName().Name}";

    /// <exception cref="UndecodableEventException">Unknown type, or a body of another shape. Never skipped: see the sequencer.</exception>
    public static LedgerEvent Decode(string storedName, ReadOnlySpan<byte> body)
    {
        var type = EventCatalogue.Find(storedName)
            ?? throw new UndecodableEventException($"unknown event type '{storedName}'");
        try
        {
            return (LedgerEvent?)JsonSerializer.Deserialize(body, type.Record, JournalJson.Options)
                ?? throw new UndecodableEventException($"the body of a {storedName} is null");
        }
        catch (Exception fault) when (fault is JsonException or FormatException)
        {
            // The serializer's own message can quote the body; what is private must not reach a log line.
            throw new UndecodableEventException($"the body of a {storedName} has not the shape of its type", fault);
        }
    }
}
