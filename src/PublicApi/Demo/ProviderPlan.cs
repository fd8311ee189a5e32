using Ledger.Deciding;
using Ledger.Registry;
using Ledger.Registry.Agreements;
using Ledger.Registry.Providers;

namespace PublicApi.Demo;

/// <summary>The alliance: providers that join it, agreements with them, and what becomes of some.</summary>
internal static class ProviderPlan
{
    public const int Count = 224;

    // Only these may leave again: nobody needs them for a delivery.
    public const int Expendable = 6;

    private static readonly string[] Kinds =
        ["enterprise", "association", "university", "public_institution", "financial_institution", "law_firm"];

    private static readonly string[] Categories =
        ["INFO", "FIN", "STARTUP", "TRAIN", "TECH", "MGMT", "MARKET", "LEGAL", "DIGI", "GREEN", "LOGI", "OTHER"];

    private static readonly Dictionary<string, string> CategoryNames = new(StringComparer.Ordinal)
    {
        ["INFO"] = "信息服务",
        ["FIN"] = "融资服务",
        ["STARTUP"] = "创业辅导",
        ["TRAIN"] = "培训",
        ["TECH"] = "技术检测",
        ["MGMT"] = "管理咨询",
        ["MARKET"] = "市场推广",
        ["LEGAL"] = "法律服务",
        ["DIGI"] = "数字化服务",
        ["GREEN"] = "节能服务",
        ["LOGI"] = "物流服务",
        ["OTHER"] = "综合服务",
    };

    public static IReadOnlyList<string> AllCategories => Categories;

    public static string NameOf(string category) => CategoryNames[category];

    public static void Add(DemoWorld world)
    {
        var at = DemoWorld.On(world.FirstYear - 1, 12, 5);
        for (var i = 0; i < Count; i++)
        {
            var platform = Places.Platforms[i % Places.Platforms.Count];
            var provider = new DemoProvider(CreditCode(platform.City, i), platform.City, platform.Code, Categories[i * 5 % Categories.Length]);
            world.Providers.Add(provider);
            Join(world, provider, i, at.AddMinutes(2 * i));
        }

        Agreements(world, at.AddDays(6));
        Leavers(world);
        Interactions(world);
    }

    // 91: registered by the market regulator, an enterprise. The subject code begins with letters that no register uses so.
    private static string CreditCode(string city, int number)
    {
        var first = $"91{city}DEMX{number:D4}X";
        return first + Uscc.CheckSymbol(first);
    }

    private static void Join(DemoWorld world, DemoProvider provider, int number, DateTimeOffset at)
    {
        var (sim, chance) = (world.Sim, world.Chance);
        var stream = ProviderState.StreamOf(provider.Code);
        var owner = new Doing(stream, provider.OwnerNode, NetworkPlan.Officer);
        string[] categories = [provider.Category, Categories[(number + 7) % Categories.Length]];
        sim.At(at, owner, new RegisterProvider(
            $"演示{CategoryNames[provider.Category]}机构{number + 1:D3}号", Kinds[number % Kinds.Length], provider.City,
            chance.Pick(Places.Counties(provider.City)), [.. categories.Distinct()], ["演示资质"], null, null, LegalRepresentative: null));
        sim.At(at.AddMinutes(30), owner, new VerifyIdentity("licence", chance.Sha256()));
        sim.At(at.AddMinutes(60), owner with { Node = provider.Code, Role = "provider" }, new SubmitApplication(chance.Sha256()));
        if (number == Count - 1)
        {
            sim.At(at.AddDays(2), NetworkPlan.ByProvince(stream), new DeclineApplication("papers_missing"));
            sim.At(at.AddDays(2.5), owner, new SubmitApplication(chance.Sha256()));
        }

        sim.At(at.AddDays(3), NetworkPlan.ByProvince(stream), new AdmitMember("DEMO-ALLIANCE-1", EffectiveFrom: null));
    }

    private static void Agreements(DemoWorld world, DateTimeOffset at)
    {
        const int most = 99;
        var groups = world.Providers.Chunk(most).Select((group, i) => (Id: $"FRAME-{i + 1}", Node: Places.Province, Providers: group))
            .Concat(world.Providers.GroupBy(provider => provider.OwnerNode)
                .Where(group => group.Key != Places.Province)
                .Select(group => (Id: group.Key, Node: group.Key, Providers: group.ToArray())))
            .ToList();
        foreach (var ((id, node, providers), i) in groups.Select((group, i) => (group, i)))
        {
            var when = at.AddMinutes(i);
            world.Sim.At(when, new Doing(AgreementState.StreamOf(id), node, "director"), new SignAgreement(
                [node, .. providers.Select(provider => provider.Code)], [], when, null, world.Chance.Sha256()));
        }

        var amended = new Doing(AgreementState.StreamOf(groups[^1].Id), groups[^1].Node, "director");
        world.Sim.At(DemoWorld.On(world.LastYear, 4, 8), amended, new AmendAgreement([], null, world.Chance.Sha256(), "new_text"));
        var pair = new Doing(AgreementState.StreamOf("PAIR-1"), groups[^1].Node, "director");
        world.Sim.At(at.AddDays(1), pair, new SignAgreement(
            [groups[^1].Node, groups[^2].Node], [Categories[0]], at.AddDays(1), DemoWorld.On(world.LastYear + 1, 12, 31), world.Chance.Sha256()));
        world.Sim.At(DemoWorld.On(world.LastYear, 5, 20), pair, new TerminateAgreement(null, "agreed"));
    }

    private static void Leavers(DemoWorld world)
    {
        var leavers = world.Providers.TakeLast(Expendable).Select(provider => NetworkPlan.ByProvince(ProviderState.StreamOf(provider.Code))).ToList();
        var (sim, year) = (world.Sim, world.LastYear);
        sim.At(DemoWorld.On(year, 3, 4), leavers[0], new SuspendMember("complaints", null));
        sim.At(DemoWorld.On(year, 3, 24), leavers[0], new ReinstateMember("rectified", null));
        sim.At(DemoWorld.On(year, 4, 15), leavers[1], new ExitMember("business_given_up", null));
        sim.At(DemoWorld.On(year, 7, 2), leavers[2], new ExpelMember("false_qualification", null));
        sim.At(DemoWorld.On(year, 7, 3), leavers[2], new ChangeProviderStatus("revoked", null, "false_qualification"));
        sim.At(DemoWorld.On(year, 6, 17), leavers[3], new IntegrateResources([world.Providers[^5].Code], "merger"));
    }

    private static void Interactions(DemoWorld world)
    {
        foreach (var month in world.Years.SelectMany(year => Enumerable.Range(1, 12).Select(month => new DateOnly(year, month, 1))))
        {
            for (var i = 0; i < 4; i++)
            {
                var one = world.Providers[world.Chance.Below(Count - Expendable)];
                world.Sim.At(
                    world.Time.Later(Days.Start(month), 3 + i, world.Chance), new Doing(ProviderState.StreamOf(one.Code), one.Code, "provider"),
                    new RecordInteraction(Places.Province, "exchange"));
            }
        }
    }
}
