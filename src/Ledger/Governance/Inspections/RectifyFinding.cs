using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Inspections;

/// <summary>The platform inspected, or the province, states that a finding is put right; after the closing as well.</summary>
/// <param name="EvidenceHash">SHA-256 of what proves it, 64 hexadecimal digits.</param>
public sealed record RectifyFinding(int FindingNo, string EvidenceHash) : Command<InspectionState>
{
    protected override Decision Decide(InspectionState state, Act act) =>
        Authority.Exists(state)
        ?? (state.OpenFindings.ContainsKey(FindingNo)
            ? null
            : Fields.Refuse("finding_no", "has to name a finding that is not rectified", "须为尚未整改的问题"))
        ?? Authority.OwnerOrProvince(act, state.OpenFindings[FindingNo])
        ?? GovernanceChecks.Sha256("evidence_hash", EvidenceHash)
        ?? Decision.Accept(new FindingRectified(act.Envelope, FindingNo, EvidenceHash));
}
