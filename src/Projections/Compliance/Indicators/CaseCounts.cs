using Projections.Compliance.Facts;

namespace Projections.Compliance.Indicators;

/// <summary>
/// What one case after the other adds to the figures of a period: a pure function of the case, of all that ever happened to it,
/// of the calendars, and of the period. It changes with the end of the period only where something of the case happened, or one
/// of its clocks fell due, in the time between.
/// </summary>
internal sealed class CaseCounts(Period period, WorkCalendar calendar)
{
    // Each by itself: what cannot be read takes only those indicators with it that need it.
    private static readonly (Figure Figure, Action<CaseCounts> Count)[] Counted =
    [
        (Figure.Deliveries, League.CountDeliveries), (Figure.Natures, ServiceMix.CountNatures), (Figure.Payments, ServiceMix.CountPayments),
        (Figure.Enterprises, Kpis.CountEnterprises), (Figure.Intake, Kpis.CountIntake), (Figure.Ratings, Ratings.Count),
        (Figure.Collaborations, Collaboration.Count), (Figure.Requests, CoverageMap.CountRequests), (Figure.Completions, CoverageMap.CountCompletions),
        (Figure.Offers, NearbyRate.Count), (Figure.Referrals, ReferralFlow.Count), (Figure.Subsidies, FundLedger.CountSubsidies),
        (Figure.Promises, League.CountPromises),
    ];

    private readonly List<(int Index, string Type)> happened = [];
    private readonly List<(Cell Cell, long Amount)> added = [];

    public CaseFacts Case { get; private set; } = null!;

    public Period Period => period;

    public WorkCalendar Calendar => calendar;

    /// <summary>Place and type of what happened to the case in the period, in the order of its stream.</summary>
    public List<(int Index, string Type)> Happened => happened;

    public void Add(Figure figure, string of = "", string? by = null, string? @as = null, long amount = 1) =>
        added.Add((new Cell(figure, of, by, @as), amount));

    /// <returns>What the case adds; a cell may be named several times. Holds until the next case is counted.</returns>
    public List<(Cell Cell, long Amount)> Of(CaseFacts found)
    {
        Case = found;
        added.Clear();
        happened.Clear();
        for (var i = 0; i < found.Count; i++)
        {
            if (period.Contains(found.OccurredAt(i)))
            {
                happened.Add((i, found.TypeAt(i)));
            }
        }

        foreach (var (figure, count) in Counted)
        {
            Count(figure, count);
        }

        return added;
    }

    private void Count(Figure figure, Action<CaseCounts> count)
    {
        try
        {
            count(this);
        }
        catch (Exception fault) when (Unreadable.IsOfTheEntries(fault))
        {
            Add(Figure.Unreadable, $"{figure}");
        }
    }
}
