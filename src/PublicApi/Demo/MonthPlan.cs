using Ledger.Cases;
using Ledger.Deciding;
using Ledger.Governance.Compliance;
using Ledger.Governance.Publications;
using Ledger.Governance.StateDigests;
using Projections.Compliance.Facts;
using PublicApi.Transparency;

namespace PublicApi.Demo;

/// <summary>
/// The province judges each month once the windows have reported on it and publishes it the day after; where something is still
/// owed on the month then, it judges it once more a month later. With three months of the last year it does not as it ought to.
/// </summary>
internal static class MonthPlan
{
    private const int LateMonth = 3;
    private const int UnpublishedMonth = 7;
    private const int WrongMonth = 9;

    private static readonly int[] JudgedAgain = [ReportPlan.NoReportMonth, ReportPlan.LateReportMonth, UnpublishedMonth];

    // Of the month after; reports come on the third.
    private const int JudgedOnWorkingDay = 4;
    private const int PublishedOnWorkingDay = 5;
    private const int LateOnWorkingDay = ReportPlan.LastWorkingDay + 2;

    private const string WrongFigure = "received";
    private const int Slip = 7;

    public static void Add(DemoWorld world)
    {
        var (sim, last) = (world.Sim, world.LastYear);
        for (var month = new Month(world.FirstYear, 1); month.Year <= last; month = month.Next)
        {
            var now = month;
            sim.At(Judged(world, month), () => Judge(sim, now));
            if (month.Year == last && JudgedAgain.Contains(month.Number))
            {
                sim.At(Judged(world, month.Next).AddMinutes(1), () => Judge(sim, now));
            }

            if (month != new Month(last, UnpublishedMonth))
            {
                var day = month == new Month(last, LateMonth) ? LateOnWorkingDay : PublishedOnWorkingDay;
                sim.At(On(world, month, day, 15 * 60), () => Publish(sim, now, now == new Month(last, WrongMonth) ? Slip : 0));
            }
        }

        Seed(sim, last);
    }

    /// <summary>When the month is judged first.</summary>
    public static DateTimeOffset Judged(DemoWorld world, Month month) => On(world, month, JudgedOnWorkingDay, 17 * 60);

    private static void Seed(Simulation sim, int year)
    {
        void Add(string rule, int number, string part, string note)
        {
            var month = new Month(year, number);
            sim.Seeded.Add(rule, $"{PublicationState.Prefix}{month}{part}", month.Start, note, ComplianceState.StreamOf(month.ToString()));
        }

        Add("D5-LATE_RESULT", LateMonth, "", "the province publishes the month on the ninth working day after it");
        Add("D5-RESULT_NOT_PUBLISHED", UnpublishedMonth, "", "the province never publishes the month");
        Add("D5-RESULT_MISMATCH", WrongMonth, $"#{WrongFigure}", "the province publishes seven requests more than the ledger has");
    }

    private static DateTimeOffset On(DemoWorld world, Month month, int workingDay, int minute) =>
        WorkTime.At(world.Time.Next(month.LastDay, workingDay), minute);

    private static void Judge(Simulation sim, Month month) => sim.Do(BySystem(ComplianceState.StreamOf(month.ToString())), new EvaluateMonth());

    // As the service does: of one state of the log, with the digests as an entry of their own beside.
    private static void Publish(Simulation sim, Month month, int slip)
    {
        var computed = MonthPublications.Computed(sim.Replay.Facts.Network, month, sim.Replay.Digest());
        sim.Do(NetworkPlan.ByProvince($"{PublicationState.Prefix}{month}"), new PublishMonth
        {
            Computed = computed with { Figures = [.. computed.Figures.Select(of => of.Node is null ? Slipped(of, slip) : of)] },
        });
        sim.Do(BySystem(StateDigestState.Stream), new RecordStateDigest(computed.Size, computed.ViewVersion, computed.Views));
    }

    private static NodeFigures Slipped(NodeFigures network, int slip) => network with
    {
        Figures = [.. network.Figures.Select(figure => figure.Code == WrongFigure ? figure with { Value = figure.Value + slip } : figure)],
    };

    private static Doing BySystem(string stream) => new(stream, Places.Province, Actors.SystemRole, Channels.PartnerApi);
}
