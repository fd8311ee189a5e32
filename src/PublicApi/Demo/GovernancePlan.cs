using Ledger.Governance.Activities;
using Ledger.Governance.Baselines;
using Ledger.Governance.Campaigns;
using Ledger.Governance.Conferences;
using Ledger.Governance.Demonstrations;
using Ledger.Governance.Guidance;
using Ledger.Governance.Milestones;
using Ledger.Privacy.Accesses;
using Ledger.Privacy.Consents;

namespace PublicApi.Demo;

/// <summary>What the province and the windows do beside the cases: conferences, activities, milestones, guidance and the like.</summary>
internal static class GovernancePlan
{
    private const int ActivitiesPerYear = 368;

    private static readonly int[] ConferenceMonths = [3, 6, 9, 12];

    private static readonly string[] Kinds = ["matching", "training", "consultation", "study_visit", "service_conference", "promotion"];

    public static void Add(DemoWorld world)
    {
        foreach (var year in world.Years)
        {
            Conferences(world, year);
            Activities(world, year);
            Milestones(world, year);
            Small(world, year);
        }

        Demonstrations(world);
        FundPlan.Add(world);
        ReportPlan.Add(world);
        AssessmentPlan.Add(world);
    }

    private static void Conferences(DemoWorld world, int year)
    {
        foreach (var (month, i) in ConferenceMonths.Select((month, i) => (month, i)))
        {
            var at = WorkTime.At(world.Time.Next(new DateOnly(year, month, 11), 0), 10 * 60);
            var day = WorkTime.Split(at).Day;
            var doing = NetworkPlan.ByProvince(ConferenceState.StreamOf($"{year}-{i + 1}"));
            world.Sim.At(at, doing, new ConveneConference(i == 2 ? "ad_hoc" : "periodic", ["季度工作通报", "协同服务安排"], day));
            for (var no = 1; no <= 3; no++)
            {
                var node = Places.Platforms[1 + (((i * 3) + no) % 10)].Code;
                var due = day.AddDays(40);
                world.Sim.At(at.AddMinutes(30 + no), doing, new AdoptResolution(no, node, due, $"第{no}项：落实联动服务安排"));
                if (no == 3)
                {
                    world.Sim.At(WorkTime.At(due.AddDays(2), 600), doing, new MarkResolutionOverdue(no));
                }

                var done = due.AddDays(no == 3 ? 9 : -5);
                world.Sim.At(WorkTime.At(done, 900), doing with { Node = node, Role = "director" }, new ImplementResolution(no, done));
            }
        }
    }

    private static void Activities(DemoWorld world, int year)
    {
        world.Sim.At(DemoWorld.On(year, 3, 3), new Doing($"campaign-{year}-SPRING", Places.Province, "director"), new LaunchCampaign(
            "省市县三级服务联动行动", ["province", "city", "county"], [.. Places.Cities.Take(8)], new DateOnly(year, 3, 5), new DateOnly(year, 6, 30)));
        var count = world.Scaled(ActivitiesPerYear);
        for (var i = 0; i < count; i++)
        {
            var day = world.Time.Next(new DateOnly(year, 1, 1).AddDays((int)(360L * i / count)), 1);
            var platform = world.Chance.Pick(Places.Platforms);
            if (day.Year == year && !BreachNodes.KeepsAway(platform.Code, day, world.LastYear) && day.AddDays(9) is var end
                && !BreachNodes.KeepsAway(platform.Code, end, world.LastYear))
            {
                Activity(world, $"activity-{year}-{i + 1:D4}", platform, day, Kinds[i % Kinds.Length]);
            }
        }
    }

    public static void Activity(DemoWorld world, string stream, DemoPlatform platform, DateOnly day, string kind)
    {
        var chance = world.Chance;
        var doing = new Doing(stream, platform.Code, "event_clerk", OccurredAt: WorkTime.At(day, 16 * 60));
        var enterprises = chance.Between(35, 95);
        world.Sim.At(WorkTime.At(day, (16 * 60) + 30), doing, new RecordActivity(
            kind, "中小企业服务活动", platform.City, day, enterprises, enterprises + chance.Between(5, 60), chance.Sha256(), null, null, null,
            day.Month is >= 3 and <= 6 ? $"{day.Year}-SPRING" : null));
        if (kind == Kinds[0])
        {
            var later = doing with { OccurredAt = null };
            IReadOnlyList<string> parties = [chance.Pick(world.Providers).Code, chance.Pick(world.Providers).Code + "-B"];
            world.Sim.At(WorkTime.At(day, (16 * 60) + 50), later, new RecordMatch(1, "intended", parties, null));
            world.Sim.At(WorkTime.At(day.AddDays(8), 700), later, new RecordMatch(1, "signed", parties, 100_000L * chance.Between(10, 900)));
        }
    }

