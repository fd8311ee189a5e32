using Ledger.Cases;
using Ledger.Catalogue.Regimes;
using Ledger.Catalogue.Services;
using Ledger.Catalogue.Standards;
using Ledger.Deciding;
using PublicApi.Catalogue;

namespace PublicApi.Demo;

/// <summary>Standards, a regime and about 320 services with process, commitment and price. All of a service takes effect at one
/// instant after it was published, so no moment finds it incomplete.</summary>
internal static class CataloguePlan
{
    public const int NetworkDiscountBp = 1_000;
    public const int NetworkCompleteDays = 30;
    public const int CategoryCompleteDays = 15;

    /// <summary>Its standard sets no clock.</summary>
    public const string FreeClocks = "OTHER";

    // Of a hundred: how far prices of one standard lie apart. The cap is above all of them.
    private const int CapPercent = 115;
    private const int ServicesPerPlatform = 10;
    private const int OwnServices = 3;

    // These providers come to the catalogue in spring only: until then fewer than 200 members offer anything.
    private const int LateProviders = 30;

    private static readonly string[] NaturePattern =
        [Natures.PublicGood, Natures.PublicGood, Natures.PublicGood, Natures.Discounted, Natures.Market];

    public static string StandardOf(string category, bool isFree) => isFree ? $"STD-{category}" : $"STD-{category}-P";

    /// <summary>The price around which those of a category lie, fen.</summary>
    public static long BasePriceFen(string category) => 40_000 + (15_000L * ProviderPlan.AllCategories.ToList().IndexOf(category));

    public static void Add(DemoWorld world)
    {
        Standards(world);
        Regime(world);
        var at = DemoWorld.On(world.FirstYear - 1, 12, 16);
        foreach (var (platform, index) in Places.Platforms.Select((platform, index) => (platform, index)))
        {
            var providers = world.Providers.Where(provider => provider.OwnerNode == platform.Code).ToList();
            world.Services[platform.Code] = [];
            for (var i = 0; i < ServicesPerPlatform; i++)
            {
                at = at.AddMinutes(1);
                var service = NewService(world, platform, index, i, i < OwnServices ? null : providers[i - OwnServices]);
                world.Services[platform.Code].Add(service);
                Publish(world, service, service.From.Month == 1 ? at : service.From.AddHours(-8));
                Assure(world, service);
            }
        }
    }

    /// <summary>Everything about a service at one instant, to take effect at its own.</summary>
    public static void Publish(DemoWorld world, DemoService service, DateTimeOffset at)
    {
        var doing = new Doing(ServiceState.StreamOf(service.Code), service.Node, "editor");
        world.Sim.At(at, doing, new PublishService(Content(service, at), service.From));
        world.Sim.At(at.AddSeconds(1), doing, Process(service));
        world.Sim.At(at.AddSeconds(2), doing, Commitment(service));
        world.Sim.At(at.AddSeconds(3), doing, Fee(service));
    }

    public static ServiceContent Content(DemoService service, DateTimeOffset at) => new(
        service.Name, service.Category, service.Standard, 1, service.ProviderId, service.Nature, ["micro", "small", "medium"], [],
        [Places.Platforms.First(platform => platform.Code == service.Node).City], "本省中小微企业均可申请", ["营业执照"],
        [Channels.Online, Channels.Call, Channels.Counter], Places.Hotline, [], Days.Of(at));

    public static PublishProcess Process(DemoService service) => new(
        [
            new("ACCEPT", "受理", "window_clerk", 2, ["营业执照"], ["受理通知"]),
            new("CONTACT", "联系", "window_clerk", 2, [], []),
            new("DELIVER", "服务", "provider", service.CompleteDays, [], ["服务记录"]),
            new("CONFIRM", "确认", "requester", 0, [], []),
        ],
        "本平台不能办理时，首问窗口负责转介", $"拨打 {Places.Hotline} 投诉", service.From);

    public static PublishCommitment Commitment(DemoService service) =>
        new(2, 2, service.CompleteDays, "服务过程可查询，结果可评价", Places.Hotline, service.From);

