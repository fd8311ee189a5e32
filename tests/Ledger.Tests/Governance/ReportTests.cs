using FsCheck.Xunit;
using Ledger.Deciding;
using Ledger.Governance.Reports;
using Ledger.Tests.Cases;

namespace Ledger.Tests.Governance;

public sealed class ReportTests
{
    private const string Key = By.OwnerNode + "-202601";

    private static readonly ReportedFigure[] Figures = [new("SERVICES", 12), new("CONTACTS", 0)];
    private static readonly SubmitReport Submit = new(Figures, "progress\nof two lines", null, "problems", null, "operator", 41);
    private static readonly AmendReport Amend = new([new("SERVICES", 13)], "RECOUNT", 50);
    private static readonly MarkReportOverdue Overdue = new(new DateOnly(2026, 2, 5));

    private static Governed<ReportState> Nothing => Governed.New<ReportState>(Key);

    private static Envelope Certifier => By.Owner() with { ActorRole = "certifier" };

    [Fact]
    public void A_platform_submits_and_its_certifier_certifies() => Nothing
        .When(Submit, By.Owner())
        .Then(by => new ReportSubmitted(by, By.OwnerNode, "2026-01", Figures, "progress\nof two lines", null, "problems", null, "operator", 41))
        .When(new CertifyReport(1), Certifier)
        .Then(by => new ReportCertified(by, 1));

    [Fact]
    public void Amended_figures_are_certified_again() => Nothing.Given(Submit).Given(new CertifyReport(1))
        .When(Amend, By.Owner()).Then(by => new ReportAmended(by, 2, Amend.Figures, "RECOUNT", 50))
        .When(new CertifyReport(2)).Then(by => new ReportCertified(by, 2));

    [Fact]
    public void Certifying_names_the_latest_figures_once()
    {
        Nothing.Given(Submit).Given(Amend).When(new CertifyReport(1)).ThenRefused("FIELD-REVISION");
        Nothing.Given(Submit).Given(new CertifyReport(1)).When(new CertifyReport(1)).ThenRefused("INV-03");
        Nothing.Given(Submit).When(new CertifyReport(1), By.Owner()).ThenRefused("REPORT-CERTIFIER");
        Nothing.Given(Submit).When(new CertifyReport(1), Certifier with { Node = By.OtherNode }).ThenRefused("ACTOR-OWNER");
        Nothing.When(new CertifyReport(1)).ThenRefused("INV-03");
    }

    [Fact]
    public void No_activity_is_declared_in_place_of_a_report()
    {
        Nothing.When(new DeclareZeroActivity("operator"), By.Owner())
            .Then(by => new ZeroActivityDeclared(by, By.OwnerNode, "2026-01", "operator"))
            .When(Submit).ThenRefused("INV-03");
        Nothing.Given(Submit).When(new DeclareZeroActivity("operator")).ThenRefused("INV-03");
    }

    // The last day is 5 February in Asia/Shanghai; it ends at 16:00 UTC, and the tests begin on 5 January at noon there.
    [Fact]
    public void A_report_is_overdue_once_its_last_day_is_over()
    {
        Nothing.When(Overdue, Acting.Province.Days(31)).ThenRefused("REPORT-NOT-DUE");
        Nothing.When(Overdue, Acting.Province.Days(32)).Then(by => new ReportBecameOverdue(by, By.OwnerNode, "2026-01", Overdue.DueOn))
            .Given(Submit, By.Owner().Days(33))
            .When(Overdue, Acting.Province.Days(40)).ThenRefused("INV-03");
        Nothing.Given(Overdue, Acting.Province.Days(32)).When(Overdue, Acting.Province.Days(33)).ThenRefused("INV-03");
        Nothing.When(Overdue, By.Owner().Days(32)).ThenRefused("ACTOR-OWNER");
        Nothing.When(new MarkReportOverdue(new DateOnly(2026, 1, 31)), Acting.Province.Days(32)).ThenRefused("FIELD-DUE-ON");
    }

    [Theory]
    [InlineData("SC-510100")]
    [InlineData("SC-510100-202613")]
    [InlineData("SC-519999-202601")]
    [InlineData("202601")]
    [InlineData("SC-510100-202602")]
    public void A_key_names_a_platform_and_a_month_that_has_begun(string key) =>
        Governed.New<ReportState>(key).When(Submit).ThenRefused("FIELD-KEY");

    [Fact]
    public void Only_the_reporting_platform_or_the_province_submits() => Nothing.When(Submit, By.Other()).ThenRefused("ACTOR-OWNER");

    [Fact]
    public void Fields_have_their_shapes()
    {
        Nothing.When(Submit with { Figures = [] }).ThenRefused("FIELD-FIGURES");
        Nothing.When(Submit with { Figures = [Figures[0], Figures[0]] }).ThenRefused("FIELD-FIGURES");
        Nothing.When(Submit with { Figures = [null!] }).ThenRefused("FIELD-FIGURES");
        Nothing.When(Submit with { Figures = [new("A", -1)] }).ThenRefused("FIELD-VALUE");
        Nothing.When(Submit with { Problems = new string('x', 4_001) }).ThenRefused("FIELD-PROBLEMS");
        Nothing.When(Submit with { ReporterRole = "" }).ThenRefused("FIELD-REPORTER-ROLE");
        Nothing.When(Submit with { AsOfSize = -1 }).ThenRefused("FIELD-AS-OF-SIZE");
        Nothing.Given(Submit).When(Amend with { ReasonCode = " " }).ThenRefused("FIELD-REASON-CODE");
    }

    [Property(MaxTest = 300, StartSize = 50, EndSize = 500)]
    public void No_sequence_of_commands_leads_where_the_model_forbids(byte[] script) => new ReportModel().Play(script);

    [Fact]
    public void The_random_commands_reach_every_event() => Models.ReachesEveryEvent(() => new ReportModel());

    private sealed class ReportModel() : Model<ReportState>(Key)
    {
        private string stage = "awaited";
        private int revision;

        public override Turn<ReportState> Next(Dice dice)
        {
            var day = dice.Take(80);
            var by = (dice.Take(3) switch { 0 => By.Owner(), 1 => Acting.Province, _ => By.Other() }).Days(day)
                with
            { ActorRole = dice.Any("certifier", "operator") };
            var (province, owns) = (by.Node == Acting.ProvinceNode, by.Node != By.OtherNode);
            var open = stage is "awaited" or "overdue";
            switch (dice.Take(5))
            {
                case 0: return new(Submit, by, owns && open, () => (stage, revision) = ("submitted", 1));
                case 1: return new(new DeclareZeroActivity("operator"), by, owns && open, () => (stage, revision) = ("submitted", 1));
                case 2: return new(Overdue, by, province && stage == "awaited" && day >= 32, () => stage = "overdue");
                case 3: return new(Amend, by, owns && !open, () => (stage, revision) = ("submitted", revision + 1));
                default:
                    var named = dice.Take(4);
                    var mayCertify = province || (owns && by.ActorRole == "certifier");
                    return new(new CertifyReport(named), by, mayCertify && stage == "submitted" && named == revision, () => stage = "certified");
            }
        }
    }
}
