using Ledger.Cases;
using Ledger.Deciding;
using Ledger.Governance.Assessments;
using Ledger.Governance.Demonstrations;
using Ledger.Governance.Reports;
using Ledger.Registry.Platforms;

namespace PublicApi.Demo;

/// <summary>Breaches of platforms: brand, hotline, reports, silence, late recording, assessment.</summary>
internal static class GovernanceBreaches
{
    public static void Add(DemoWorld world)
    {
        Identity(world);
        Reports(world);
        LateRecording(world);
        Assessment(world);
        var year = world.LastYear;
        world.Sim.Seeded.Add(
            "U4-PUBLIC_GOOD_SHARE_LOW", BreachNodes.MarketOnly, DemoWorld.On(year, BreachNodes.MarketOnlyMonth, 15),
            PlatformState.StreamOf(BreachNodes.MarketOnly), "nearly all deliveries of the month are market services");
    }

    private static Doing Director(string node) => new(PlatformState.StreamOf(node), node, "director");

    private static void Identity(DemoWorld world)
    {
        var (sim, chance, year) = (world.Sim, world.Chance, world.LastYear);
        sim.At(DemoWorld.On(year, 5, 6), Director(BreachNodes.WrongBrand), new AttestBranding(1, chance.Sha256()));
        sim.At(DemoWorld.On(year, 5, 15), Director(BreachNodes.WrongBrand), new AttestBranding(2, chance.Sha256()));
        Seed(world, "U1-WRONG_BRAND_VERSION", BreachNodes.WrongBrand, 5, "attests version 1 from the 6th to the 15th; version 2 is in force");

        sim.At(DemoWorld.On(year, 7, 7), Director(BreachNodes.WrongHotline), new ChangeHotline("0832-5550100"));
        sim.At(DemoWorld.On(year, 7, 16), Director(BreachNodes.WrongHotline), new ChangeHotline(Places.Hotline));
        Seed(world, "U1-NON_UNIFIED_HOTLINE", BreachNodes.WrongHotline, 7, "publishes a number of its own from the 7th to the 16th");

        // Attested in December, in longer ledgers in June of the year before.
        var month = world.FirstYear == year ? 12 : 6;
        sim.At(DemoWorld.On(year, month, 22), Director(BreachNodes.Unattested), new AttestBranding(2, chance.Sha256()));
        Seed(world, "U1-UNATTESTED", BreachNodes.Unattested, month, "the last attestation is more than 365 days old until the 22nd");

        var doing = NetworkPlan.ByProvince(DemonstrationState.Prefix + BreachNodes.LapsedDemonstration);
        sim.At(DemoWorld.On(world.FirstYear - 1, 12, 18, 700), doing, new RecogniseDemonstration(
            "provincial", new DateOnly(year - 3, 10, 1), new DateOnly(year, 9, 30), "DEMO-NOTICE-0"));
        sim.At(DemoWorld.On(year, 10, 20), doing, new RecogniseDemonstration(
            "provincial", new DateOnly(year, 10, 20), new DateOnly(year + 3, 10, 19), "DEMO-NOTICE-2"));
        world.Sim.Seeded.Add(
            "U6-DEMONSTRATION_LAPSED", BreachNodes.LapsedDemonstration, DemoWorld.On(year, 10, 1), doing.Stream,
            "valid until 30 September, neither reviewed nor recognised anew until 20 October");
    }

    private static void Seed(DemoWorld world, string rule, string node, int month, string note) =>
        world.Sim.Seeded.Add(rule, node, DemoWorld.On(world.LastYear, month, 10), PlatformState.StreamOf(node), note);

