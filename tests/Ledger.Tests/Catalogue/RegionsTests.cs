using System.Globalization;
using CsvHelper;
using FsCheck;
using FsCheck.Xunit;
using Ledger.Catalogue.CodeLists;
using PublicApi.Catalogue;

namespace Ledger.Tests.Catalogue;

public sealed class RegionsTests
{
    private const int Cities = 21;
    private const int Counties = 183;
    private const int FormerCodes = 16;

    private static readonly PublishCodeList Shipped = ShippedCatalogue.CodeList("region");
    private static readonly Regions Sichuan = new(new CodeList(Shipped.Items));

    [Fact]
    public void Sichuan_ships_with_its_cities_counties_and_former_codes()
    {
        Given.Scene<CodeListState>(CodeListState.Regions).When(Shipped).ThenAccepted();

        var current = Shipped.Items.Where(item => item.ReplacedBy is null).ToList();
        Assert.Equal(Cities, current.Count(item => item.Parent == "510000"));
        Assert.Equal(Counties, current.Count(item => !item.Code.EndsWith("00", StringComparison.Ordinal)));
        Assert.Equal(FormerCodes, Shipped.Items.Count - current.Count);
        Assert.DoesNotContain(Shipped.Items, item => item.Code is "510200" or "511200");
        Assert.All(current.Where(item => item.Parent == "510000"), city => Assert.NotNull(Sichuan.CentreOf(city.Code)));
    }

    [Fact]
    public void Sichuan_is_as_the_public_table_of_divisions_has_it()
    {
        var rows = Read("data/cn_divisions/sichuan_counties.csv");

        Assert.Equal(Counties, rows.Count);
        Assert.All(rows, row =>
        {
            var shipped = Assert.Single(Shipped.Items, item => item.Code == row["code"]);
            Assert.Equal((row["name"], row["prefecture_code"], null), (shipped.NameZh, shipped.Parent, shipped.ReplacedBy));
            Assert.Equal(row["prefecture"], Assert.Single(Shipped.Items, item => item.Code == row["prefecture_code"]).NameZh);
            Assert.True(row["former_code"] == "" || Sichuan.Current(row["former_code"]) == row["code"]);
        });
    }

    /// <summary>A city's government sits in one of its counties, so their centres are near each other.</summary>
    [Fact]
    public void The_centre_of_a_city_is_near_that_of_one_of_its_counties()
    {
        const int near = 10_000;
        var rows = Read("data/cn_divisions/sichuan_counties.csv");

        Assert.All(rows.GroupBy(row => row["prefecture_code"]), city => Assert.True(
            city.Min(row => Sichuan.CentreOf(city.Key)!.Value.MetresTo(new Place(E6(row["lat"]), E6(row["lon"])))) < near, city.Key));
    }

    [Theory]
    [InlineData("510104", "510100", "510104")]
    [InlineData("510100", "510100", null)]
    [InlineData("510132", "510100", "510118")]
    [InlineData("511521", "511500", "511504")]
    [InlineData("513425", "513400", "513402")]
    [InlineData("512081", "510100", "510185")]
    [InlineData("510000", null, null)]
    [InlineData("510200", null, null)]
    [InlineData("", null, null)]
    public void An_old_code_lands_in_the_right_county(string code, string? city, string? county)
    {
        Assert.Equal(city, Sichuan.CityOf(code));
        Assert.Equal(county, Sichuan.CountyOf(code));
    }

    [Fact]
    public void Successors_of_successors_are_followed_and_a_county_has_its_citys_centre()
    {
        var regions = new Regions(new CodeList(
        [
            new CodeItem("990000", "省"),
            new CodeItem("990100", "市", Parent: "990000", LatitudeE6: 30_000_000, LongitudeE6: 104_000_000),
            new CodeItem("990101", "甲", Parent: "990100", ReplacedBy: "990102"),
            new CodeItem("990102", "乙", Parent: "990100", ReplacedBy: "990103"),
            new CodeItem("990103", "丙", Parent: "990100"),
            new CodeItem("990104", "丁", Parent: "990100", LatitudeE6: 31_000_000, LongitudeE6: 104_000_000),
        ]));

        Assert.Equal("990103", regions.Current("990101"));
        Assert.Equal(new Place(30_000_000, 104_000_000), regions.CentreOf("990101"));
        Assert.Equal(111_195, regions.MetresBetween("990101", "990104"));
        Assert.Equal(0, regions.MetresBetween("990101", "990103"));
        Assert.Null(regions.MetresBetween("990101", "990000"));
        Assert.Null(regions.MetresBetween("990101", "990199"));
    }

