using Ledger.Governance.Baselines;
using Ledger.Governance.Campaigns;
using Ledger.Governance.Policies;
using Ledger.Tests.Cases;

namespace Ledger.Tests.Governance;

/// <summary>Campaigns, baselines and policy documents: what is recorded once, or version by version.</summary>
public sealed class UndertakingTests
{
    private static readonly DateOnly Today = new(2026, 1, 5);
    private static readonly string Hash = new('c', 64);
    private static readonly LaunchCampaign Launch = new("三级联动", ["province", "city"], ["510100", "510700"], Today, Today.AddDays(30));
    private static readonly RecordBaseline Baseline = new("AGENCIES", "510000", 100, Today, "SPEECH-2011");
    private static readonly FilePolicyDocument Document = new("bidding", "招投标管理办法", Hash, Today);

    [Fact]
    public void A_campaign_is_launched_once()
    {
        var nothing = Governed.New<CampaignState>("2026-1");
        nothing.When(Launch, By.Owner())
            .Then(by => new CampaignLaunched(by, "三级联动", Launch.Levels, Launch.Regions, Today, Today.AddDays(30)))
            .When(Launch).ThenRefused("EXISTS");
        nothing.When(Launch, By.Third()).ThenRefused("INV-13");
        nothing.When(Launch with { Name = "" }).ThenRefused("FIELD-NAME");
        nothing.When(Launch with { Levels = ["village"] }).ThenRefused("FIELD-LEVELS");
        nothing.When(Launch with { Levels = ["city", "city"] }).ThenRefused("FIELD-LEVELS");
        nothing.When(Launch with { Regions = [] }).ThenRefused("FIELD-REGIONS");
        nothing.When(Launch with { Regions = ["51"] }).ThenRefused("FIELD-REGIONS");
        nothing.When(Launch with { LastDay = Today.AddDays(-1) }).ThenRefused("FIELD-LAST-DAY");
    }

    [Fact]
    public void A_baseline_is_recorded_once()
    {
        var nothing = Governed.New<BaselineState>("AGENCIES-2011");
        nothing.When(Baseline).Then(by => new BaselineRecorded(by, "AGENCIES", "510000", 100, Today, "SPEECH-2011"))
            .When(Baseline).ThenRefused("EXISTS");
        nothing.When(Baseline, By.Owner()).ThenRefused("ACTOR-OWNER");
        nothing.When(Baseline with { IndicatorCode = "agencies" }).ThenRefused("FIELD-INDICATOR-CODE");
        nothing.When(Baseline with { RegionCode = "51000x" }).ThenRefused("FIELD-REGION-CODE");
        nothing.When(Baseline with { Value = -1 }).ThenRefused("FIELD-VALUE");
        nothing.When(Baseline with { AsOf = Today.AddDays(1) }).ThenRefused("FIELD-AS-OF");
        nothing.When(Baseline with { SourceCode = "" }).ThenRefused("FIELD-SOURCE-CODE");
    }

    [Fact]
    public void A_platform_files_its_documents_version_by_version()
    {
        var nothing = Governed.New<PolicyState>(By.OwnerNode);
        nothing.When(Document, By.Owner()).Then(by => new PolicyDocumentFiled(by, By.OwnerNode, "bidding", 1, "招投标管理办法", Hash, Today))
            .When(Document).Then(by => new PolicyDocumentFiled(by, By.OwnerNode, "bidding", 2, "招投标管理办法", Hash, Today))
            .When(Document with { DocumentType = "fund_management" })
            .Then(by => new PolicyDocumentFiled(by, By.OwnerNode, "fund_management", 1, "招投标管理办法", Hash, Today));
        nothing.When(Document, By.Other()).ThenRefused("ACTOR-OWNER");
        nothing.When(Document with { DocumentType = "poetry" }).ThenRefused("FIELD-DOCUMENT-TYPE");
        nothing.When(Document with { Title = "" }).ThenRefused("FIELD-TITLE");
        nothing.When(Document with { TextHash = "" }).ThenRefused("FIELD-TEXT-HASH");
        Governed.New<PolicyState>("SC-519999").When(Document).ThenRefused("FIELD-KEY");
    }
}
