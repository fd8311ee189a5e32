using Ledger.Registry.Enterprises;
using Ledger.Registry.Plans;

namespace Ledger.Tests.Registry;

/// <summary>An enterprise and a plan, the rules written again.</summary>
internal static class EnterpriseModel
{
    private const string Province = World.Province;

    public static IReadOnlySet<Type> Run(byte[] script)
    {
        var dice = new Dice(script);
        var enterprise = new Play<EnterpriseState>(World.Open, "enterprise-01936f2a-0000-7000-8000-0000000000aa", EnterpriseState.Initial);
        var plan = new Play<PlanState>(World.Open, PlanState.StreamOf(Province), PlanState.Initial);
        (string Owner, bool SoleTrader, string? Size)? model = null;
        var version = 0;
        while (dice.HasMore)
        {
            var by = dice.Any(Province, World.Window, World.OtherWindow, "SC-519900");
            var isOpen = by != "SC-519900";
            switch (dice.Any("register", "classify", "classify", "plan"))
            {
                case "register":
                    var soleTrader = dice.Any(false, false, true);
                    enterprise.Do(
                        new RegisterEnterprise(new("91510700MAX0X0X07Y"), new("某厂"), null, "510700", soleTrader, "large", "35", null, null),
                        by, isOpen && model is null);
                    model = isOpen ? model ?? (by, soleTrader, soleTrader ? null : "large") : model;
                    break;
                case "classify":
                    var (employees, size) = dice.Any(("9", "micro"), ("10", "small"), ("100", "medium"), ("300", "large"));
                    var allowed = model is { SoleTrader: false } known && (by == Province || by == known.Owner);
                    enterprise.Do(new ClassifySize(new("OTH"), new(employees), null, null), by, allowed);
                    model = allowed ? model!.Value with { Size = size } : model;
                    break;
                default:
                    plan.Do(new AdoptPlan([new(1, 2011, 1, 11)], "B"), by, by == Province);
                    version += by == Province ? 1 : 0;
                    break;
            }

            Assert.Equal(model ?? ("", false, null), (enterprise.State.OwnerNode, enterprise.State.IsSoleTrader, enterprise.State.SizeClass));
            Assert.Equal(version, plan.State.Version);
        }

        return enterprise.Happened.Union(plan.Happened).ToHashSet();
    }
}
