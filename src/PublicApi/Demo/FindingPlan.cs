using Ledger.Governance.Findings;
using Projections.Compliance.Facts;
using Projections.Compliance.Months;

namespace PublicApi.Demo;

/// <summary>What is done about a few of the findings of the last year: the platform that answers says that it is so, and in most
/// what it did about it; one the province waives.</summary>
internal static class FindingPlan
{
    private static readonly (string Rule, int Month, string? Cure)[] Acknowledged =
    [
        ("D2-TIMELINE_GAP", 4, null),
        ("U1-WRONG_BRAND_VERSION", 5, "attested_anew"),
        ("U1-NON_UNIFIED_HOTLINE", 7, "unified_number_restored"),
    ];

    public static void Add(DemoWorld world)
    {
        foreach (var (rule, number, cure) in Acknowledged)
        {
            At(world, number, 2, rule, (doing, found) => world.Sim.Do(doing, new AcknowledgeViolation { Found = found }));
            if (cure is not null)
            {
                At(world, number, 9, rule, (doing, found) => world.Sim.Do(doing, new CureViolation(cure) { Found = found }));
            }
        }

        At(world, BreachNodes.SilentMonth, 3, "U5-SILENT_NODE", (doing, found) => world.Sim.Do(
            doing with { Node = Places.Province }, new WaiveViolation("cut_off_by_flood") { Found = found }));
    }

    // The first finding of the rule, so many days after the month was judged.
    private static void At(DemoWorld world, int number, int days, string rule, Action<Doing, FindingTarget> act)
    {
        var month = new Month(world.LastYear, number);
        world.Sim.At(MonthPlan.Judged(world, month).AddDays(days), () =>
        {
            var row = world.Sim.Replay.MonthRows(MonthViews.Findings).Cast<FindingRow>()
                .Where(row => row.Found && row.Rule == rule && row.Month == month.ToString()).MinBy(row => row.Code, StringComparer.Ordinal)
                ?? throw new InvalidOperationException($"{rule} was not found in {month}: the plan is wrong.");
            act(new Doing(FindingState.Prefix + row.Code, row.Node!, "director"), new FindingTarget(row.Rule, row.Month, row.Node, row.Found));
        });
    }
}
