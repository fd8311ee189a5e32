using Ledger.Governance.Reports;

namespace PublicApi.Demo;

/// <summary>Each window's report on each month, by the fifth working day of the next, from counts of the ledger itself. Three
/// windows are left out of one month: <see cref="GovernanceBreaches"/> has them.</summary>
internal static class ReportPlan
{
    public const int NoReportMonth = 4;
    public const int LateReportMonth = 5;
    public const int WrongReportMonth = 6;
    public const int LastWorkingDay = 7;

    public static string StreamOf(string node, DateOnly month) => $"{ReportState.Prefix}{node}-{month:yyyyMM}";

    public static void Add(DemoWorld world)
    {
        var before = new DateOnly(world.FirstYear - 1, 12, 1);
        for (var month = before; month.Year <= world.LastYear; month = month.AddMonths(1))
        {
            foreach (var (platform, i) in Places.Platforms.Select((platform, i) => (platform, i)))
            {
                if (!IsLeftOut(world, platform.Code, month))
                {
                    Plan(world, platform.Code, month, i);
                }
            }
        }
    }

    /// <summary>Reports now.</summary>
    public static void Submit(DemoWorld world, string node, DateOnly month, int slip = 0)
    {
        var figures = world.Sim.Tally.Figures(node, month).Select((figure, i) => i == 0 ? figure with { Value = figure.Value + slip } : figure).ToList();
        var doing = new Doing(StreamOf(node, month), node, "reporter");
        world.Sim.Do(doing, new SubmitReport(figures, "按计划推进", null, null, null, "reporter", world.Sim.Size));
        world.Sim.At(world.Sim.Now.AddHours(1), doing with { Role = ReportRules.CertifierRole }, new CertifyReport(1));
    }

    private static bool IsLeftOut(DemoWorld world, string node, DateOnly month) => month.Year == world.LastYear
        && (node, month.Month) is (BreachNodes.NoReport, NoReportMonth) or (BreachNodes.LateReport, LateReportMonth)
            or (BreachNodes.WrongReport, WrongReportMonth) or (BreachNodes.Silent, BreachNodes.SilentMonth - 1);

    private static void Plan(DemoWorld world, string node, DateOnly month, int number)
    {
        var at = WorkTime.At(world.Time.Next(month.AddMonths(1).AddDays(-1), 3), WorkTime.Morning + (number * 5));
        if (month.Year < world.FirstYear)
        {
            world.Sim.At(at, new Doing(StreamOf(node, month), node, "reporter"), new DeclareZeroActivity("reporter"));
            return;
        }

        world.Sim.At(at, () => Submit(world, node, month));

        // What was recorded after the first count is added by an amendment: here nothing was, and the text alone is new.
        if (number == 4 && month.Month == 3)
        {
            var doing = new Doing(StreamOf(node, month), node, "reporter");
            world.Sim.At(at.AddDays(1), () => world.Sim.Do(
                doing, new AmendReport(world.Sim.Tally.Figures(node, month), "recount", world.Sim.Size)));
            world.Sim.At(at.AddDays(1).AddHours(1), doing with { Role = ReportRules.CertifierRole }, new CertifyReport(2));
        }
    }
}
