using Ledger.Deciding;

namespace Ledger.Cases;

/// <summary>Brings a need to the network. The node that records it has the first-contact responsibility.</summary>
public sealed record SubmitRequest(
    string Channel,
    string ServiceCode,
    string ServiceName,
    string CategoryCode,
    string RegionCode,
    int UtcOffsetMinutes,
    string? SizeClass,
    string? IndustryCode) : CaseCommand
{
    protected override Decision Decide(CaseState state, Act act) =>
        Admit(state)
        ?? Fields.OneOf("channel", Channel, Channels.All)
        ?? Fields.Code("service_code", ServiceCode)
        ?? Fields.Name("service_name", ServiceName)
        ?? Fields.Code("category_code", CategoryCode)
        ?? Fields.Code("region_code", RegionCode)
        ?? Fields.UtcOffset("utc_offset_minutes", UtcOffsetMinutes)
        ?? Fields.OptionalOneOf("size_class", SizeClass, SizeClasses.All)
        ?? Fields.OptionalIndustry("industry_code", IndustryCode)
        ?? Decision.Accept(new RequestSubmitted(
            act.Envelope,
            act.Envelope.Node,
            Channel,
            ServiceCode,
            ServiceName,
            CategoryCode,
            RegionCode,
            UtcOffsetMinutes,
            SizeClass,
            IndustryCode,
            Source: null));
}
