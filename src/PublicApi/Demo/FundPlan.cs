using Ledger.Governance.Corrections;
using Ledger.Governance.Funds;
using Ledger.Transparency;

namespace PublicApi.Demo;

/// <summary>Two earmarked funds a year: for the windows' building, and for fees of small enterprises.</summary>
internal static class FundPlan
{
    private const string Source = "省级财政专项资金";
    private const long Wan = 1_000_000;

    public static void Add(DemoWorld world)
    {
        world.Sim.At(
            DemoWorld.On(world.FirstYear, 1, 3, 0), NetworkPlan.ByProvince(Detours.SubsidyFund),
            new AppropriateFund(Source, 900 * Wan, ["FEE_SUBSIDY"], world.FirstYear));
        foreach (var year in world.Years)
        {
            Building(world, year);
        }
    }

    private static void Building(DemoWorld world, int year)
    {
        var (sim, chance) = (world.Sim, world.Chance);
        var fund = NetworkPlan.ByProvince($"{FundState.Prefix}BUILD-{year}");
        sim.At(DemoWorld.On(year, 1, 6), fund, new AppropriateFund(Source, 3_200 * Wan, ["WINDOW_BUILDING"], year));
        sim.At(DemoWorld.On(year, 1, 7), fund, new CommitToFund(Source, 3_200 * Wan));
        sim.At(DemoWorld.On(year, 2, 10), fund, new ReceiveFund(Source, 3_200 * Wan, new DateOnly(year, 2, 10)));
        foreach (var (platform, i) in Places.Platforms.Skip(1).Take(12).Select((platform, i) => (platform, i)))
        {
            sim.At(DemoWorld.On(year, 2, 17).AddMinutes(i), fund, new AllocateFund(platform.Code, "WINDOW_BUILDING", 100 * Wan));
            var spend = new SpendFund(platform.Code, "WINDOW_BUILDING", "WINDOW-UPGRADE", chance.Between(60, 80) * Wan, chance.Sha256());
            sim.At(DemoWorld.On(year, 5, 12).AddMinutes(i), () => Spend(world, fund with { Node = platform.Code, Role = "accountant" }, spend, i == 0));
        }

        var first = Places.Platforms[1].Code;
        sim.At(DemoWorld.On(year, 11, 4), fund, new ReturnFund(first, Source, 5 * Wan, "not_needed"));
        sim.At(DemoWorld.On(year, 11, 5), fund, new OrderFundRecovery(Places.Platforms[2].Code, 3 * Wan, "voucher_missing", null));
        sim.At(DemoWorld.On(year, 11, 20), fund, new RecoverFund(Places.Platforms[2].Code, 3 * Wan, new DateOnly(year, 11, 20)));
    }

    // One wrong project code is put right by a correction.
    private static void Spend(DemoWorld world, Doing doing, SpendFund spend, bool isCorrected)
    {
        var sim = world.Sim;
        sim.Do(doing, isCorrected ? spend with { ProjectCode = "WINDOW-UPGRAED" } : spend);
        if (isCorrected)
        {
            var target = new CorrectionTarget(sim.LastEvent, sim.Size - 1, "fund.spent", doing.Node, 0, [new("project_code", FieldKind.Text)]);
            sim.At(
                sim.Now.AddDays(1), doing with { Stream = $"{CorrectionState.Prefix}{sim.LastEvent}" },
                new IssueCorrection("slip", [new CorrectedField("project_code", spend.ProjectCode)]) { Found = target });
        }
    }
}
