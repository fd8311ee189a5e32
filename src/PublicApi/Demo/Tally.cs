using Ledger.Cases;
using Ledger.Deciding;
using Ledger.Governance.Activities;
using Ledger.Governance.Reports;

namespace PublicApi.Demo;

/// <summary>Counts of what a platform did in a month, from which it reports and is assessed.</summary>
internal sealed class NodeMonth
{
    public int Received { get; set; }

    public int Accepted { get; set; }

    public int Completed { get; set; }

    public int Activities { get; set; }

    public int EnterpriseServices { get; set; }

    public int Ratings { get; set; }

    public long ChargedFen { get; set; }

    public int Events { get; set; }

    public int Reports { get; set; }
}

/// <summary>Counts events by the month, in Asia/Shanghai, in which they occurred, and by the platform that answers for them: of a
/// case the one that owns it, otherwise the one in whose name they are recorded. Imported events are another system's.</summary>
internal sealed class Tally
{
    public const string RequestsReceived = "REQUESTS_RECEIVED";
    private const int Satisfied = 3;

    private readonly Dictionary<(string Node, int Year, int Month), NodeMonth> counts = [];
    private readonly Dictionary<Guid, (string Node, int Year, int? Score)> ratings = [];

    public NodeMonth Of(string node, DateOnly month)
    {
        var key = (node, month.Year, month.Month);
        return counts.TryGetValue(key, out var known) ? known : counts[key] = new NodeMonth();
    }

    /// <summary>Figures of a report: what a recount over the entries gives, by the codes that the regime knows, and two more.</summary>
    public IReadOnlyList<ReportedFigure> Figures(string node, DateOnly month)
    {
        var counted = Of(node, month);
        return
        [
            new(RequestsReceived, counted.Received),
            new("REQUESTS_ACCEPTED", counted.Accepted),
            new("DELIVERIES_COMPLETED", counted.Completed),
            new("RATINGS", counted.Ratings),
            new("CHARGED_FEN", counted.ChargedFen),
            new("ACTIVITIES_HELD", counted.Activities),
            new("ENTERPRISE_SERVICES", counted.EnterpriseServices),
        ];
    }

    /// <summary>Of the year's ratings of the platform's deliveries, the last of each and none that was declared void.</summary>
    public (int Satisfied, int All) Ratings(string node, int year)
    {
        var scores = ratings.Values.Where(rating => rating.Node == node && rating.Year == year).Select(rating => rating.Score).OfType<int>().ToList();
        return (scores.Count(score => score >= Satisfied), scores.Count);
    }

    /// <param name="owner">The platform that owns the case after the event; null of what is no case.</param>
    public void Count(LedgerEvent fact, string? owner)
    {
        var (node, day) = (owner ?? fact.Envelope.Node, Days.Of(fact.Envelope.OccurredAt));
        Of(fact.Envelope.Node, day).Events++;
        if (fact.Envelope.Channel == Channels.Import)
        {
            return;
        }

        var counted = Of(node, day);
        switch (fact)
        {
            case RequestSubmitted:
                counted.Received++;
                break;
            case RequestAccepted:
                counted.Accepted++;
                break;
            case DeliveryCompleted e:
                counted.Completed++;
                counted.EnterpriseServices += e.EnterpriseCount;
                break;
            case ActivityHeld e:
                counted.Activities++;
                counted.EnterpriseServices += e.EnterpriseCount;
                break;
            case FeeCharged e:
                counted.ChargedFen += e.TotalFen;
                break;
            case RatingSubmitted e:
                counted.Ratings++;
                ratings[e.DeliveryId] = (node, day.Year, e.Score);
                break;
            case RatingRevised e:
                ratings[e.DeliveryId] = (node, day.Year, e.Score);
                break;
            case RatingInvalidated e:
                ratings[e.DeliveryId] = (node, day.Year, null);
                break;
            case ReportSubmitted:
                counted.Reports++;
                break;
        }
    }
}
