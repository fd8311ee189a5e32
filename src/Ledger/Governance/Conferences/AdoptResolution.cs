using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Conferences;

/// <param name="ResolutionNo">The next one within the conference, from 1.</param>
/// <param name="DueOn">Last day in Asia/Shanghai; not before the conference.</param>
public sealed record AdoptResolution(int ResolutionNo, string ResponsibleNode, DateOnly DueOn, string Text) : Command<ConferenceState>
{
    private const int MostResolutions = 100;

    // Public; of Chinese text it is 6,000 bytes.
    private const int LongestText = 2_000;

    protected override Decision Decide(ConferenceState state, Act act) =>
        Authority.Exists(state)
        ?? Authority.Province(act)
        ?? GovernanceChecks.Stage(
            state.HeldOn <= Days.Of(act.Envelope.RecordedAt), "The conference was not held yet.", "会议尚未召开。")
        ?? Fields.Number("resolution_no", ResolutionNo, 1, MostResolutions)
        ?? (ResolutionNo == state.Resolutions.Count + 1
            ? null
            : Fields.Refuse("resolution_no", "has to follow on the last one", "须接续上一决议编号"))
        ?? GovernanceChecks.Platform("responsible_node", ResponsibleNode, act)
        ?? GovernanceChecks.Order("due_on", state.HeldOn, DueOn)
        ?? Fields.Text("text", Text, LongestText)
        ?? Decision.Accept(new ResolutionAdopted(act.Envelope, ResolutionNo, ResponsibleNode, DueOn, Text));
}
