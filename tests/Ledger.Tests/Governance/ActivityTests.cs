using FsCheck.Xunit;
using Ledger.Deciding;
using Ledger.Governance.Activities;
using Ledger.Tests.Cases;

namespace Ledger.Tests.Governance;

public sealed class ActivityTests
{
    private static readonly DateOnly Today = new(2026, 1, 5);
    private static readonly string Hash = new('b', 64);
    private static readonly string[] Parties = ["P-1", "P-2"];

    private static readonly RecordActivity Record = new(
        "matching", "银企对接", "510100", Today, 50, 80, Hash, new Confidential("attendees"), "P-1", "FINANCE-01", "CAMPAIGN-1");

    private static Governed<ActivityState> Nothing => Governed.New<ActivityState>("A-1");

    [Fact]
    public void An_activity_is_held_and_its_matches_move_forward() => Nothing
        .When(Record, By.Owner()).Then(by => new ActivityHeld(
            by, By.OwnerNode, "matching", "银企对接", "510100", Today, 50, 80, Hash,
            Acting.Act("activity-A-1", by).Seal("attendees", "activity-A-1", Record.Attendees), "P-1", "FINANCE-01", "CAMPAIGN-1"))
        .When(new RecordMatch(1, "intended", Parties, null), By.Owner()).Then(by => new MatchRecorded(by, 1, "intended", Parties, null))
        .When(new RecordMatch(1, "fulfilled", Parties, 700)).Then(by => new MatchRecorded(by, 1, "fulfilled", Parties, 700))
        .When(new RecordMatch(1, "signed", Parties, 700)).ThenRefused("INV-03");

    [Fact]
    public void Fields_have_their_shapes()
    {
        Nothing.When(Record, By.Third()).ThenRefused("INV-13");
        Nothing.When(Record with { Kind = "party" }).ThenRefused("FIELD-KIND");
        Nothing.When(Record with { Topic = "" }).ThenRefused("FIELD-TOPIC");
        Nothing.When(Record with { RegionCode = "51" }).ThenRefused("FIELD-REGION-CODE");
        Nothing.When(Record with { HeldOn = Today.AddDays(1) }).ThenRefused("FIELD-HELD-ON");
        Nothing.When(Record with { EnterpriseCount = -1 }).ThenRefused("FIELD-ENTERPRISE-COUNT");
        Nothing.When(Record with { PersonCount = 1_000_001 }).ThenRefused("FIELD-PERSON-COUNT");
        Nothing.When(Record with { AttendeeListHash = "" }).ThenRefused("FIELD-ATTENDEE-LIST-HASH");
        Nothing.When(Record with { Provider = "" }).ThenRefused("FIELD-PROVIDER");
        Nothing.When(Record with { CampaignId = "a b" }).ThenRefused("FIELD-CAMPAIGN-ID");
        Nothing.Given(Record).When(Record).ThenRefused("EXISTS");
        Nothing.When(new RecordMatch(1, "signed", Parties, 1)).ThenRefused("NOT-FOUND");
    }

    [Fact]
    public void A_match_has_its_number_its_parties_and_its_host()
    {
        var held = Nothing.Given(Record, By.Owner());
        held.When(new RecordMatch(2, "signed", Parties, 1)).ThenRefused("FIELD-MATCH-NO");
        held.When(new RecordMatch(1, "dreamt", Parties, 1)).ThenRefused("FIELD-STAGE");
        held.When(new RecordMatch(1, "signed", ["P-1"], 1)).ThenRefused("FIELD-PARTIES");
        held.When(new RecordMatch(1, "signed", ["P-1", "P-1"], 1)).ThenRefused("FIELD-PARTIES");
        held.When(new RecordMatch(1, "signed", Parties, 0)).ThenRefused("FIELD-AMOUNT-FEN");
        held.When(new RecordMatch(1, "signed", Parties, 1), By.Other()).ThenRefused("ACTOR-OWNER");
    }

    [Property(MaxTest = 200, StartSize = 50, EndSize = 400)]
    public void No_sequence_of_commands_leads_where_the_model_forbids(byte[] script) => new ActivityModel().Play(script);

    [Fact]
    public void The_random_commands_reach_every_event() => Models.ReachesEveryEvent(() => new ActivityModel());

    private sealed class ActivityModel() : Model<ActivityState>("A-1")
    {
        private readonly List<int> matches = [];
        private string host = "";

        public override Turn<ActivityState> Next(Dice dice)
        {
            var by = dice.Any(Acting.Province, By.Owner(), By.Other());
            if (dice.Take(4) == 0)
            {
                return new(Record, by, host == "", () => host = by.Node);
            }

            var (number, stage) = (dice.Take(5), dice.Take(3));
            var follows = number == matches.Count + 1 || (number >= 1 && number <= matches.Count && stage > matches[number - 1]);
            return new(
                new RecordMatch(number, ((string[])["intended", "signed", "fulfilled"])[stage], Parties, 5), by,
                host != "" && follows && (by.Node == host || by.Node == Acting.ProvinceNode),
                () =>
                {
                    matches.AddRange(number > matches.Count ? [stage] : []);
                    matches[number - 1] = stage;
                });
        }
    }
}
