using Ledger.Catalogue.Regimes;
using Ledger.Catalogue.Services;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Registry.Platforms;
using Ledger.Registry.Providers;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Store;

namespace Ledger.Tests.Disclosures;

/// <summary>
/// A small network in January 2026; each fact is recorded at 04:00 UTC of its day, noon in Sichuan.
/// DIGI-01 of Chengdu: version 1 from the 4th, version 2 without conditions from the 12th, version 3 from the 25th; everything else is published.
/// FIN-01 of Chengdu, by the platform itself: in force from the 5th, published on the 6th; no process, no price, a promise without an acceptance clock.
/// LAW-01 of Mianyang, by the platform itself: everything but a quality promise, from the 6th; withdrawn from the 22nd. Mianyang is suspended from the 20th.
/// The newest entry is of the 18th.
/// </summary>
internal static class OfferedServices
{
    public const string Provider = "91510100MAX0X0X070";
    private const string Chengdu = "SC-510100";
    private const string Mianyang = "SC-510700";
    private const string Hash = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

    private static readonly ServiceContent Digital = new(
        "数字化培训", "DIGI", "STD-DIGI", 1, Provider, "market", ["micro", "small"], ["35"], ["510100"], "在四川登记的中小企业",
        ["营业执照"], ["online", "call"], "028-12345", ["上门服务"], new DateOnly(2026, 1, 3));

    private static readonly ServiceContent Finance = Digital with
    {
        Name = "融资辅导",
        CategoryCode = "FIN",
        ProviderId = Chengdu,
        Nature = "discounted",
        RegionCodes = ["510000"],
    };

    private static readonly ServiceContent Law = Digital with
    {
        Name = "法律咨询",
        CategoryCode = "LAW",
        ProviderId = Mianyang,
        Nature = "public_good",
        RegionCodes = ["510700"],
    };

    private static readonly ProcessStep Step = new("ACCEPT", "受理", "受理岗", 1, ["申请表"], ["受理通知"]);
    private static readonly ProcessStep Delivery = new("DELIVER", "诊断", "服务岗", 5, ["受理通知", "生产数据"], ["诊断报告"]);

