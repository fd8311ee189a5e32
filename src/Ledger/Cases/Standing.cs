using Ledger.Deciding;
using Ledger.Transparency;

namespace Ledger.Cases;

/// <summary>Checks that what a command names by its id stands in the case.</summary>
internal static class Standing
{
    /// <summary>Whose key encrypts what the requester says: the enterprise's where it is known, else the case's.</summary>
    public static string Subject(CaseState state, Act act) => state.EnterpriseId ?? act.Stream;

    /// <summary>The referral waits for its answer.</summary>
    public static Decision? Waiting(CaseState state, Guid referralId) => state.OpenReferrals.ContainsKey(referralId)
        ? null
        : Decision.Refuse(Rules.OpenReferral, "No referral with this id waits; it has to be offered first and is answered once.", "没有以此标识待答复的转介；须先发出，且只答复一次。");

    /// <summary>The referral waits for its answer, and its addressee gives it.</summary>
    public static Decision? OpenReferral(CaseState state, Guid referralId, Envelope envelope) =>
        Waiting(state, referralId) ?? Actors.Addressee(state.OpenReferrals[referralId], envelope);

    /// <summary>What happens by itself happens after its time.</summary>
    public static Decision? Passed(DateTimeOffset due, Envelope envelope) => envelope.RecordedAt > due
        ? null
        : Decision.Refuse(Rules.NotYetDue, $"Its time has not passed: it ends at {Instants.Write(due)}.", $"尚未到期：期限为 {Instants.Write(due)}。");

    /// <summary>An id the caller gives to something new.</summary>
    public static Decision? FreshId(string field, Guid id, CaseState state) => Fields.Id(field, id)
        ?? (state.UsedIds.Contains(id)
            ? Decision.Refuse(
                Rules.FreshId, $"The {field} stands for something else in this case; a new one is needed.", $"{field} 在本案中已用于其他事项；须用新的标识。")
            : null);

    public static Decision? CurrentDelivery(CaseState state, Guid deliveryId) => state.DeliveryId == deliveryId
        ? null
        : Decision.Refuse(Rules.CurrentDelivery, "The case is at another delivery; the id has to be that of the latest one.", "本案当前是另一次服务；标识须为最近一次服务的标识。");

    /// <summary>Also says that <see cref="CaseState.LatestQuote"/> is not null.</summary>
    public static Decision? ValidQuote(CaseState state, Guid quoteId, Envelope envelope) =>
        state.LatestQuote is not { } quote || quote.QuoteId != quoteId
            ? Decision.Refuse(Rules.AgreedQuote, "This is not the latest quote of the case; only that one can be agreed and charged.", "这不是本案最新的报价；只有最新报价可以同意和收费。")
        : envelope.RecordedAt > quote.ValidUntil
            ? Decision.Refuse(Rules.AgreedQuote, $"The quote was valid until {Instants.Write(quote.ValidUntil)}; a new one is needed.", $"报价有效期至 {Instants.Write(quote.ValidUntil)}；须重新报价。")
        : null;
}
