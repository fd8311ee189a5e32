using Ledger.Governance.Funds;
using Ledger.Governance.Reports;
using Ledger.Registry;

namespace Ledger.Governance;

/// <summary>The kinds of stream by which the province watches over the network and is watched itself.</summary>
internal static class GovernanceAreas
{
    public static readonly IReadOnlyList<Area> All =
    [
        Area.Of<ReportState, ReportEvent>(ReportState.Prefix, inNetwork: false),
        Area.Of<FundState, FundEvent>(FundState.Prefix, inNetwork: false),
    ];
}