    /// <summary>A chain that does not end, which no decider lets in, ends a lookup all the same.</summary>
    [Fact]
    public void A_circle_of_codes_leads_nowhere()
    {
        var regions = new Regions(new CodeList([new CodeItem("990101", "甲", ReplacedBy: "990102"), new CodeItem("990102", "乙", ReplacedBy: "990101")]));

        Assert.Null(regions.Current("990101"));
        Assert.Null(regions.CityOf("990101"));
    }

    /// <summary>By hand, from 6,371,009 m and π: a degree is 111,195.08 m, a quarter of the circle 10,007,557.6 m, half of it
    /// 20,015,115.1 m; and a millionth of a degree is 0.11 m, less than half a metre.</summary>
    [Theory]
    [InlineData(0, 0, 1_000_000, 0, 111_195)]
    [InlineData(0, 0, 0, 1_000_000, 111_195)]
    [InlineData(0, 0, 90_000_000, 0, 10_007_558)]
    [InlineData(0, 0, 0, 180_000_000, 20_015_115)]
    [InlineData(90_000_000, 5, -90_000_000, 70, 20_015_115)]
    [InlineData(0, 179_500_000, 0, -179_500_000, 111_195)]
    [InlineData(30_000_000, 104_000_000, 30_000_001, 104_000_000, 0)]
    [InlineData(30_000_000, 104_000_000, 30_000_005, 104_000_000, 1)]
    public void A_distance_is_in_whole_metres(int latitude, int longitude, int otherLatitude, int otherLongitude, long metres) =>
        Assert.Equal(metres, new Place(latitude, longitude).MetresTo(new Place(otherLatitude, otherLongitude)));

    [Property(MaxTest = 500)]
    public void A_distance_is_that_of_the_haversine_formula_both_ways(int a, int b, int c, int d)
    {
        var (one, other) = (Somewhere(a, b), Somewhere(c, d));

        Assert.InRange(one.MetresTo(other), Haversine(one, other) - 1, Haversine(one, other) + 1);
        Assert.Equal(one.MetresTo(other), other.MetresTo(one));
    }

    private static Place Somewhere(int latitude, int longitude)
    {
        // FsCheck's numbers are small; the products run over the whole range.
        const int spread = 7_654_321;
        return new Place((int)((long)latitude * spread % 90_000_001), (int)((long)longitude * spread % 180_000_001));
    }

    private static double Haversine(Place one, Place other)
    {
        var (from, to) = (double.DegreesToRadians(one.LatitudeE6 / 1e6), double.DegreesToRadians(other.LatitudeE6 / 1e6));
        var turn = double.DegreesToRadians((other.LongitudeE6 - one.LongitudeE6) / 1e6);
        var h = Math.Pow(Math.Sin((to - from) / 2), 2) + (Math.Cos(from) * Math.Cos(to) * Math.Pow(Math.Sin(turn / 2), 2));
        return 2 * 6_371_009 * Math.Atan2(Math.Sqrt(h), Math.Sqrt(Math.Max(0, 1 - h)));
    }

    private static int E6(string degrees) => (int)(decimal.Parse(degrees, CultureInfo.InvariantCulture) * 1_000_000);

    private static List<Dictionary<string, string>> Read(string shared)
    {
        using var csv = new CsvReader(new StreamReader(Repository.Shared(shared)), CultureInfo.InvariantCulture);
        return [.. csv.GetRecords<dynamic>().Select(row => ((IDictionary<string, object>)row).ToDictionary(cell => cell.Key, cell => (string)cell.Value))];
    }
}
