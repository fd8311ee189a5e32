using Ledger.Cases;
using Ledger.Catalogue.Services;
using Ledger.Catalogue.Standards;

namespace PublicApi.Demo;

/// <summary>Entries of the catalogue that break a rule, each a service of its own which no case uses: wrong at the end of one
/// month, put right at the beginning of the next.</summary>
internal static class CatalogueBreaches
{
    private const int BreachDay = 24;
    private const int DaysUntilCured = 9;
    private const string Category = "MGMT";

    private const string NetworkStandard = "NETWORK";
    private const string FeePart = $"#{DemoService.FeeItem}";

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    public static void Add(DemoWorld world)
    {
        Entries(world);
        Parts(world);
        Prices(world);
        OutdatedStandard(world);
    }

    /// <summary>A service of the platform itself that ordinary cases do not choose.</summary>
    public static DemoService Special(
        string node, string suffix, DateTimeOffset from, string nature = Natures.PublicGood, string category = Category, int completeDays = 10) => new(
        $"{node}-X{suffix}", $"专项服务{suffix}", node, category, nature, node, nature == Natures.PublicGood ? 0 : CataloguePlan.BasePriceFen(category),
        nature == Natures.PublicGood ? 0 : CataloguePlan.NetworkDiscountBp, completeDays, from);

    private static Doing Editor(DemoService service) => new(ServiceState.StreamOf(service.Code), service.Node, "editor");

    private static (DateTimeOffset At, DemoService Service) New(
        DemoWorld world, string rule, int month, string note, string nature = Natures.PublicGood, string category = Category, int completeDays = 10,
        string part = "")
    {
        var at = world.OnWorkday(month, BreachDay, 15 * 60);
        var node = Places.Platforms[(month + rule.Length) % 12].Code;
        var service = Special(node, rule.Replace("_", "", StringComparison.Ordinal)[3..9], at.AddHours(9), nature, category, completeDays);
        world.Sim.Seeded.Add(rule, ServiceState.StreamOf(service.Code) + part, at, note);
        return (at, service);
    }

    private static void Entries(DemoWorld world)
    {
        var (sim, incomplete) = (world.Sim, New(world, "D1-INCOMPLETE_ENTRY", 2, "neither conditions nor contact for nine days"));
        Whole(world, incomplete, content => content with { Conditions = "", Contact = "" });

        var off = New(world, "U2-OFF_STANDARD_SERVICE", 3, "the standard is that of another category for nine days");
        Whole(world, off, content => content with { StandardCode = CataloguePlan.StandardOf("FIN", isFree: true) });

        var unknown = New(world, "U2-UNKNOWN_CATEGORY", 4, "a category that is in no list, under the network's own standard, for nine days");
        Whole(world, unknown, content => content with { CategoryCode = "BLOCKCHAIN", StandardCode = NetworkStandard });

        var (late, service) = New(world, "D1-LATE_PUBLICATION", 5, "published five days after it took effect", part: "#1");
        CataloguePlan.Publish(world, service with { From = late.AddDays(-5) }, late);

        var stale = New(world, "D1-STALE_ENTRY", 2, "last checked more than 365 days before, until the 5th of the next month");
        var old = Special(stale.Service.Node, "STALE", DemoWorld.On(world.LastYear, 1, 10, 0));
        var published = DemoWorld.On(world.LastYear, 1, 9);
        sim.At(published, Editor(stale.Service), new PublishService(
            CataloguePlan.Content(old, published) with { AssuredOn = new DateOnly(world.LastYear - 1, 2, 20) }, old.From));
        Rest(world, stale.Service with { From = old.From }, published);
        sim.At(DemoWorld.On(world.LastYear, 3, 5), Editor(stale.Service), new AssureService(new DateOnly(world.LastYear, 3, 5)));
    }

    private static void Whole(DemoWorld world, (DateTimeOffset At, DemoService Service) breach, Func<ServiceContent, ServiceContent> change)
    {
        var (at, service) = breach;
        var content = CataloguePlan.Content(service, at);
        world.Sim.At(at, Editor(service), new PublishService(change(content), service.From));
        Rest(world, service, at);
        world.Sim.At(at.AddDays(DaysUntilCured), Editor(service), new ReviseService(content, "已更正"));
    }

    private static void Rest(DemoWorld world, DemoService service, DateTimeOffset at)
    {
        world.Sim.At(at + Step, Editor(service), CataloguePlan.Process(service));
        world.Sim.At(at + Step, Editor(service), CataloguePlan.Commitment(service));
        world.Sim.At(at + Step, Editor(service), CataloguePlan.Fee(service));
    }

