using Ledger.Catalogue.Brands;
using Ledger.Catalogue.CodeLists;
using Ledger.Catalogue.Regimes;
using Ledger.Catalogue.Standards;
using Ledger.Catalogue.Targets;

namespace Ledger.Tests.Catalogue;

public sealed class RulesOfTheProvinceTests
{
    private static readonly DateTimeOffset Now = Given.Now;
    private static readonly AdoptStandard Standard = new("数字化服务规范", "DIGI", "market", 2, 3, 20, 100_000, 1_000, "conference-2026-1/3");

    // sha256sum of the bytes {"rules":[{"id":"D1","limit":9500}]}
    private const string Document = """{"rules":[{"id":"D1","limit":9500}]}""";
    private const string DocumentHash = "ad9a89f280273161fdb15d6c1c322b84b288a10cd43f79626a53cef9dcbe8c45";
    private static readonly AdoptRegime Regime = new("默认规则", "Default", Document, DocumentHash, "联席会议决议");

    private static readonly AdoptBrandVersion Brand = new(
        "川企服务", "Sichuan SME Service", "^.+窗口$", "12345", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    [Fact]
    public void A_standard_is_adopted_in_versions()
    {
        var after = Given.Scene<StandardState>("standard-STD-DIGI").When(Standard).Then(by => new StandardAdopted(
            by, 1, "数字化服务规范", "DIGI", "conference-2026-1/3", "market", 2, 3, 20, 100_000, 1_000, Now));

        after.When(Standard).ThenRefused("EFFECTIVE-ORDER");
        var second = after.When(Standard with { CompleteWithinWorkingDays = 15, EffectiveFrom = Now.AddDays(30) }).ThenAccepted();
        Assert.Equal(20, second.State.VersionAt(Now.AddDays(29))!.Value.CompleteWithinWorkingDays);
        Assert.Equal(2, second.State.VersionAt(Now.AddDays(30))!.Version);
    }

    public static TheoryData<string, AdoptStandard> UnsoundStandards => new()
    {
        { "FIELD-NAME", Standard with { Name = "" } },
        { "FIELD-CATEGORY-CODE", Standard with { CategoryCode = null } },
        { "FIELD-NATURE", Standard with { Nature = "free" } },
        { "FIELD-ACCEPT-WITHIN-WORKING-DAYS", Standard with { AcceptWithinWorkingDays = 367 } },
        { "FIELD-FIRST-CONTACT-WITHIN-WORKING-DAYS", Standard with { FirstContactWithinWorkingDays = -1 } },
        { "FIELD-COMPLETE-WITHIN-WORKING-DAYS", Standard with { CompleteWithinWorkingDays = -1 } },
        { "FIELD-FEE-CAP-FEN", Standard with { FeeCapFen = -1 } },
        { "FIELD-DISCOUNT-MINIMUM-BASIS-POINTS", Standard with { DiscountMinimumBasisPoints = 10_001 } },
        { "FIELD-RESOLUTION-ID", Standard with { ResolutionId = "3" } },
        { "FIELD-EFFECTIVE-FROM", Standard with { EffectiveFrom = DateTimeOffset.MinValue } },
    };

    [Theory]
    [MemberData(nameof(UnsoundStandards))]
    public void A_standard_has_its_shape(string rule, AdoptStandard standard) =>
        Given.Scene<StandardState>("standard-STD-DIGI").When(standard).ThenRefused(rule);

    [Fact]
    public void The_networks_own_standard_has_no_category()
    {
        Given.Scene<StandardState>(StandardState.NetworkStream).When(Standard).ThenRefused("FIELD-CATEGORY-CODE");
        Given.Scene<StandardState>(StandardState.NetworkStream).When(Standard with { CategoryCode = null }).ThenAccepted();
    }

    [Fact]
    public void Once_categories_are_listed_a_standard_is_of_one_of_them()
    {
        var listed = Given.Scene<StandardState>("standard-STD-DIGI") with
        {
            Network = Given.Network.Evolve(CodeListState.ServiceCategories, new CodeListPublished(
                Given.By(Given.Province), 1, [new CodeItem("DIGI", "数字化")], Now.AddDays(-1), "表")),
        };

        listed.When(Standard).ThenAccepted();
        listed.When(Standard with { CategoryCode = "GREEN" }).ThenRefused("CATEGORY-UNKNOWN");
        Given.Scene<StandardState>("standard-STD-DIGI").When(Standard with { CategoryCode = "GREEN" }).ThenAccepted();
    }

    [Fact]
    public void Only_the_province_makes_rules()
    {
        Given.Scene<StandardState>("standard-A").When(Standard, Given.Window).ThenRefused("ACTOR-OWNER");
        Given.Scene<RegimeState>("regime-A").When(Regime, Given.Window).ThenRefused("ACTOR-OWNER");
        Given.Scene<BrandState>("brand-A").When(Brand, Given.Window).ThenRefused("ACTOR-OWNER");
        Given.Scene<TargetState>("target-2026").When(new SetKpiTarget("K1", 200, "provider_count", ""), Given.Window).ThenRefused("ACTOR-OWNER");
        Given.Scene<CodeListState>("codelist-a").When(new PublishCodeList([new CodeItem("A", "甲")], "表"), Given.Window).ThenRefused("ACTOR-OWNER");
    }

    [Fact]
    public void A_regime_is_adopted_with_its_whole_text()
    {
        var after = Given.Scene<RegimeState>("regime-default").When(Regime).Then(by => new RegimeAdopted(
            by, 1, "默认规则", "Default", Document, DocumentHash, Now, "联席会议决议", null));

        Assert.Equal(Document, after.State.VersionAt(Now)!.Value.Document);
        after.When(Regime).ThenRefused("EFFECTIVE-ORDER");
        after.When(Regime with { DocumentHash = new string('0', 64) }).ThenRefused("REGIME-HASH");
        after.When(Regime with { DocumentHash = DocumentHash.ToUpperInvariant() }).ThenRefused("FIELD-DOCUMENT-HASH");
        Assert.Equal(2, after.When(Regime with { EffectiveFrom = Now.AddDays(1) }).ThenAccepted().State.VersionAt(Now.AddDays(1))!.Version);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{\"a\": 1}")]
    [InlineData("{\"a\":1}\n")]
    [InlineData("{\"b\":1,\"a\":2}")]
    [InlineData("{\"a\":1,\"a\":1}")]
    [InlineData("{\"a\":1.5}")]
    [InlineData("{\"a\":1.0}")]
    [InlineData("{\"a\":1e2}")]
    [InlineData("{\"a\":-0}")]
    [InlineData("{\"a\":9007199254740992}")]
    [InlineData("{\"a\":null}")]
    [InlineData("{\"a\":\"\\u0041\"}")]
    [InlineData("{\"a\":\"\\/\"}")]
    [InlineData("{\"a\":\"\\ud800\"}")]
    [InlineData("{\"a\":1}{}")]
    [InlineData("{'a':1}")]
    public void A_regime_that_is_not_canonical_json_is_refused(string document) => Given.Scene<RegimeState>("regime-A")
        .When(Regime with { Document = document }).ThenRefused("REGIME-FORM");

    [Fact]
    public void A_regime_may_hold_all_that_canonical_json_has()
    {
        // Members by UTF-16 code units: U+1F600 begins with D83D and comes before U+FB33 (RFC 8785, 3.2.3).
        const string document = "{\"\":\"\\n\\u001f\\\"\\\\é\",\"a\":[true,false,-1,9007199254740991,{},[]],\"\U0001F600\":1,\"\uFB33\":2}";
        const string hash = "3a3eac741365a9a8587b109f55a4097c44e32982af06d68f296afa6ab073227a";

        Given.Scene<RegimeState>("regime-A").When(Regime with { Document = document, DocumentHash = hash }).ThenAccepted();
    }

    [Fact]
    public void A_brand_is_adopted_in_versions()
    {
        var after = Given.Scene<BrandState>("brand-main").When(Brand).Then(by => new BrandVersionAdopted(
            by, 1, "川企服务", "Sichuan SME Service", "^.+窗口$", "12345", Brand.ManualHash, Now));

        Assert.Null(after.State.VersionAt(Now.AddMilliseconds(-1)));
        after.When(Brand).ThenRefused("EFFECTIVE-ORDER");
        after.When(Brand with { ManualHash = "abc" }).ThenRefused("FIELD-MANUAL-HASH");
        after.When(Brand with { Hotline = "" }).ThenRefused("FIELD-HOTLINE");
        Assert.Equal(2, after.When(Brand with { EffectiveFrom = Now.AddDays(1), NamePattern = "" }).ThenAccepted().State.VersionAt(Now.AddDays(1))!.Version);
    }

    [Theory]
    [InlineData("(")]
    [InlineData(@"(a)\1")]
    [InlineData("(?=a)b")]
    public void A_name_pattern_is_one_that_every_reader_decides_alike(string pattern) =>
        Given.Scene<BrandState>("brand-main").When(Brand with { NamePattern = pattern }).ThenRefused("FIELD-NAME-PATTERN");

    [Fact]
    public void A_target_is_set_and_set_anew()
    {
        var after = Given.Scene<TargetState>("target-2026").When(new SetKpiTarget("K5", 9_000, "basis_points", "讲话"))
            .Then(by => new KpiTargetSet(by, "K5", 1, 9_000, "basis_points", "讲话"))
            .When(new SetKpiTarget("K1", 200, "provider_count", "讲话")).Then(by => new KpiTargetSet(by, "K1", 1, 200, "provider_count", "讲话"))
            .When(new SetKpiTarget("K5", 9_500, "basis_points", "")).Then(by => new KpiTargetSet(by, "K5", 2, 9_500, "basis_points", ""));

        Assert.Equal((2, 9_500), after.State.Targets["K5"]);
        Assert.Equal((1, 200), after.State.Targets["K1"]);
    }

    [Theory]
    [InlineData("target-2026", "K8", 1, "provider_count", "FIELD-KPI")]
    [InlineData("target-2026", "K5", 95, "percent", "FIELD-UNIT")]
    [InlineData("target-2026", "K5", 10_001, "basis_points", "FIELD-TARGET-VALUE")]
    [InlineData("target-2026", "K1", -1, "provider_count", "FIELD-TARGET-VALUE")]
    [InlineData("target-26", "K1", 1, "provider_count", "FIELD-YEAR")]
    [InlineData("target-02026", "K1", 1, "provider_count", "FIELD-YEAR")]
    [InlineData("target-next", "K1", 1, "provider_count", "FIELD-YEAR")]
    public void A_target_is_of_a_year_an_indicator_and_its_unit(string stream, string kpi, long value, string unit, string rule) =>
        Given.Scene<TargetState>(stream).When(new SetKpiTarget(kpi, value, unit, "")).ThenRefused(rule);
}
