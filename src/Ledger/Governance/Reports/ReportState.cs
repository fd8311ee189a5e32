using Ledger.Deciding;

namespace Ledger.Governance.Reports;

public enum ReportStage
{
    Awaited,
    Overdue,
    Submitted,
    Certified,
}

/// <summary>What decisions need to know about a report.</summary>
public sealed record ReportState : StreamState<ReportState>
{
    public const string Prefix = "report-";

    public ReportStage Stage { get; init; }

    /// <summary>How often figures were given; 0 while none were.</summary>
    public int Revision { get; init; }

    public bool IsSubmitted => Stage is ReportStage.Submitted or ReportStage.Certified;

    protected override ReportState Apply(LedgerEvent fact) => fact switch
    {
        ReportSubmitted or ZeroActivityDeclared => this with { Stage = ReportStage.Submitted, Revision = 1 },
        ReportCertified => this with { Stage = ReportStage.Certified },
        ReportAmended e => this with { Stage = ReportStage.Submitted, Revision = e.Revision },
        ReportBecameOverdue => this with { Stage = ReportStage.Overdue },
        _ => throw NotEvolved(fact),
    };
}
