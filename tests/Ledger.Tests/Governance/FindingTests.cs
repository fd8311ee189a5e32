using FsCheck.Xunit;
using Ledger.Governance.Compliance;
using Ledger.Governance.Findings;
using Ledger.Governance.Publications;
using Ledger.Governance.StateDigests;
using Ledger.Tests.Cases;

namespace Ledger.Tests.Governance;

public sealed class FindingTests
{
    private const string Id = "2026-01.D3-UNLISTED_FEE.0123456789abcdef01234567";
    private const string Rule = "D3-UNLISTED_FEE";
    private const string Month = "2026-01";

    private static readonly FindingTarget Found = new(Rule, Month, By.OwnerNode, IsFound: true);

    private static Governed<FindingState> Raised => Governed.New<FindingState>(Id);

    [Fact]
    public void A_finding_is_acknowledged_and_cured_by_its_platform_and_waived_by_the_province() => Raised
        .When(new AcknowledgeViolation { Found = Found }, By.Owner()).Then(by => new ViolationAcknowledged(by, Rule, Month, By.OwnerNode))
        .When(new CureViolation("REFUNDED") { Found = Found }, By.Owner()).Then(by => new ViolationCured(by, Rule, Month, By.OwnerNode, "REFUNDED"))
        .When(new WaiveViolation("TRIVIAL") { Found = Found }).Then(by => new ViolationWaived(by, Rule, Month, By.OwnerNode, "TRIVIAL"));

    [Fact]
    public void Only_what_an_evaluation_finds_is_answered_for()
    {
        Raised.When(new AcknowledgeViolation()).ThenRefused("FINDING-UNKNOWN");
        Raised.When(new CureViolation("R") { Found = Found with { IsFound = false } }).ThenRefused("FINDING-UNKNOWN");
        Raised.When(new WaiveViolation("R")).ThenRefused("FINDING-UNKNOWN");
    }

    [Fact]
    public void A_platform_answers_for_its_own_findings_and_waives_none()
    {
        Raised.When(new AcknowledgeViolation { Found = Found }, By.Other()).ThenRefused("ACTOR-OWNER");
        Raised.When(new AcknowledgeViolation { Found = Found with { Node = null } }, By.Owner()).ThenRefused("ACTOR-OWNER");
        Raised.When(new WaiveViolation("R") { Found = Found }, By.Owner()).ThenRefused("ACTOR-OWNER");
    }

    [Fact]
    public void A_waiver_needs_a_reason()
    {
        Raised.When(new WaiveViolation("") { Found = Found }).ThenRefused("FIELD-REASON-CODE");
        Raised.When(new CureViolation(" ") { Found = Found }).ThenRefused("FIELD-REASON-CODE");
    }

    [Fact]
    public void What_is_settled_is_settled()
    {
        var waived = Raised.Given(new WaiveViolation("R") { Found = Found });
        waived.When(new WaiveViolation("R") { Found = Found }).ThenRefused("INV-03");
        waived.When(new CureViolation("R") { Found = Found }).ThenRefused("INV-03");
        Raised.Given(new AcknowledgeViolation { Found = Found }).When(new AcknowledgeViolation { Found = Found }).ThenRefused("INV-03");
    }

    [Fact]
    public void The_province_has_a_month_judged_that_has_begun()
    {
        // The acts of these tests are of 5 January 2026.
        Governed.New<ComplianceState>("2026-01").When(new EvaluateMonth()).Then(by => new ComplianceEvaluated(by, "2026-01"))
            .When(new EvaluateMonth()).Then(by => new ComplianceEvaluated(by, "2026-01"));
        Governed.New<ComplianceState>("2026-02").When(new EvaluateMonth()).ThenRefused("FIELD-KEY");
        Governed.New<ComplianceState>("202601").When(new EvaluateMonth()).ThenRefused("FIELD-KEY");
        Governed.New<ComplianceState>("2026-01").When(new EvaluateMonth(), By.Owner()).ThenRefused("ACTOR-OWNER");
    }

    [Fact]
    public void The_province_publishes_a_month_once_when_it_is_over()
    {
        var computed = new ComputedMonth(7, null, null, [new NodeFigures(null, [new StatedFigure("received", 1)])], 2, [new DigestedView("case_view", new string('a', 64))]);
        var publish = new PublishMonth { Computed = computed };
        Governed.New<PublicationState>("2025-12").When(publish)
            .Then(by => new DisclosurePublished(by, "2025-12", 7, null, null, computed.Figures, 2, computed.Views))
            .When(publish with { Computed = computed with { Size = 8 } }).ThenRefused("EXISTS");
        Governed.New<PublicationState>("2026-01").When(publish).ThenRefused("FIELD-KEY");
        Governed.New<PublicationState>("2025-12").When(publish, By.Owner()).ThenRefused("ACTOR-OWNER");
        Governed.New<PublicationState>("December").When(new PublishMonth()).ThenRefused("FIELD-KEY");
    }

    [Fact]
    public void The_figures_of_the_whole_network_fit_a_public_entry()
    {
        // 32 platforms and the network, thirty figures of ten digits each.
        var figures = Enumerable.Range(0, 33).Select(node => new NodeFigures(
            node == 0 ? null : $"SC-51{node:D4}",
            [.. Enumerable.Range(0, 30).Select(code => new StatedFigure($"rectifications_opened.{code}", 1_000_000_000 + code))]));
        var views = Projections.Replay.ViewDigest.Names.Select(name => new DigestedView(name, new string('a', 64)));
        var computed = new ComputedMonth(1_000_000, "default", 1, [.. figures], 2, [.. views]);
        Assert.Single(Governed.New<PublicationState>("2025-12").When(new PublishMonth { Computed = computed }).Events());
    }

    [Property(MaxTest = 200)]
    public void No_sequence_of_commands_leads_where_the_model_forbids(byte[] script) => new FindingModel().Play(script);

    [Fact]
    public void Random_scripts_reach_every_event() => Models.ReachesEveryEvent(() => new FindingModel());

    // What may happen after what, in its own words: each thing once, in this order, steps left out at will.
    private sealed class FindingModel() : Model<FindingState>(Id)
    {
        private int last;

        public override Turn<FindingState> Next(Dice dice)
        {
            var by = dice.Any(Acting.Province, By.Owner(), By.Other());
            var (kind, isFound, reason) = (1 + dice.Take(3), dice.Mostly(), dice.Mostly() ? "R" : "");
            var found = Found with { IsFound = isFound };
            var may = isFound && kind > last && by.Node != By.OtherNode && (kind == 1 || reason.Length > 0) && (kind < 3 || by.Node == Acting.ProvinceNode);
            Ledger.Deciding.Command<FindingState> command = kind switch
            {
                1 => new AcknowledgeViolation { Found = found },
                2 => new CureViolation(reason) { Found = found },
                _ => new WaiveViolation(reason) { Found = found },
            };
            return new(command, by, may, () => last = kind);
        }
    }
}
