using Ledger.Journal;
using Ledger.Transparency;

namespace Ledger.Cases;

/// <summary>Checks that what a command names by its id stands in the case.</summary>
internal static class Standing
{
    /// <summary>The referral waits for its answer, and its addressee gives it.</summary>
    public static Decision? OpenReferral(CaseState state, Guid referralId, Envelope envelope) =>
        state.OpenReferrals.TryGetValue(referralId, out var open)
            ? Actors.Addressee(open, envelope)
            : Decision.Refuse(Rules.OpenReferral, "No referral with this id waits; it has to be offered first and is answered once.");

    public static Decision? CurrentDelivery(CaseState state, Guid deliveryId) => state.DeliveryId == deliveryId
        ? null
        : Decision.Refuse(Rules.CurrentDelivery, "The case is at another delivery; the id has to be that of the latest one.");

    /// <summary>Also says that <see cref="CaseState.LatestQuote"/> is not null.</summary>
    public static Decision? ValidQuote(CaseState state, Guid quoteId, Envelope envelope) =>
        state.LatestQuote is not { } quote || quote.QuoteId != quoteId
            ? Decision.Refuse(Rules.AgreedQuote, "This is not the latest quote of the case; only that one can be agreed and charged.")
        : envelope.RecordedAt > quote.ValidUntil
            ? Decision.Refuse(Rules.AgreedQuote, $"The quote was valid until {Instants.Write(quote.ValidUntil)}; a new one is needed.")
        : null;
}
