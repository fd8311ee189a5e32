using System.Collections.Frozen;
using Ledger.Cases;
using Ledger.Transparency;

namespace Ledger.Journal;

/// <summary>A stored event type: its name and version for ever, its record, and the fields the public may see.</summary>
/// <param name="Public">Allow-list: writes the public fields in canonical order. What it does not name stays private.</param>
public sealed record EventType(string Name, int Version, Type Record, Func<CaseEvent, PublicFields> Public)
{
    /// <summary>The value in the journal's type column.</summary>
    public string StoredName => $"{Name}.v{Version}";
}

/// <summary>Every event type the ledger stores (domain.md 5.5). Names are never derived from class names.</summary>
public static class EventCatalogue
{
    public static readonly IReadOnlyList<EventType> All =
    [
        Of<RequestSubmitted>("request.submitted", 1, e => new PublicFields()
            .Add("category_code", e.CategoryCode)
            .Add("channel", e.Channel)
            .Add("first_contact_node", e.FirstContactNode)
            .Add("industry_code", e.IndustryCode)
            .Add("region_code", e.RegionCode)
            .Add("service_code", e.ServiceCode)
            .Add("service_name", e.ServiceName)
            .Add("size_class", e.SizeClass)
            .Add("utc_offset_minutes", e.UtcOffsetMinutes)),
        Of<RequestAccepted>("request.accepted", 1, e => new PublicFields()
            .Add("nature", e.Nature)
            .Add("service_code", e.ServiceCode)),
        Of<RequestDeclined>("request.declined", 1, e => new PublicFields()
            .Add("alternative", e.Alternative)
            .Add("decided_by_unit", e.DecidedByUnit)
            .Add("reason_code", e.ReasonCode)),
        Of<RequestWithdrawn>("request.withdrawn", 1, e => new PublicFields()
            .Add("reason_code", e.ReasonCode)),
        Of<RequestReopened>("request.reopened", 1, e => new PublicFields()
            .Add("reason_code", e.ReasonCode)
            .Add("trigger", e.Trigger)),
        Of<RequestAmended>("request.amended", 1, e => new PublicFields()
            .Add("category_code", e.CategoryCode)
            .Add("channel", e.Channel)
            .Add("reason_code", e.ReasonCode)
            .Add("region_code", e.RegionCode)
            .Add("requested_at", e.RequestedAt)
            .Add("service_code", e.ServiceCode)
            .Add("service_name", e.ServiceName)
            .Add("source_ended_at", e.SourceEndedAt)
            .Add("source_status", e.SourceStatus)
            .Add("source_updated_at", e.SourceUpdatedAt)
            .Add("utc_offset_minutes", e.UtcOffsetMinutes)),
        Of<ReferralOffered>("referral.offered", 1, e => new PublicFields()
            .Add("from_node", e.FromNode)
            .Add("hop_no", e.HopNo)
            .Add("kind", e.Kind)
            .Add("reason_code", e.ReasonCode)
            .Add("referral_id", e.ReferralId)
            .Add("respond_by", e.RespondBy)
            .Add("to_node", e.ToNode)),
        Of<ReferralAccepted>("referral.accepted", 1, e => new PublicFields()
            .Add("kind", e.Kind)
            .Add("referral_id", e.ReferralId)
            .Add("to_node", e.ToNode)),
        Of<ReferralRejected>("referral.rejected", 1, e => new PublicFields()
            .Add("kind", e.Kind)
            .Add("reason_code", e.ReasonCode)
            .Add("referral_id", e.ReferralId)),
        Of<DeliveryStarted>("delivery.started", 1, e => new PublicFields()
            .Add("delivery_id", e.DeliveryId)
            .Add("mode", e.Mode)
            .Add("node_id", e.NodeId)
            .Add("provider_id", e.ProviderId)),
        Of<DeliveryCompleted>("delivery.completed", 1, e => new PublicFields()
            .Add("delivery_id", e.DeliveryId)
            .Add("enterprise_count", e.EnterpriseCount)
            .Add("outcome_code", e.OutcomeCode)
            .Add("service_count", e.ServiceCount)),
        Of<DeliveryAmended>("delivery.amended", 1, e => new PublicFields()
            .Add("completed_at", e.CompletedAt)
            .Add("delivery_id", e.DeliveryId)
            .Add("outcome_code", e.OutcomeCode)
            .Add("reason_code", e.ReasonCode)),
        Of<DeliveryConfirmed>("delivery.confirmed", 1, e => new PublicFields()
            .Add("delivery_id", e.DeliveryId)
            .Add("method", e.Method)),
        Of<DeliveryDisputed>("delivery.disputed", 1, e => new PublicFields()
            .Add("delivery_id", e.DeliveryId)
            .Add("reason_code", e.ReasonCode)),
        Of<RatingSubmitted>("rating.submitted", 1, e => new PublicFields()
            .Add("contacted", e.Contacted)
            .Add("delivery_id", e.DeliveryId)
            .Add("resolved", e.Resolved)
            .Add("score", e.Score)),
        Of<FeeQuoted>("fee.quoted", 1, e => new PublicFields()
            .Add("lines", Lines(e.Lines))
            .Add("quote_id", e.QuoteId)
            .Add("total_fen", e.TotalFen)
            .Add("valid_until", e.ValidUntil)),
        Of<FeeAgreed>("fee.agreed", 1, e => new PublicFields()
            .Add("quote_id", e.QuoteId)),
        Of<FeeCharged>("fee.charged", 1, e => new PublicFields()
            .Add("lines", Lines(e.Lines))
            .Add("quote_id", e.QuoteId)
            .Add("total_fen", e.TotalFen)),
        Of<FeePaid>("fee.paid", 1, e => new PublicFields()
            .Add("amount_fen", e.AmountFen)),
        Of<FeeRefunded>("fee.refunded", 1, e => new PublicFields()
            .Add("amount_fen", e.AmountFen)
            .Add("reason_code", e.ReasonCode)),
        Of<FeeWaived>("fee.waived", 1, e => new PublicFields()
            .Add("amount_fen", e.AmountFen)
            .Add("reason_code", e.ReasonCode)),
    ];

    private static readonly FrozenDictionary<string, EventType> ByStoredName = All.ToFrozenDictionary(type => type.StoredName);

    private static readonly FrozenDictionary<Type, EventType> ByRecord = All.ToFrozenDictionary(type => type.Record);

    /// <summary>The type stored under this name; null when the name is unknown.</summary>
    public static EventType? Find(string storedName) => ByStoredName.GetValueOrDefault(storedName);

    /// <exception cref="KeyNotFoundException">The record is in no version of the catalogue.</exception>
    public static EventType For(CaseEvent fact) => ByRecord[fact.GetType()];

    private static EventType Of<T>(string name, int version, Func<T, PublicFields> publicFields)
        where T : CaseEvent =>
        new(name, version, typeof(T), fact => publicFields((T)fact));

    private static PublicValue.List Lines(IReadOnlyList<FeeLine> lines) =>
        new([.. lines.Select(line => new PublicValue.Group(new PublicFields()
            .Add("discount_fen", line.DiscountFen)
            .Add("discount_reason", line.DiscountReason)
            .Add("fee_item_code", line.FeeItemCode)
            .Add("fee_item_version", line.FeeItemVersion)
            .Add("qty_milli", line.QtyMilli)
            .Add("unit", line.Unit)
            .Add("unit_price_fen", line.UnitPriceFen)))]);
}
