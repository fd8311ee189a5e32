using PublicApi.Catalogue;

namespace PublicApi.Demo;

/// <summary>A platform of the demo network.</summary>
/// <param name="City">GB/T 2260.</param>
/// <param name="Weight">Its share of the requests, against the others'.</param>
/// <param name="Phase">1 to 3.</param>
internal sealed record DemoPlatform(string Code, string Name, string City, string? Cluster, int Phase, int Weight)
{
    public bool IsProvince => Code == Places.Province;
}

/// <summary>Where the demo network is: Sichuan's 21 cities and prefectures, and ten industry clusters. The platforms are
/// invented; the speech that the product follows names only two of the clusters.</summary>
internal static class Places
{
    public const string Province = "SC";
    public const string Hotline = "96300";

    private static readonly (string City, string Code, string Name)[] Clusters =
    [
        ("510600", "EQUIP", "装备制造产业集群"),
        ("510100", "ELEC", "电子信息产业集群"),
        ("510100", "BIO", "生物医药产业集群"),
        ("510700", "TECH", "科技产业集群"),
        ("511500", "LIQUOR", "白酒产业集群"),
        ("510500", "CHEM", "精细化工产业集群"),
        ("510400", "VTI", "钒钛产业集群"),
        ("511000", "FOOD", "食品加工产业集群"),
        ("511400", "PHOTO", "光伏产业集群"),
        ("511300", "TEXT", "丝纺服装产业集群"),
    ];

    // 11, 11 and 9 windows.
    private const int PhaseSize = 11;

    private static readonly Divisions List = new();

    /// <summary>Each city's counties, by GB/T 2260.</summary>
    public static IReadOnlyList<string> Counties(string city) => List.Counties[city];

    public static IReadOnlyList<string> Cities => List.Cities;

    /// <summary>The province first, then windows in the order of their phases.</summary>
    public static IReadOnlyList<DemoPlatform> Platforms { get; } = [.. All()];

    public static int TotalWeight { get; } = Platforms.Sum(platform => platform.Weight);

    public static DemoPlatform Of(string code) => Platforms.First(platform => platform.Code == code);

    private static IEnumerable<DemoPlatform> All()
    {
        yield return new DemoPlatform(Province, "四川省中小企业公共服务平台", "510100", null, 1, 30);
        var windows = Clusters.Take(2).Select(Cluster)
            .Concat(List.Cities.Take(13).Select(Window))
            .Concat(Clusters.Skip(2).Select(Cluster))
            .Concat(List.Cities.Skip(13).Select(Window));
        foreach (var (window, i) in windows.Select((window, i) => (window, i)))
        {
            yield return window with { Phase = 1 + (i / PhaseSize), Weight = window.City == "510100" ? 40 : 10 + (i * 7 % 11) };
        }
    }

    private static DemoPlatform Window(string city) => new($"SC-{city}", $"四川省中小企业公共服务平台{List.Names[city]}窗口", city, null, 1, 1);

    private static DemoPlatform Cluster((string City, string Code, string Name) cluster) => new(
        $"SC-{cluster.City}-{cluster.Code}", $"四川省中小企业公共服务平台{cluster.Name}窗口", cluster.City, cluster.Code, 1, 1);

    private sealed class Divisions
    {
        public Divisions()
        {
            var items = ShippedCatalogue.CodeList("region").Items;
            Cities = [.. items.Where(item => item.Parent == "510000").Select(item => item.Code)];
            Names = items.ToDictionary(item => item.Code, item => item.NameZh);
            Counties = Cities.ToDictionary(
                city => city,
                city => (IReadOnlyList<string>)[.. items.Where(item => item.Parent == city && item.ReplacedBy is null).Select(item => item.Code)]);
        }

        public IReadOnlyList<string> Cities { get; }

        public Dictionary<string, string> Names { get; }

        public Dictionary<string, IReadOnlyList<string>> Counties { get; }
    }
}