    private static void Reports(DemoWorld world)
    {
        var (sim, year) = (world.Sim, world.LastYear);
        var none = new DateOnly(year, ReportPlan.NoReportMonth, 1);
        Overdue(world, BreachNodes.NoReport, none);
        sim.Seeded.Add("D5-RESULT_NOT_PUBLISHED", BreachNodes.NoReport, Days.Start(none), ReportPlan.StreamOf(BreachNodes.NoReport, none), "no report on the month");

        var late = new DateOnly(year, ReportPlan.LateReportMonth, 1);
        Overdue(world, BreachNodes.LateReport, late);
        sim.At(WorkTime.At(world.Time.Next(EndOf(late), ReportPlan.LastWorkingDay + 3), 600), () => ReportPlan.Submit(world, BreachNodes.LateReport, late));
        sim.Seeded.Add("D5-LATE_RESULT", BreachNodes.LateReport, Days.Start(late), ReportPlan.StreamOf(BreachNodes.LateReport, late), "reported on the tenth working day");

        var wrong = new DateOnly(year, ReportPlan.WrongReportMonth, 1);
        sim.At(WorkTime.At(world.Time.Next(EndOf(wrong), 4), 600), () => ReportPlan.Submit(world, BreachNodes.WrongReport, wrong, slip: 7));
        sim.Seeded.Add("U5-REPORT_MISMATCH", BreachNodes.WrongReport, Days.Start(wrong), ReportPlan.StreamOf(BreachNodes.WrongReport, wrong), "seven requests more than the ledger has");

        // It reports on July before July is over, and is then silent for a month.
        var before = new DateOnly(year, BreachNodes.SilentMonth - 1, 1);
        sim.At(WorkTime.At(EndOf(before), 17 * 60), () => ReportPlan.Submit(world, BreachNodes.Silent, before));
        Seed(world, "U5-SILENT_NODE", BreachNodes.Silent, BreachNodes.SilentMonth, "no event and no declaration in the month");
    }

    private static void Overdue(DemoWorld world, string node, DateOnly month)
    {
        var due = world.Time.Next(EndOf(month), ReportPlan.LastWorkingDay);
        world.Sim.At(WorkTime.At(due.AddDays(1), 600), NetworkPlan.ByProvince(ReportPlan.StreamOf(node, month)), new MarkReportOverdue(due));
    }

    private static DateOnly EndOf(DateOnly month) => month.AddMonths(1).AddDays(-1);

    // So many requests of the counter are entered a day later that more than 5 % of the month's events are late.
    private static void LateRecording(DemoWorld world)
    {
        const int month = 5;
        var node = BreachNodes.LateRecorder;
        var at = world.OnWorkday(month, 28, 10 * 60);
        Seed(world, "U5-LATE_RECORDING", node, month, "requests of the counter are entered 30 hours later");
        world.Sim.At(at, () =>
        {
            var events = world.Sim.Tally.Of(node, new DateOnly(world.LastYear, month, 1)).Events;
            var service = world.Services[node][0];
            for (var i = 0; i < 3 + (events / 25); i++)
            {
                var customer = new Customer($"enterprise-{world.Sim.NewId()}", Places.Of(node).City, "micro", "18");
                var story = new CaseStory(world, node, customer, at.AddMinutes(2 * i)) { OccurredAt = at.AddMinutes(2 * i).AddHours(-30) };
                story.Submit(service, Channels.Counter).Do(new AnswerRequest("answer-1", null));
            }
        });
    }

    private static void Assessment(DemoWorld world)
    {
        var (sim, year) = (world.Sim, world.LastYear);
        var cycle = $"{AssessmentState.Prefix}{year}-H1";
        sim.Seeded.Add("U6-NOT_ASSESSED", BreachNodes.NotAssessed, DemoWorld.On(year, 7, 16), cycle, "left out of the cycle");
        sim.Seeded.Add("U6-SCORE_NOT_REPRODUCIBLE", BreachNodes.WrongScore, DemoWorld.On(year, 7, 15), cycle, "satisfaction is five points lower than the ledger gives");

        var other = NetworkPlan.ByProvince($"{cycle}-PILOT");
        sim.At(DemoWorld.On(year, 1, 14), other, new AdoptAssessmentScheme(
            "SCHEME-PILOT",
            [
                new(AssessmentDimensions.InternalConstruction, "REPORTS", "按时报送率", 5_000),
                new(AssessmentDimensions.ServicePerformance, "COMPLETIONS", "办结服务", 3_000),
                new(AssessmentDimensions.ServiceQuality, "SATISFACTION", "满意率", 2_000),
            ],
            6_000));
        sim.At(DemoWorld.On(year, 7, 15, 660), () => sim.Do(
            other, new ConductAssessment(BreachNodes.OtherScheme, AssessmentPlan.Scores(world, BreachNodes.OtherScheme, year), sim.Size)));
        sim.At(DemoWorld.On(year, 7, 16, 660), () => sim.Do(other, new PublishAssessment(sim.Size)));
        sim.Seeded.Add("U6-SCHEME_MISMATCH", BreachNodes.OtherScheme, DemoWorld.On(year, 7, 15), other.Stream, "assessed also under a scheme that another had replaced");
    }
}
