using Ledger.Catalogue.Brands;
using Ledger.Catalogue.Calendars;
using Ledger.Catalogue.CodeLists;
using Ledger.Catalogue.Targets;
using Ledger.Governance.Policies;
using Ledger.Registry.Plans;
using Ledger.Registry.Platforms;
using PublicApi.Catalogue;

namespace PublicApi.Demo;

/// <summary>The month before the first year: who is in the network, and the lists and calendars it works by. What is older than
/// the ledger, such as the day a window opened, stands in the facts, not in their times.</summary>
internal static class NetworkPlan
{
    public const string Officer = "registrar";
    public const string Brand = "brand-SC";

    private static readonly int[] PlanYears = [2011, 2012, 2013];

    public static void Add(DemoWorld world)
    {
        var at = DemoWorld.On(world.FirstYear - 1, 12, 2);
        foreach (var platform in Places.Platforms)
        {
            at = at.AddMinutes(1);
            Register(world, platform, at);
        }

        Lists(world, at.AddHours(1));
        Mistaken(world, at.AddHours(2));
        foreach (var year in world.Years)
        {
            Targets(world, year);
            if (year > world.FirstYear && ShippedCatalogue.CalendarYears.Contains(year))
            {
                Calendar(world, DemoWorld.On(year - 1, 12, 3), year);
            }
        }

        Calendar(world, DemoWorld.On(world.LastYear, 11, 10), world.LastYear + 1);
    }

    public static Doing ByProvince(string stream, DateTimeOffset? occurredAt = null) =>
        new(stream, Places.Province, Officer, OccurredAt: occurredAt);

    private static void Register(DemoWorld world, DemoPlatform platform, DateTimeOffset at)
    {
        var (sim, chance) = (world.Sim, world.Chance);
        var doing = ByProvince(PlatformState.StreamOf(platform.Code));
        var kind = platform.IsProvince ? PlatformKinds.Provincial
            : platform.Cluster is null ? PlatformKinds.ComprehensiveWindow : PlatformKinds.ClusterWindow;
        sim.At(at, doing, new RegisterPlatform(platform.Name, kind, platform.City, platform.Cluster, Places.Hotline));
        var planned = new DateOnly(PlanYears[platform.Phase - 1], 9, 30);
        sim.At(at.AddSeconds(5), doing, new AssignPhase(platform.Phase, planned));
        if (!platform.IsProvince)
        {
            sim.At(at.AddSeconds(10), doing, new OpenPlatform(planned.AddDays(chance.Between(0, 80))));
        }

        foreach (var (type, i) in PolicyDocumentTypes.All.Order(StringComparer.Ordinal).Select((type, i) => (type, i)))
        {
            sim.At(
                DemoWorld.On(world.FirstYear - 1, 12, 4).AddMinutes(i), new Doing("policy-" + platform.Code, platform.Code, "director"),
                new FilePolicyDocument(type, $"{platform.Name}制度（{type}）", chance.Sha256(), new DateOnly(world.FirstYear, 1, 1)));
        }

        Attest(world, platform);
    }

    // One platform is left to BreachPlan in the last June.
    private static void Attest(DemoWorld world, DemoPlatform platform)
    {
        var doing = new Doing(PlatformState.StreamOf(platform.Code), platform.Code, "director");
        world.Sim.At(DemoWorld.On(world.FirstYear - 1, 12, 10), doing, new AttestBranding(2, world.Chance.Sha256()));
        foreach (var year in world.Years.Where(year => year < world.LastYear || platform.Code != BreachNodes.Unattested))
        {
            world.Sim.At(DemoWorld.On(year, 6, 10), doing, new AttestBranding(2, world.Chance.Sha256()));
        }
    }

    private static void Lists(DemoWorld world, DateTimeOffset at)
    {
        var sim = world.Sim;
        sim.At(at, ByProvince(PlanState.StreamOf(Places.Province)), new AdoptPlan(
            [new(1, PlanYears[0], 1, 11), new(2, PlanYears[1], 0, 11), new(3, PlanYears[2], 0, 9)], "四川省中小企业公共服务平台网络建设方案"));
        foreach (var (name, i) in ShippedCatalogue.CodeLists.Keys.Order(StringComparer.Ordinal).Select((name, i) => (name, i)))
        {
            sim.At(at.AddMinutes(1 + i), ByProvince(CodeListState.StreamOf(name)), ShippedCatalogue.CodeList(name));
        }

        if (ShippedCatalogue.CalendarYears.Contains(world.FirstYear))
        {
            Calendar(world, at.AddMinutes(10), world.FirstYear);
        }

        const string pattern = "四川省中小企业公共服务平台.*";
        sim.At(at.AddMinutes(11), ByProvince(Brand), new AdoptBrandVersion(
            "四川中小企业服务", "Sichuan SME Service", pattern, Places.Hotline, world.Chance.Sha256()));
        sim.At(at.AddMinutes(12), ByProvince(Brand), new AdoptBrandVersion(
            "四川中小企业服务", "Sichuan SME Service", pattern, Places.Hotline, world.Chance.Sha256()));
    }

    private static void Calendar(DemoWorld world, DateTimeOffset at, int year) =>
        world.Sim.At(at, ByProvince(CalendarState.StreamOf(year)), ShippedCatalogue.Calendar(year));

    // A window that was entered under the wrong code and never opened.
    private static void Mistaken(DemoWorld world, DateTimeOffset at)
    {
        var doing = ByProvince(PlatformState.StreamOf("SC-511500-WINE"));
        world.Sim.At(at, doing, new RegisterPlatform(
            "四川省中小企业公共服务平台白酒窗口（误登）", PlatformKinds.ClusterWindow, "511500", "WINE", Places.Hotline));
        world.Sim.At(at.AddMinutes(5), doing, new RevokePlatform(EffectiveFrom: null, "entered_by_mistake"));
    }

    private static void Targets(DemoWorld world, int year)
    {
        (string Kpi, long Target)[] targets =
            [("K1", 200), ("K2", 5_000), ("K3", 40_000), ("K4", 35_000), ("K5", 9_000), ("K6", 32), ("K7", 0)];
        foreach (var (target, i) in targets.Select((target, i) => (target, i)))
        {
            world.Sim.At(
                DemoWorld.On(year - 1, 12, 27).AddMinutes(i), ByProvince(TargetState.StreamOf(year)),
                new SetKpiTarget(target.Kpi, target.Target, Kpis.Units[target.Kpi], "年度工作目标"));
        }
    }
}
