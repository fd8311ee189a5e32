using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Guidance;

/// <summary>Advice by the province, or by the local authority, which acts through the platform of its place.</summary>
/// <param name="DueOn">Day in Asia/Shanghai, today or later.</param>
public sealed record IssueGuidance(string ToNode, string TopicCode, DateOnly? DueOn, string Text) : Command<GuidanceState>
{
    protected override Decision Decide(GuidanceState state, Act act) =>
        Authority.IsNew(state)
        ?? GovernanceChecks.Platform("to_node", ToNode, act)
        ?? Authority.OwnerOrProvince(act, ToNode)
        ?? Fields.Code("topic_code", TopicCode)
        ?? (DueOn < Days.Of(act.Envelope.RecordedAt) ? Fields.Refuse("due_on", "has to be today or later", "须为今天或更晚") : null)
        ?? GovernanceChecks.Memo("text", Text)
        ?? Decision.Accept(new GuidanceIssued(act.Envelope, ToNode, TopicCode, DueOn, Text));
}