    private static void Milestones(DemoWorld world, int year)
    {
        for (var i = 0; i < 6; i++)
        {
            var platform = Places.Platforms[1 + i].Code;
            var doing = new Doing($"milestone-{year}-{i + 1}", platform, "director");
            var due = new DateOnly(year, 4 + i, 20);
            world.Sim.At(DemoWorld.On(year, 1, 15).AddMinutes(i), doing, new PlanMilestone(platform, "WINDOW-UPGRADE", "窗口升级改造", due));
            if (i == 5)
            {
                world.Sim.At(WorkTime.At(due.AddDays(3), 600), doing with { Node = Places.Province }, new MissMilestone());
            }

            var met = due.AddDays(i == 5 ? 12 : -3);
            world.Sim.At(WorkTime.At(met, 660), doing, new MeetMilestone(met, world.Chance.Sha256()));
        }
    }

    private static void Small(DemoWorld world, int year)
    {
        var (sim, chance) = (world.Sim, world.Chance);
        foreach (var city in Places.Cities)
        {
            sim.At(DemoWorld.On(year, 1, 8), NetworkPlan.ByProvince($"baseline-{year}-{city}"), new RecordBaseline(
                "SME_COUNT", city, chance.Between(2_000, 90_000), new DateOnly(year - 1, 12, 31), "YEARBOOK"));
        }

        for (var i = 0; i < 12; i++)
        {
            var day = world.Time.Next(new DateOnly(year, 1 + i, 14), 1);
            var at = WorkTime.At(day, 14 * 60);
            var node = Places.Platforms[1 + i].Code;
            var guidance = new Doing($"guidance-{year}-{i + 1}", Places.Province, "inspector");
            sim.At(at, guidance, new IssueGuidance(node, "SERVICE_QUALITY", day.AddDays(20), "请加强首问负责制的落实"));
            sim.At(at.AddDays(10), guidance, new CloseGuidance("followed"));
            sim.At(at.AddMinutes(20), () => Privacy(world, i));
        }
    }

    private static void Privacy(DemoWorld world, int number)
    {
        var sim = world.Sim;
        var subject = "enterprise-" + sim.NewId();
        sim.Do(new Doing(AccessState.StreamOf(subject), Places.Province, "officer"), new LogAccess(
            Places.Province, Places.Province, "province", ReaderIsProvince: true, 3, "inspection"));
        var consent = new Doing($"{ConsentState.Prefix}{sim.NewId()}", Places.Province, CaseStory.Clerk);
        sim.Do(consent, new GrantConsent(subject, ["public_naming"], ScopeText: null));
        if (number % 4 == 0)
        {
            sim.At(sim.Now.AddDays(3), consent, new WithdrawConsent(Reason: null));
        }
    }

    private static void Demonstrations(DemoWorld world)
    {
        var at = DemoWorld.On(world.FirstYear - 1, 12, 18);
        foreach (var (platform, i) in Places.Platforms.Skip(1).Take(6).Select((platform, i) => (platform, i)))
        {
            var doing = NetworkPlan.ByProvince(DemonstrationState.Prefix + platform.Code);
            var until = new DateOnly(world.LastYear + 1, 6, 30);
            world.Sim.At(at.AddMinutes(i), doing, new RecogniseDemonstration("provincial", until.AddYears(-3).AddDays(1), until, "DEMO-NOTICE-1"));
            if (i == 0)
            {
                world.Sim.At(DemoWorld.On(world.LastYear, 5, 8), doing, new ReviewDemonstration("provincial", true, until.AddYears(1), "REVIEW-1"));
            }
            else if (i == 1)
            {
                world.Sim.At(DemoWorld.On(world.LastYear, 8, 7), doing, new RevokeDemonstration("provincial", "quality"));
            }
        }
    }
}
