using Ledger.Governance.Activities;
using Ledger.Governance.Assessments;
using Ledger.Governance.Baselines;
using Ledger.Governance.Campaigns;
using Ledger.Governance.Compliance;
using Ledger.Governance.Conferences;
using Ledger.Governance.Consequences;
using Ledger.Governance.Corrections;
using Ledger.Governance.Demonstrations;
using Ledger.Governance.Findings;
using Ledger.Governance.Funds;
using Ledger.Governance.Guidance;
using Ledger.Governance.Inspections;
using Ledger.Governance.Milestones;
using Ledger.Governance.Policies;
using Ledger.Governance.Publications;
using Ledger.Governance.Reports;
using Ledger.Governance.StateDigests;
using Ledger.Registry;

namespace Ledger.Governance;

/// <summary>The kinds of stream by which the province watches over the network and is watched itself.</summary>
internal static class GovernanceAreas
{
    public static readonly IReadOnlyList<Area> All =
    [
        Area.Of<ActivityState, ActivityEvent>(ActivityState.Prefix, inNetwork: false),
        Area.Of<AssessmentState, AssessmentEvent>(AssessmentState.Prefix, inNetwork: false),
        Area.Of<BaselineState, BaselineEvent>(BaselineState.Prefix, inNetwork: false),
        Area.Of<CampaignState, CampaignEvent>(CampaignState.Prefix, inNetwork: false),
        Area.Of<ComplianceState, ComplianceEvent>(ComplianceState.Prefix, inNetwork: false),
        Area.Of<ConferenceState, ConferenceEvent>(ConferenceState.Prefix, inNetwork: true),
        Area.Of<ConsequenceState, ConsequenceEvent>(ConsequenceState.Prefix, inNetwork: false),
        Area.Of<CorrectionState, CorrectionEvent>(CorrectionState.Prefix, inNetwork: false),
        Area.Of<DemonstrationState, DemonstrationEvent>(DemonstrationState.Prefix, inNetwork: false),
        Area.Of<FindingState, FindingEvent>(FindingState.Prefix, inNetwork: false),
        Area.Of<FundState, FundEvent>(FundState.Prefix, inNetwork: false),
        Area.Of<GuidanceState, GuidanceEvent>(GuidanceState.Prefix, inNetwork: false),
        Area.Of<InspectionState, InspectionEvent>(InspectionState.Prefix, inNetwork: false),
        Area.Of<MilestoneState, MilestoneEvent>(MilestoneState.Prefix, inNetwork: false),
        Area.Of<PolicyState, PolicyEvent>(PolicyState.Prefix, inNetwork: false),
        Area.Of<PublicationState, PublicationEvent>(PublicationState.Prefix, inNetwork: false),
        Area.Of<ReportState, ReportEvent>(ReportState.Prefix, inNetwork: false),
        Area.Of<StateDigestState, StateDigestEvent>(StateDigestState.Prefix, inNetwork: false),
    ];
}
