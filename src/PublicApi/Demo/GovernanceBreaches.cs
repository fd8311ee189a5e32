using Ledger.Cases;
using Ledger.Deciding;
using Ledger.Governance.Assessments;
using Ledger.Governance.Demonstrations;
using Ledger.Governance.Reports;
using Ledger.Registry;
using Ledger.Registry.Platforms;
using Ledger.Registry.Providers;

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
            "U4-PUBLIC_GOOD_SHARE_LOW", PlatformState.StreamOf(BreachNodes.MarketOnly), DemoWorld.On(year, BreachNodes.MarketOnlyMonth, 15),
            "nearly all deliveries of the month are market services");
    }

    private static Doing Director(string node) => new(PlatformState.StreamOf(node), node, "director");

    private static void Identity(DemoWorld world)
    {
        var (sim, chance, year) = (world.Sim, world.Chance, world.LastYear);
        sim.At(DemoWorld.On(year, 5, 27), Director(BreachNodes.WrongBrand), new AttestBranding(1, chance.Sha256()));
        Seed(world, "U1-WRONG_BRAND_VERSION", BreachNodes.WrongBrand, 5, "attests version 1 on the 27th and version 2, which is in force, in June");

        sim.At(DemoWorld.On(year, 7, 24), Director(BreachNodes.WrongHotline), new ChangeHotline("0832-5550100"));
        sim.At(DemoWorld.On(year, 8, 5), Director(BreachNodes.WrongHotline), new ChangeHotline(Places.Hotline));
        Seed(world, "U1-NON_UNIFIED_HOTLINE", BreachNodes.WrongHotline, 7, "publishes a number of its own from 24 July to 5 August");

        // Attested in December, in longer ledgers in June of the year before.
        var month = world.FirstYear == year ? 12 : 6;
        sim.At(DemoWorld.On(year, month, 8).AddMonths(1), Director(BreachNodes.Unattested), new AttestBranding(2, chance.Sha256()));
        Seed(world, "U1-UNATTESTED", BreachNodes.Unattested, month, "the last attestation is more than 365 days old until the 8th of the next month");

        var doing = NetworkPlan.ByProvince(DemonstrationState.Prefix + BreachNodes.LapsedDemonstration);
        sim.At(DemoWorld.On(world.FirstYear - 1, 12, 18, 700), doing, new RecogniseDemonstration(
            "provincial", new DateOnly(year - 3, 10, 1), new DateOnly(year, 9, 30), "DEMO-NOTICE-0"));
        sim.At(DemoWorld.On(year, 11, 5), doing, new RecogniseDemonstration(
            "provincial", new DateOnly(year, 11, 5), new DateOnly(year + 3, 11, 4), "DEMO-NOTICE-2"));
        world.Sim.Seeded.Add(
            "U6-DEMONSTRATION_LAPSED", $"{doing.Stream}#provincial", DemoWorld.On(year, 10, 1),
            "valid until 30 September, neither reviewed nor recognised anew until 5 November");
        PilotCode(world);
    }

    // Such codes were lawfully issued once; until somebody has verified who stands behind this one, nobody can tell.
    private static void PilotCode(DemoWorld world)
    {
        var (sim, chance, year, owner) = (world.Sim, world.Chance, world.LastYear, Places.Platforms[9]);
        var first = $"91{owner.City}DEMX9001X";
        var stream = ProviderState.StreamOf(first + (Uscc.CheckSymbol(first) == '0' ? '1' : '0'));
        var doing = new Doing(stream, owner.Code, NetworkPlan.Officer);
        sim.At(DemoWorld.On(year, 4, 24), doing, new RegisterProvider(
            "演示早期赋码机构", "enterprise", owner.City, chance.Pick(Places.Counties(owner.City)), ["MGMT"], ["演示资质"], "early_pilot_code",
            chance.Sha256(), LegalRepresentative: null));
        sim.At(DemoWorld.On(year, 5, 8), doing, new VerifyIdentity("licence", chance.Sha256()));
        sim.Seeded.Add("U1-INVALID_USCC", stream, DemoWorld.On(year, 4, 24), "a code that fails its check digit, taken with a reason, and verified only in May");
    }

    private static void Seed(DemoWorld world, string rule, string node, int month, string note) =>
        world.Sim.Seeded.Add(rule, PlatformState.StreamOf(node), DemoWorld.On(world.LastYear, month, 10), note);

    private static void Reports(DemoWorld world)
    {
        var (sim, year) = (world.Sim, world.LastYear);
        var none = new DateOnly(year, ReportPlan.NoReportMonth, 1);
        Overdue(world, BreachNodes.NoReport, none);
        sim.Seeded.Add(
            "D5-RESULT_NOT_PUBLISHED", PlatformState.StreamOf(BreachNodes.NoReport), Days.Start(none), "no report on the month",
            ReportPlan.StreamOf(BreachNodes.NoReport, none));

        // In a small network nothing else might happen there in the month in which it ought to report: it would be silent too.
        GovernancePlan.Activity(world, $"activity-{year}-NR", Places.Of(BreachNodes.NoReport), world.Time.Next(none.AddMonths(1), 8), "training");

        var late = new DateOnly(year, ReportPlan.LateReportMonth, 1);
        Overdue(world, BreachNodes.LateReport, late);
        sim.At(WorkTime.At(world.Time.Next(EndOf(late), ReportPlan.LastWorkingDay + 3), 600), () => ReportPlan.Submit(world, BreachNodes.LateReport, late));
        sim.Seeded.Add(
            "D5-LATE_RESULT", PlatformState.StreamOf(BreachNodes.LateReport), Days.Start(late), "reported on the tenth working day",
            ReportPlan.StreamOf(BreachNodes.LateReport, late));

        var wrong = new DateOnly(year, ReportPlan.WrongReportMonth, 1);
        sim.At(WorkTime.At(world.Time.Next(EndOf(wrong), 4), 600), () => ReportPlan.Submit(world, BreachNodes.WrongReport, wrong, slip: 7));
        sim.Seeded.Add(
            "U5-REPORT_MISMATCH", $"{ReportPlan.StreamOf(BreachNodes.WrongReport, wrong)}#{Tally.RequestsReceived}", Days.Start(wrong),
            "seven requests more than the ledger has");

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
        const int EnoughToJudge = 12;
        var node = BreachNodes.LateRecorder;
        var at = world.OnWorkday(month, 28, 10 * 60);
        Seed(world, "U5-LATE_RECORDING", node, month, "requests of the counter are entered 30 hours later");
        world.Sim.At(at, () =>
        {
            var events = world.Sim.Tally.Of(node, new DateOnly(world.LastYear, month, 1)).Events;
            var service = world.Services[node][0];
            for (var i = 0; i < EnoughToJudge + (events / 25); i++)
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
        sim.Seeded.Add("U6-NOT_ASSESSED", PlatformState.StreamOf(BreachNodes.NotAssessed), DemoWorld.On(year, 7, 16), "left out of the cycle", cycle);
        sim.Seeded.Add("U6-SCORE_NOT_REPRODUCIBLE", $"{cycle}#{BreachNodes.WrongScore}", DemoWorld.On(year, 7, 15), "satisfaction is five points lower than the ledger gives");

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
        sim.Seeded.Add("U6-SCHEME_MISMATCH", $"{other.Stream}#{BreachNodes.OtherScheme}", DemoWorld.On(year, 7, 15), "assessed also under a scheme that another had replaced");
    }
}
