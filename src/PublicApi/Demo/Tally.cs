using Ledger.Cases;
using Ledger.Deciding;
using Ledger.Governance.Activities;
using Ledger.Governance.Reports;

namespace PublicApi.Demo;

/// <summary>Counts of what a platform did in a month, from which it reports and is assessed.</summary>
internal sealed class NodeMonth
{
    public int Received { get; set; }

    public int Completed { get; set; }

    public int Activities { get; set; }

    public int EnterpriseServices { get; set; }

    public int Ratings { get; set; }

    /// <summary>Ratings of 3 and more.</summary>
    public int Satisfied { get; set; }

    public int Events { get; set; }

    public int Reports { get; set; }
}

/// <summary>Counts events by the platform in whose name they are recorded and the month, in Asia/Shanghai, in which they
/// occurred. A rating that was revised or invalidated later counts as it was first given.</summary>
internal sealed class Tally
{
    private readonly Dictionary<(string Node, int Year, int Month), NodeMonth> counts = [];

    public NodeMonth Of(string node, DateOnly month)
    {
        var key = (node, month.Year, month.Month);
        return counts.TryGetValue(key, out var known) ? known : counts[key] = new NodeMonth();
    }

    /// <summary>Figures of a report: what a recount over the entries gives.</summary>
    public IReadOnlyList<ReportedFigure> Figures(string node, DateOnly month)
    {
        var counted = Of(node, month);
        return
        [
            new("requests_received", counted.Received),
            new("deliveries_completed", counted.Completed),
            new("activities_held", counted.Activities),
            new("enterprise_services", counted.EnterpriseServices),
        ];
    }

    public void Count(LedgerEvent fact)
    {
        var counted = Of(fact.Envelope.Node, Days.Of(fact.Envelope.OccurredAt));
        counted.Events++;
        switch (fact)
        {
            case RequestSubmitted:
                counted.Received++;
                break;
            case DeliveryCompleted e:
                counted.Completed++;
                counted.EnterpriseServices += e.EnterpriseCount;
                break;
            case ActivityHeld e:
                counted.Activities++;
                counted.EnterpriseServices += e.EnterpriseCount;
                break;
            case RatingSubmitted e:
                counted.Ratings++;
                counted.Satisfied += e.Score >= 3 ? 1 : 0;
                break;
            case ReportSubmitted:
                counted.Reports++;
                break;
        }
    }
}
