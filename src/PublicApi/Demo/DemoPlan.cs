namespace PublicApi.Demo;

/// <summary>What every part of the plan needs.</summary>
/// <param name="FirstYear">The ledger begins in December of the year before.</param>
/// <param name="LastYear">The year in which breaches are seeded.</param>
/// <param name="ScalePerMille">1,000 for a network of about 250,000 events a year.</param>
internal sealed record DemoWorld(Simulation Sim, Pcg32 Chance, WorkTime Time, int FirstYear, int LastYear, int ScalePerMille)
{
    /// <summary>The catalogue's services, by platform.</summary>
    public Dictionary<string, List<DemoService>> Services { get; } = new(StringComparer.Ordinal);

    public List<DemoProvider> Providers { get; } = [];

    public IEnumerable<int> Years => Enumerable.Range(FirstYear, LastYear - FirstYear + 1);

    /// <summary>So many of something that grows with the scale; at least one.</summary>
    public int Scaled(int atScaleOne) => (int)Math.Max(1, (long)atScaleOne * ScalePerMille / 1000);

    public static DateTimeOffset On(int year, int month, int day, int minute = WorkTime.Morning) => WorkTime.At(new DateOnly(year, month, day), minute);

    /// <summary>That day of the year in which breaches are seeded, or the next working day.</summary>
    public DateTimeOffset OnWorkday(int month, int day, int minute = WorkTime.Morning) =>
        WorkTime.At(Time.Next(new DateOnly(LastYear, month, day), 0), minute);
}

/// <param name="Code">Its credit code; none is a real one.</param>
internal sealed record DemoProvider(string Code, string City, string OwnerNode, string Category);

/// <param name="ProviderId">The platform itself, or a provider.</param>
/// <param name="PriceFen">Unit price; 0 for what is free.</param>
/// <param name="DiscountBp">For small and micro enterprises, basis points.</param>
internal sealed record DemoService(
    string Code,
    string Name,
    string Node,
    string Category,
    string Nature,
    string ProviderId,
    long PriceFen,
    int DiscountBp,
    int CompleteDays,
    DateTimeOffset From)
{
    public const string FeeItem = "F1";

    public bool IsFree => PriceFen == 0;

    public string Standard => CataloguePlan.StandardOf(Category, IsFree);
}

/// <summary>A year or more of a plausible network. Nothing in it is about anybody: names, codes and texts are invented.</summary>
internal static class DemoPlan
{
    private const ulong PlanSequence = 3;

    // Of January: December's reports are in, and the last year is the last that is over.
    private const int LastDay = 15;

    /// <summary>Years without a shipped calendar would have no clocks, so the demo ends with the last but one of them: its cases
    /// run into the year after.</summary>
    public static int LastYear => Catalogue.ShippedCatalogue.CalendarYears[^2];

    /// <param name="seed">Any number; the same one gives the same events to the byte.</param>
    /// <param name="years">How many, up to <see cref="LastYear"/>; 1 or more.</param>
    /// <param name="scalePerMille">How many requests, activities and enterprises: 1,000 for about 250,000 events a year.</param>
    public static Simulation Build(ulong seed, int years, int scalePerMille)
    {
        var sim = new Simulation(seed);
        var world = new DemoWorld(sim, new Pcg32(seed, PlanSequence), new WorkTime(), LastYear - years + 1, LastYear, scalePerMille);
        sim.End = DemoWorld.On(world.LastYear + 1, 1, LastDay, 0);
        NetworkPlan.Add(world);
        ProviderPlan.Add(world);
        CataloguePlan.Add(world);
        var customers = new Customers(world);
        CasePlan.Add(world, customers);
        GovernancePlan.Add(world);
        MonthPlan.Add(world);
        FindingPlan.Add(world);
        CatalogueBreaches.Add(world);
        GovernanceBreaches.Add(world);
        CaseBreaches.Add(world, customers);
        Showcase.Add(world, customers);
        return sim;
    }
}
