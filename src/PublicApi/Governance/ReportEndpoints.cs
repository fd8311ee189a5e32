using Ledger.Governance.Reports;
using PublicApi.Http;

namespace PublicApi.Governance;

/// <summary>Commands about monthly reports: <c>POST /reports/{node}-{yyyyMM}</c> submits one.</summary>
public static class ReportEndpoints
{
    internal static void Map(RouteGroupBuilder commands)
    {
        var reports = commands.MapGroup("/reports");
        reports.MapBegin<ReportState, SubmitReport>();
        reports.MapBegin<ReportState, DeclareZeroActivity>("zero-activity");
        reports.MapBegin<ReportState, MarkReportOverdue>("overdue");
        reports.MapChange<ReportState, CertifyReport>("certify");
        reports.MapChange<ReportState, AmendReport>("amend");
    }
}
