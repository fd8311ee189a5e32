using Ledger.Journal;

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
    public static Decision Decide(CaseState state, SubmitRequest command, Envelope envelope) =>
        CaseDecider.Admit(state, command, envelope)
        ?? Fields.OneOf("channel", command.Channel, Channels.All)
        ?? Fields.Code("service_code", command.ServiceCode)
        ?? Fields.Name("service_name", command.ServiceName)
        ?? Fields.Code("category_code", command.CategoryCode)
        ?? Fields.Code("region_code", command.RegionCode)
        ?? Fields.UtcOffset("utc_offset_minutes", command.UtcOffsetMinutes)
        ?? Fields.OptionalOneOf("size_class", command.SizeClass, SizeClasses.All)
        ?? Fields.OptionalIndustry("industry_code", command.IndustryCode)
        ?? Decision.Accept(new RequestSubmitted(
            envelope,
            envelope.Node,
            command.Channel,
            command.ServiceCode,
            command.ServiceName,
            command.CategoryCode,
            command.RegionCode,
            command.UtcOffsetMinutes,
            command.SizeClass,
            command.IndustryCode,
            Source: null));
}
