using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Inspections;

/// <param name="Subject">Key of one of those drawn.</param>
/// <param name="Severity">One of <see cref="FindingSeverities"/>.</param>
/// <param name="Detail">What was found, in words; confidential.</param>
public sealed record RecordFinding(string Subject, string Severity, string FindingCode, Confidential? Detail) : Command<InspectionState>
{
    protected override Decision Decide(InspectionState state, Act act) =>
        Authority.Exists(state)
        ?? Authority.Province(act)
        ?? InspectionRules.Require(state, InspectionStage.Drawn)
        ?? (state.Sample.Contains(Subject) ? null : Fields.Refuse("subject", "has to be one of those drawn", "须属于抽取的样本"))
        ?? Fields.OneOf("severity", Severity, FindingSeverities.All)
        ?? Fields.Code("finding_code", FindingCode)
        ?? Decision.Accept(new FindingRecorded(
            act.Envelope, state.Findings + 1, Subject, Severity, FindingCode, act.Seal("detail", act.Stream, Detail)));
}
