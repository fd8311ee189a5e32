using System.Collections.Immutable;
using Ledger.Catalogue.Standards;
using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Cases;

/// <summary>Brings a need to the network. The node that records it has the first-contact responsibility; the clock of
/// acceptance is frozen here (INV-20). Whether the service and the codes exist is left to the checks: a need is taken as it is
/// brought, and what binds is what it is accepted as (INV-06).</summary>
/// <param name="IsSoleTrader">Then size and industry are left out of the event: with them a person could be known.</param>
/// <param name="EnterpriseId">Stream id of the enterprise; sealed values are then under its key, else under the case's.</param>
/// <param name="County">GB/T 2260, six digits.</param>
public sealed record SubmitRequest(
    string Channel,
    string ServiceCode,
    string ServiceName,
    string CategoryCode,
    string RegionCode,
    int UtcOffsetMinutes,
    string? SizeClass,
    string? IndustryCode,
    bool IsSoleTrader = false,
    string? ContactId = null,
    string? EnterpriseId = null,
    RequesterConsent? Consent = null,
    Confidential? County = null,
    Confidential? NeedText = null,
    Confidential? ContactRef = null) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => [CaseStage.None];

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Authority.OpenPlatform(act)
        ?? Fields.OneOf("channel", Channel, Channels.All)
        ?? Fields.Code("service_code", ServiceCode)
        ?? Fields.Name("service_name", ServiceName)
        ?? Fields.Code("category_code", CategoryCode)
        ?? Fields.Code("region_code", RegionCode)
        ?? Fields.UtcOffset("utc_offset_minutes", UtcOffsetMinutes)
        ?? Fields.OptionalOneOf("size_class", SizeClass, SizeClasses.All)
        ?? Fields.OptionalIndustry("industry_code", IndustryCode)
        ?? Fields.OptionalCode("contact_id", ContactId)
        ?? CaseFields.OptionalStreamId("enterprise_id", EnterpriseId, "enterprise-")
        ?? (County is null ? null : Fields.Region("county", County.Value))
        ?? Decision.Accept(Submitted(act));

    private RequestSubmitted Submitted(Act act)
    {
        var subject = EnterpriseId ?? act.Stream;
        return new RequestSubmitted(
            act.Envelope,
            act.Envelope.Node,
            Channel,
            ServiceCode,
            ServiceName,
            CategoryCode,
            RegionCode,
            UtcOffsetMinutes,
            IsSoleTrader ? null : SizeClass,
            IsSoleTrader ? null : IndustryCode,
            DueAcceptAt(act),
            ContactId,
            EnterpriseId,
            Consent,
            act.Seal("county", subject, County),
            act.Seal("need_text", subject, NeedText),
            act.Seal("contact_ref", subject, ContactRef),
            Source: null);
    }

    private static DateTimeOffset? DueAcceptAt(Act act)
    {
        var submitted = act.Envelope.OccurredAt;
        var standard = act.Network.Find<StandardState>(StandardState.NetworkStream).VersionAt(submitted);
        return InForce.Due(act.Network, submitted, standard?.Value.AcceptWithinWorkingDays ?? 0);
    }
}
