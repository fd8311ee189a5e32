using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Activities;

/// <summary>A platform records an activity it held.</summary>
/// <param name="HeldOn">Day in Asia/Shanghai, not ahead.</param>
/// <param name="AttendeeListHash">SHA-256 of the list, 64 hexadecimal digits.</param>
/// <param name="Attendees">Who took part; confidential.</param>
public sealed record RecordActivity(
    string Kind,
    string Topic,
    string RegionCode,
    DateOnly HeldOn,
    int EnterpriseCount,
    int PersonCount,
    string AttendeeListHash,
    Confidential? Attendees,
    string? Provider,
    string? ServiceCode,
    string? CampaignId) : Command<ActivityState>
{
    private const int LargestCount = 1_000_000;

    protected override Decision Decide(ActivityState state, Act act) =>
        Authority.IsNew(state)
        ?? Authority.OpenPlatform(act)
        ?? Fields.OneOf("kind", Kind, ActivityKinds.All)
        ?? Fields.Name("topic", Topic)
        ?? Fields.Region("region_code", RegionCode)
        ?? GovernanceChecks.NotAhead("held_on", HeldOn, act)
        ?? Fields.Number("enterprise_count", EnterpriseCount, 0, LargestCount)
        ?? Fields.Number("person_count", PersonCount, 0, LargestCount)
        ?? GovernanceChecks.Sha256("attendee_list_hash", AttendeeListHash)
        ?? GovernanceChecks.OptionalKey("provider", Provider)
        ?? Fields.OptionalCode("service_code", ServiceCode)
        ?? GovernanceChecks.OptionalKey("campaign_id", CampaignId)
        ?? Decision.Accept(Held(act));

    private ActivityHeld Held(Act act) => new(
        act.Envelope, act.Envelope.Node, Kind, Topic, RegionCode, HeldOn, EnterpriseCount, PersonCount, AttendeeListHash,
        act.Seal("attendees", act.Stream, Attendees), Provider, ServiceCode, CampaignId);
}
