using Ledger.Deciding;
using Ledger.Registry;
using Ledger.Registry.Enterprises;

namespace PublicApi.Demo;

/// <summary>An enterprise that is served. It is nobody: name and code are made up and not kept in the vault.</summary>
/// <param name="SizeClass">Null for a sole trader.</param>
internal sealed record Customer(string Stream, string City, string? SizeClass, string? Industry)
{
    public bool GetsReduction => SizeClass is "micro" or "small";
}

/// <summary>The enterprises of each platform: most requests come from one that came before.</summary>
internal sealed class Customers(DemoWorld world)
{
    private const int NewPerMille = 150;
    private const int SoleTraderPerMille = 120;
    private const int ClassifiedPerMille = 100;

    // Micro, small and medium, with employees that make them so in the rule's row for other industries.
    private static readonly (string Size, int PerCent, int Employees)[] Sizes = [("micro", 55, 5), ("small", 35, 40), ("medium", 10, 160)];

    private readonly Dictionary<string, List<Customer>> known = new(StringComparer.Ordinal);
    private int count;

    /// <summary>One of a platform; a new one is registered now.</summary>
    public Customer Of(DemoPlatform platform)
    {
        var pool = known.TryGetValue(platform.Code, out var found) ? found : known[platform.Code] = [];
        return pool.Count > 0 && !world.Chance.Chance(NewPerMille) ? world.Chance.Pick(pool) : Add(platform, pool, isSized: false);
    }

    /// <summary>A new one of a certain size, for a breach that depends on it.</summary>
    public Customer Small(DemoPlatform platform) => Add(platform, [], isSized: true);

    private Customer Add(DemoPlatform platform, List<Customer> pool, bool isSized)
    {
        var (sim, chance) = (world.Sim, world.Chance);
        var isSoleTrader = !isSized && chance.Chance(SoleTraderPerMille);
        var size = isSized ? Sizes[1] : Draw(chance.Below(100));
        var customer = new Customer(
            EnterpriseState.StreamOf(sim.NewId()), platform.City, isSoleTrader ? null : size.Size, isSoleTrader ? null : $"{chance.Between(13, 43)}");
        var code = $"9{(isSoleTrader ? 2 : 1)}{platform.City}DEM{++count:D6}";
        var doing = new Doing(customer.Stream, platform.Code, "window_clerk");
        sim.Do(doing, new RegisterEnterprise(
            new Confidential(code + Uscc.CheckSymbol(code)), new Confidential($"演示企业{count}"), new Confidential(chance.Pick(Places.Counties(platform.City))),
            platform.City, isSoleTrader, customer.SizeClass, customer.Industry, null, null));
        if (!isSoleTrader && chance.Chance(ClassifiedPerMille))
        {
            sim.Do(doing, new ClassifySize(new Confidential("OTH"), new Confidential($"{size.Employees}"), null, null));
        }

        pool.Add(customer);
        return customer;
    }

    private static (string Size, int PerCent, int Employees) Draw(int percent) =>
        percent < Sizes[0].PerCent ? Sizes[0] : percent < Sizes[0].PerCent + Sizes[1].PerCent ? Sizes[1] : Sizes[2];
}
