using FsCheck;
using FsCheck.Xunit;
using Ledger.Catalogue.CodeLists;
using Ledger.Deciding;

namespace Ledger.Tests.Catalogue;

public sealed class CodeListTests
{
    private static readonly DateTimeOffset Now = Given.Now;
    private static readonly CodeItem A = new("A", "甲");
    private static readonly CodeItem B = new("B", "乙", Parent: "A");

    private static Scene<CodeListState> List => Given.Scene<CodeListState>("codelist-topic");

    [Fact]
    public void A_list_is_published_in_versions()
    {
        var one = List.When(new PublishCodeList([A, B], "GB")).Then(by => new CodeListPublished(by, 1, [A, B], Now, "GB"));
        var two = one.When(new PublishCodeList([A, B with { ReplacedBy = "C" }, new CodeItem("C", "丙")], "GB", Now.AddDays(1))).ThenAccepted();

        Assert.Null(one.State.At(Now.AddMilliseconds(-1)));
        Assert.False(two.State.At(Now)!.Value.Contains("C"));
        Assert.Equal("C", two.State.At(Now.AddDays(1))!.Value.Current("B")!.Code);
        one.When(new PublishCodeList([A, B], "GB")).ThenRefused("EFFECTIVE-ORDER");
        one.When(new PublishCodeList([A], "GB", Now.AddDays(1))).ThenRefused("CODE-LOST");
    }

    public static TheoryData<string, IReadOnlyList<CodeItem>> Unsound => new()
    {
        { "FIELD-ITEMS", [] },
        { "FIELD-ITEMS", [null!] },
        { "FIELD-ITEMS", [.. Enumerable.Range(0, 1001).Select(n => new CodeItem($"{n}", "甲"))] },
        { "FIELD-CODE", [new CodeItem("", "甲")] },
        { "FIELD-NAME-ZH", [new CodeItem("A", "")] },
        { "FIELD-NAME-EN", [A with { NameEn = "" }] },
        { "FIELD-LATITUDE-E6", [A with { LatitudeE6 = 90_000_001, LongitudeE6 = 0 }] },
        { "FIELD-LONGITUDE-E6", [A with { LatitudeE6 = 0, LongitudeE6 = -180_000_001 }] },
        { "FIELD-LATITUDE-E6", [A with { LatitudeE6 = 0 }] },
        { "CODE-REPEATED", [A, A with { NameZh = "乙" }] },
        { "CODE-CHAIN", [B] },
        { "CODE-CHAIN", [A with { ReplacedBy = "B" }] },
        { "CODE-CHAIN", [A with { Parent = "A" }] },
        { "CODE-CHAIN", [A with { ReplacedBy = "B" }, B with { Parent = null, ReplacedBy = "A" }] },
        { "ENTRY-SIZE", [.. Enumerable.Range(0, 1000).Select(n => new CodeItem($"{n}", new string('文', 30)))] },
    };

    [Theory]
    [MemberData(nameof(Unsound))]
    public void A_list_is_sound(string rule, IReadOnlyList<CodeItem> items) => List.When(new PublishCodeList(items, "GB")).ThenRefused(rule);

    [Fact]
    public void Regions_have_codes_of_six_digits()
    {
        Given.Scene<CodeListState>(CodeListState.Regions).When(new PublishCodeList([A], "GB")).ThenRefused("FIELD-CODE");
        Given.Scene<CodeListState>(CodeListState.Regions).When(new PublishCodeList([new CodeItem("510000", "四川省")], "GB")).ThenAccepted();
    }

    /// <summary>Against a model of its own: a list is taken exactly if walking from every code by parents, and by successors,
    /// comes to an end without leaving the list or seeing a code again.</summary>
    [Property(MaxTest = 2_000)]
    public void A_list_is_taken_exactly_if_its_chains_end(byte[] script)
    {
        var items = script.Take(8).Select((step, n) => new CodeItem($"{n}", "名", Parent: Link(step % 16), ReplacedBy: Link(step / 16))).ToList();
        var sound = items.Count > 0 && items.All(item => Ends(items, item, static at => at.Parent) && Ends(items, item, static at => at.ReplacedBy));

        Assert.Equal(sound, List.When(new PublishCodeList(items, "GB")).Decision is Decision.Accepted);

        // Half of the links lead nowhere, and a few out of the list.
        static string? Link(int to) => to > 8 ? null : $"{to}";
    }

    private static bool Ends(List<CodeItem> items, CodeItem from, Func<CodeItem, string?> next)
    {
        var seen = new HashSet<string>();
        for (var at = from; seen.Add(at.Code);)
        {
            if (next(at) is not { } code)
            {
                return true;
            }

            if (items.Find(item => item.Code == code) is not { } following)
            {
                return false;
            }

            at = following;
        }

        return false;
    }
}
