using Ledger.Deciding;
using Ledger.Transparency;

namespace Ledger.Journal;

/// <summary>Makes the public entry of a stored event: the envelope's public part and the fields its type allows.</summary>
public static class PublicEntries
{
    public static PublicEntry Of(LeafIndex position, Guid eventId, string stream, StreamVersion version, LedgerEvent fact)
    {
        var type = EventCatalogue.For(fact);
        var envelope = fact.Envelope;
        return new PublicEntry(
            position,
            eventId,
            stream,
            version.Value,
            type.Name,
            type.Version,
            envelope.OccurredAt,
            envelope.RecordedAt,
            envelope.Node,
            envelope.ActorRole,
            envelope.Channel,
            envelope.CausationId,
            type.Public(fact))
        {
            Commitments = type.Commitments(fact) is { Count: > 0 } commitments ? commitments : PublicFields.None,
            Signature = envelope.Signature,
        };
    }
}