    private static void Parts(DemoWorld world)
    {
        var sim = world.Sim;
        var (at, service) = New(world, "D2-NO_PUBLISHED_PROCESS", 3, "no process for nine days");
        Content(world, at, service);
        sim.At(at, Editor(service), CataloguePlan.Commitment(service));
        sim.At(at, Editor(service), CataloguePlan.Fee(service));
        sim.At(at.AddDays(DaysUntilCured), Editor(service), CataloguePlan.Process(service) with { EffectiveFrom = null });

        (at, service) = New(world, "D3-FEE_NOT_PUBLISHED", 4, "no fee item for nine days, not even a free one");
        Content(world, at, service);
        sim.At(at, Editor(service), CataloguePlan.Process(service));
        sim.At(at, Editor(service), CataloguePlan.Commitment(service));
        sim.At(at.AddDays(DaysUntilCured), Editor(service), CataloguePlan.Fee(service) with { EffectiveFrom = null });

        (at, service) = New(world, "D4-NO_COMMITMENT", 5, "no commitment for nine days");
        Content(world, at, service);
        sim.At(at, Editor(service), CataloguePlan.Process(service));
        sim.At(at, Editor(service), CataloguePlan.Fee(service));
        sim.At(at.AddDays(DaysUntilCured), Editor(service), CataloguePlan.Commitment(service) with { EffectiveFrom = null });

        Loose(world, "D4-EMPTY_PROMISE", 6, "promises 60 working days; the network allows 30, and its category sets no clock", CataloguePlan.FreeClocks, 60);
        Loose(world, "U2-LOOSER_THAN_STANDARD", 7, "promises 20 working days; its standard allows 15", Category, 20);
    }

    private static void Loose(DemoWorld world, string rule, int month, string note, string category, int days)
    {
        var (at, service) = New(world, rule, month, note, category: category, completeDays: days);
        CataloguePlan.Publish(world, service, at);
        world.Sim.At(at.AddDays(DaysUntilCured), Editor(service), CataloguePlan.Commitment(service with { CompleteDays = 10 }) with { EffectiveFrom = null });
    }

    private static void Content(DemoWorld world, DateTimeOffset at, DemoService service) =>
        world.Sim.At(at, Editor(service), new PublishService(CataloguePlan.Content(service, at), service.From));

    private static void Prices(DemoWorld world)
    {
        Price(
            world, New(world, "U4-FEE_ABOVE_CAP", 8, "a price up to 118 % of the base; the cap is 115 %", Natures.Market, part: FeePart), 100, 118,
            CataloguePlan.NetworkDiscountBp);
        Price(
            world, New(world, "U4-DISCOUNT_BELOW_MINIMUM", 9, "5 % for small and micro; the network asks for 10 %", Natures.Market, "LOGI", part: FeePart),
            97, 103, 500);

        // At a platform without another service of that standard: what counts is its dearest.
        const string category = "LEGAL";
        var at = world.OnWorkday(11, BreachDay, 15 * 60);
        var standard = CataloguePlan.StandardOf(category, isFree: false);
        var node = Places.Platforms.First(platform => world.Services[platform.Code].All(service => service.Standard != standard)).Code;
        world.Sim.Seeded.Add(
            "U4-PRICE_DISPERSION", $"{StandardState.StreamOf(standard)}#case", at,
            "a price of 60 % of the base for nine days: more than 30 % of the median below the dearest");
        Price(world, (at, Special(node, "CHEAP", at.AddHours(9), Natures.Market, category)), 60, 60, CataloguePlan.NetworkDiscountBp);
    }

    private static void Price(DemoWorld world, (DateTimeOffset At, DemoService Service) breach, int leastPercent, int mostPercent, int discountBp)
    {
        var (at, service) = breach;
        var right = CataloguePlan.Fee(service);
        Content(world, at, service);
        world.Sim.At(at + Step, Editor(service), CataloguePlan.Process(service));
        world.Sim.At(at + Step, Editor(service), CataloguePlan.Commitment(service));
        world.Sim.At(at + Step, Editor(service), right with
        {
            MinFen = service.PriceFen * leastPercent / 100,
            MaxFen = service.PriceFen * mostPercent / 100,
            SmallMicroDiscountBasisPoints = discountBp,
        });
        world.Sim.At(at.AddDays(DaysUntilCured), Editor(service), right with { EffectiveFrom = null });
    }

    // Ninety days after the new version every service has to follow it; one does so five weeks later.
    private static void OutdatedStandard(DemoWorld world)
    {
        var standard = CataloguePlan.StandardOf("GREEN", isFree: true);
        world.Sim.At(DemoWorld.On(world.LastYear, 3, 3), NetworkPlan.ByProvince(StandardState.StreamOf(standard)), new AdoptStandard(
            "节能服务规范（公益）", "GREEN", Natures.PublicGood, 2, 2, CataloguePlan.CategoryCompleteDays, 0, 0));
        var services = world.Services.Values.SelectMany(list => list).Where(service => service.Standard == standard).ToList();
        foreach (var (service, i) in services.Select((service, i) => (service, i)))
        {
            var at = i == 0 ? world.OnWorkday(7, 8) : world.OnWorkday(4, 14, WorkTime.Morning + i);
            world.Sim.At(at, Editor(service), new ReviseService(CataloguePlan.Content(service, at) with { StandardVersion = 2 }, "采用规范第2版"));
            if (i == 0)
            {
                world.Sim.Seeded.Add(
                    "U2-OUTDATED_STANDARD", ServiceState.StreamOf(service.Code), DemoWorld.On(world.LastYear, 6, 30),
                    "still under version 1 after the 90 days of grace, until 8 July");
            }
        }
    }
}