    private static readonly (string Stream, LedgerEvent Fact)[] Facts =
    [
        ("platform-SC", new PlatformRegistered(On(1), "省平台", "provincial", "510000", null, "12345")),
        ("platform-SC", new PlatformOpened(On(1), new DateOnly(2026, 1, 1))),
        ("platform-SC-510100", new PlatformRegistered(On(1), "成都窗口", "comprehensive_window", "510100", null, "028-1")),
        ("platform-SC-510100", new PlatformPhaseAssigned(On(1), 1, new DateOnly(2026, 1, 2))),
        ("platform-SC-510100", new PlatformOpened(On(1), new DateOnly(2026, 1, 1))),
        ("platform-SC-510700", new PlatformRegistered(On(1), "绵阳窗口", "comprehensive_window", "510700", null, "0816-1")),
        ("platform-SC-510700", new PlatformOpened(On(2), new DateOnly(2026, 1, 2))),
        ("regime-default", new RegimeAdopted(On(2), 1, "默认规则", "Default", "{}", Hash, At(2), "", null)),
        ("provider-" + Provider, new ProviderRegistered(
            On(2, Chengdu), "某科技公司", "enterprise", "510100", "510104", ["DIGI"], ["高新技术企业"], null, null,
            new Sealed(Convert.ToBase64String(new byte[32])))),
        ("provider-" + Provider, new ProviderIdentityVerified(On(3), "licence", Hash)),
        ("provider-" + Provider, new AllianceApplicationSubmitted(On(3), Hash)),
        ("service-DIGI-01", new ServicePublished(On(3, Chengdu), Chengdu, 1, Digital, At(4))),
        ("service-DIGI-01", new ProcessPublished(On(3, Chengdu), 1, [Step, Delivery], "首接负责", "12345", At(4))),
        ("service-DIGI-01", new CommitmentPublished(On(3, Chengdu), 1, 1, 2, 10, "满意", "12345", At(4))),
        ("service-DIGI-01", new FeeItemPublished(On(3, Chengdu), "DIAG", 1, "次", 50_000, 80_005, "川价〔2026〕1号", 2_000, At(4), null)),
        ("service-DIGI-01", new FeeItemPublished(On(3, Chengdu), "TRAVEL", 1, "天", 100, 100, "", 0, At(4), null)),
        ("provider-" + Provider, new AllianceAdmitted(On(4), "RES-1", At(5))),
        ("service-FIN-01", new ServicePublished(On(6, Chengdu), Chengdu, 1, Finance, At(5))),
        ("service-FIN-01", new CommitmentPublished(On(6, Chengdu), 1, 0, 2, 10, "满意", "12345", At(6))),
        ("service-LAW-01", new ServicePublished(On(6, Mianyang), Mianyang, 1, Law, At(6))),
        ("service-LAW-01", new ProcessPublished(On(6, Mianyang), 1, [Step], "首接负责", "12345", At(6))),
        ("service-LAW-01", new CommitmentPublished(On(6, Mianyang), 1, 1, 2, 5, "", "12345", At(6))),
        ("service-LAW-01", new FeeItemPublished(On(6, Mianyang), "FREE", 1, "次", 0, 0, "免费", 0, At(6), null)),
        ("service-DIGI-01", new ServiceRevised(On(10, Chengdu), 2, Digital with { Name = "数字化诊断", Conditions = "" }, At(12), "更名")),
        ("service-DIGI-01", new FeeItemPublished(On(10, Chengdu), "DIAG", 2, "次", 0, 60_000, "川价〔2026〕2号", 2_000, At(12), null)),
        ("service-DIGI-01", new FeeItemWithdrawn(On(10, Chengdu), "TRAVEL", At(11), "ABOLISHED")),
        ("service-DIGI-01", new ServiceAssured(On(13, Chengdu), new DateOnly(2026, 1, 13))),
        ("service-DIGI-01", new ServiceRevised(On(14, Chengdu), 3, Digital with { Name = "数字化改造" }, At(25), "扩展")),
        ("platform-SC-510700", new PlatformSuspended(On(15), At(20), "AUDIT")),
        ("regime-strict", new RegimeAdopted(On(16), 1, "严格规则", "Strict", """{"id":"strict"}""", Hash, At(17), "川办发〔2026〕1号", "conference-2026-1/3")),
        ("regime-default", new RegimeAdopted(On(16), 2, "默认规则二", "Default 2", "{}", Hash, At(24), "", null)),
        ("service-LAW-01", new ServiceWithdrawn(On(18, Mianyang), At(22), "MERGED")),
    ];

    /// <summary>04:00 UTC of a day in January 2026.</summary>
    public static DateTimeOffset At(int day) => new(2026, 1, day, 4, 0, 0, TimeSpan.Zero);

    /// <summary>The service over this network, all of it in the views.</summary>
    public static async Task<TestServer> Serve(Cluster cluster)
    {
        var server = await TestServer.Start(cluster);
        foreach (var (stream, fact) in Facts)
        {
            await Record(server.Ledger, stream, fact);
        }

        while (await server.Ledger.Count("public_log.entry") < Facts.Length)
        {
            await Task.Delay(20);
        }

        return server;
    }

    private static Task Record(TestLedger ledger, string stream, LedgerEvent fact) => fact switch
    {
        PlatformEvent => Record<PlatformState>(ledger, stream, fact),
        ProviderEvent => Record<ProviderState>(ledger, stream, fact),
        RegimeEvent => Record<RegimeState>(ledger, stream, fact),
        _ => Record<ServiceState>(ledger, stream, fact),
    };

    private static async Task Record<TState>(TestLedger ledger, string stream, LedgerEvent fact)
        where TState : StreamState<TState>, new()
    {
        var outcome = await ledger.Journal.Execute<TState>(
            stream, expected: null, Guid.NewGuid().ToString(), commandHash: null, (_, _) => Decision.Accept(fact), Timeout.InfiniteTimeSpan);
        Assert.IsType<Outcome.Done>(outcome);
    }

    private static Envelope On(int day, string node = "SC") =>
        new(At(day), At(day), node, "clerk", Channels.PartnerApi, Guid.NewGuid().ToString(), CausationId: null);
}
