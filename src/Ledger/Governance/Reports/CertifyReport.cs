using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Reports;

/// <summary>Somebody who did not write the report vouches for its figures: the province, or the platform's certifier.</summary>
/// <param name="Revision">The figures that were read; they have to be the latest.</param>
public sealed record CertifyReport(int Revision) : Command<ReportState>
{
    protected override Decision Decide(ReportState state, Act act) =>
        ReportKey.Check(act)
        ?? ReportRules.Submitted(state)
        ?? ReportKey.Owner(act)
        ?? (act.Envelope.ActorRole == ReportRules.CertifierRole || Authority.Province(act) is null
            ? null
            : Decision.Refuse(ReportRules.Certifier, "A platform's report is certified in the role certifier.", "平台报告须由 certifier 角色审核确认。"))
        ?? GovernanceChecks.Stage(state.Stage == ReportStage.Submitted, "These figures are certified already.", "该数据已审核确认。")
        ?? Fields.Number("revision", Revision, state.Revision, state.Revision)
        ?? Decision.Accept(new ReportCertified(act.Envelope, Revision));
}
