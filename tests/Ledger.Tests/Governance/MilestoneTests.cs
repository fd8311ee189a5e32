using FsCheck.Xunit;
using Ledger.Governance.Guidance;
using Ledger.Governance.Milestones;
using Ledger.Tests.Cases;

namespace Ledger.Tests.Governance;

/// <summary>Milestones and guidance: what is begun, and later met, missed or closed.</summary>
public sealed class MilestoneTests
{
    private static readonly DateOnly Today = new(2026, 1, 5);
    private static readonly string Hash = new('d', 64);
    private static readonly PlanMilestone Plan = new(By.OwnerNode, "HALL", "服务大厅改造", Today.AddDays(10));
    private static readonly IssueGuidance Issue = new(By.OwnerNode, "PROGRESS", Today, "first line\nsecond line");

    private static Governed<MilestoneState> Nothing => Governed.New<MilestoneState>("M-1");

    [Fact]
    public void A_milestone_is_planned_and_met() => Nothing
        .When(Plan, By.Owner()).Then(by => new MilestonePlanned(by, By.OwnerNode, "HALL", "服务大厅改造", Today.AddDays(10)))
        .When(new MeetMilestone(Today, Hash), By.Owner()).Then(by => new MilestoneMet(by, Today, Hash))
        .When(new MeetMilestone(Today, Hash)).ThenRefused("INV-03");

    [Fact]
    public void A_milestone_is_missed_once_its_last_day_is_over_and_may_be_met_late()
    {
        var planned = Nothing.Given(Plan);
        planned.When(new MissMilestone(), Acting.Province.Days(10)).ThenRefused("MILESTONE-NOT-DUE");
        planned.When(new MissMilestone(), By.Owner().Days(11)).ThenRefused("ACTOR-OWNER");
        planned.When(new MissMilestone(), Acting.Province.Days(11)).Then(by => new MilestoneMissed(by, Today.AddDays(10)))
            .Given(new MeetMilestone(Today.AddDays(12), Hash), By.Owner().Days(12))
            .When(new MissMilestone(), Acting.Province.Days(13)).ThenRefused("INV-03");
    }

    [Fact]
    public void Fields_of_a_milestone_have_their_shapes()
    {
        Nothing.When(Plan with { OfNode = "SC-519999" }).ThenRefused("FIELD-OF-NODE");
        Nothing.When(Plan with { ProjectCode = "" }).ThenRefused("FIELD-PROJECT-CODE");
        Nothing.When(Plan with { Name = "" }).ThenRefused("FIELD-NAME");
        Nothing.When(Plan, By.Other()).ThenRefused("ACTOR-OWNER");
        Nothing.When(new MissMilestone()).ThenRefused("NOT-FOUND");
        Nothing.Given(Plan).When(Plan).ThenRefused("EXISTS");
        Nothing.Given(Plan).When(new MeetMilestone(Today.AddDays(1), Hash)).ThenRefused("FIELD-MET-ON");
        Nothing.Given(Plan).When(new MeetMilestone(Today, "")).ThenRefused("FIELD-EVIDENCE-HASH");
    }

    [Fact]
    public void Guidance_is_issued_and_closed()
    {
        var nothing = Governed.New<GuidanceState>("G-1");
        nothing.When(Issue).Then(by => new GuidanceIssued(by, By.OwnerNode, "PROGRESS", Today, "first line\nsecond line"))
            .When(new CloseGuidance("FOLLOWED"), By.Owner()).Then(by => new GuidanceClosed(by, "FOLLOWED"))
            .When(new CloseGuidance("FOLLOWED")).ThenRefused("INV-03");
        nothing.When(Issue, By.Other()).ThenRefused("ACTOR-OWNER");
        nothing.When(Issue with { ToNode = "SC-519999" }).ThenRefused("FIELD-TO-NODE");
        nothing.When(Issue with { TopicCode = "" }).ThenRefused("FIELD-TOPIC-CODE");
        nothing.When(Issue with { DueOn = Today.AddDays(-1) }).ThenRefused("FIELD-DUE-ON");
        nothing.When(Issue with { Text = "\n" }).ThenRefused("FIELD-TEXT");
        nothing.Given(Issue).When(new CloseGuidance("FOLLOWED"), By.Other()).ThenRefused("ACTOR-OWNER");
        nothing.Given(Issue).When(Issue).ThenRefused("EXISTS");
    }

    [Property(MaxTest = 200)]
    public void No_sequence_of_commands_leads_where_the_model_forbids(byte[] script) => new MilestoneModel().Play(script);

    [Fact]
    public void The_random_commands_reach_every_event() => Models.ReachesEveryEvent(() => new MilestoneModel());

    private sealed class MilestoneModel() : Model<MilestoneState>("M-1")
    {
        private string stage = "";

        public override Turn<MilestoneState> Next(Dice dice)
        {
            var now = dice.Take(20);
            var by = dice.Any(Acting.Province, By.Owner(), By.Other()).Days(now);
            var (province, owns) = (by.Node == Acting.ProvinceNode, by.Node != By.OtherNode);
            return dice.Take(3) switch
            {
                0 => new(Plan, by, owns && stage == "", () => stage = "planned"),
                1 => new(new MeetMilestone(Today.AddDays(now), Hash), by, owns && (stage is "planned" or "missed"), () => stage = "met"),
                _ => new(new MissMilestone(), by, province && stage == "planned" && now > 10, () => stage = "missed"),
            };
        }
    }
}