    public static PublishFeeItem Fee(DemoService service) => service.IsFree
        ? new PublishFeeItem(DemoService.FeeItem, "case", 0, 0, "公益服务免费", 0, service.From)
        : new PublishFeeItem(
            DemoService.FeeItem, "case", service.PriceFen * 97 / 100, service.PriceFen * 103 / 100, "市场调节价，明码标价", service.DiscountBp,
            service.From);

    private static DemoService NewService(DemoWorld world, DemoPlatform platform, int index, int i, DemoProvider? provider)
    {
        var category = provider?.Category ?? ProviderPlan.AllCategories[((index * 3) + i) % ProviderPlan.AllCategories.Count];
        var nature = NaturePattern[i % NaturePattern.Length];
        var isFree = nature == Natures.PublicGood;
        var isLate = i == ServicesPerPlatform - 1 && index < LateProviders;
        return new DemoService(
            $"{platform.Code}-S{i + 1:D2}",
            $"{ProviderPlan.NameOf(category)}{i + 1:D2}",
            platform.Code,
            category,
            nature,
            provider?.Code ?? platform.Code,
            isFree ? 0 : BasePriceFen(category) * world.Chance.Between(970, 1_030) / 1_000,
            isFree ? 0 : NetworkDiscountBp + (500 * world.Chance.Below(5)),
            world.Chance.Between(8, CategoryCompleteDays),
            isLate ? DemoWorld.On(world.FirstYear, 2 + (index % 2), 10, 0) : DemoWorld.On(world.FirstYear, 1, 1, 0));
    }

    private static void Standards(DemoWorld world)
    {
        var at = DemoWorld.On(world.FirstYear - 1, 12, 13);
        world.Sim.At(at, NetworkPlan.ByProvince(StandardState.NetworkStream), new AdoptStandard(
            "全网通用服务规范", null, null, 2, 2, NetworkCompleteDays, null, NetworkDiscountBp));
        foreach (var category in ProviderPlan.AllCategories)
        {
            at = at.AddMinutes(2);
            var (accept, contact, complete) = category == FreeClocks ? (0, 0, 0) : (2, 2, CategoryCompleteDays);
            world.Sim.At(at, NetworkPlan.ByProvince(StandardState.StreamOf(StandardOf(category, isFree: true))), new AdoptStandard(
                $"{ProviderPlan.NameOf(category)}规范（公益）", category, Natures.PublicGood, accept, contact, complete, 0, 0));
            world.Sim.At(at.AddMinutes(1), NetworkPlan.ByProvince(StandardState.StreamOf(StandardOf(category, isFree: false))), new AdoptStandard(
                $"{ProviderPlan.NameOf(category)}规范（收费）", category, null, accept, contact, complete, BasePriceFen(category) * CapPercent / 100,
                NetworkDiscountBp));
        }
    }

    // The one that ships, from the first day of the first year.
    private static void Regime(DemoWorld world)
    {
        var document = RegimeText.Canonical(ShippedCatalogue.Regime(ShippedCatalogue.DefaultRegime));
        world.Sim.At(DemoWorld.On(world.FirstYear - 1, 12, 14), NetworkPlan.ByProvince(RegimeState.StreamOf(ShippedCatalogue.DefaultRegime)), new AdoptRegime(
            "五公开六统一", "Five disclosures, six unifications", document, RegimeText.Hash(document), "演示网络联席会议", null,
            DemoWorld.On(world.FirstYear, 1, 1, 0)));
    }

    private static void Assure(DemoWorld world, DemoService service)
    {
        foreach (var year in world.Years)
        {
            var day = world.Time.Next(new DateOnly(year, 6, 1), 1 + world.Chance.Below(15));
            world.Sim.At(
                WorkTime.At(day, WorkTime.Morning + world.Chance.Below(300)), new Doing(ServiceState.StreamOf(service.Code), service.Node, "editor"),
                new AssureService(day));
        }
    }
}
