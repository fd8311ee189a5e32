using FsCheck.Xunit;
using Ledger.Governance.Conferences;
using Ledger.Tests.Cases;

namespace Ledger.Tests.Governance;

public sealed class ConferenceTests
{
    private static readonly DateOnly Today = new(2026, 1, 5);
    private static readonly ConveneConference Convene = new("periodic", ["六统一", "五公开"], Today);
    private static readonly AdoptResolution Adopt = new(1, By.OwnerNode, Today.AddDays(10), "采用统一标识");

    private static Governed<ConferenceState> Nothing => Governed.New<ConferenceState>("2026-1");

    private static Governed<ConferenceState> Adopted => Nothing.Given(Convene).Given(Adopt);

    [Fact]
    public void A_conference_resolves_and_a_platform_carries_out()
    {
        var adopted = Nothing
            .When(Convene).Then(by => new ConferenceConvened(by, "periodic", Convene.Agenda, Today))
            .When(Adopt).Then(by => new ResolutionAdopted(by, 1, By.OwnerNode, Today.AddDays(10), "采用统一标识"));
        Assert.True(adopted.State.HasAdopted(1));
        Assert.False(adopted.State.HasAdopted(2));
        adopted.When(new ImplementResolution(1, Today), By.Owner()).Then(by => new ResolutionImplemented(by, 1, Today))
            .When(new ImplementResolution(1, Today)).ThenRefused("INV-03");
    }

    [Fact]
    public void A_resolution_is_overdue_once_its_last_day_is_over()
    {
        Adopted.When(new MarkResolutionOverdue(1), Acting.Province.Days(10)).ThenRefused("RESOLUTION-NOT-DUE");
        Adopted.When(new MarkResolutionOverdue(1), Acting.Province.Days(11))
            .Then(by => new ResolutionBecameOverdue(by, 1, Today.AddDays(10)))
            .Given(new ImplementResolution(1, Today.AddDays(12)), By.Owner().Days(12))
            .When(new MarkResolutionOverdue(1), Acting.Province.Days(13)).ThenRefused("INV-03");
        Adopted.When(new MarkResolutionOverdue(1), By.Owner().Days(11)).ThenRefused("ACTOR-OWNER");
    }

    [Fact]
    public void Fields_have_their_shapes()
    {
        Nothing.When(Convene with { Kind = "secret" }).ThenRefused("FIELD-KIND");
        Nothing.When(Convene with { Agenda = [] }).ThenRefused("FIELD-AGENDA");
        Nothing.When(Convene, By.Owner()).ThenRefused("ACTOR-OWNER");
        Nothing.Given(Convene).When(Convene).ThenRefused("EXISTS");
        Nothing.When(Adopt).ThenRefused("NOT-FOUND");
        Nothing.Given(Convene with { HeldOn = Today.AddDays(1) }).When(Adopt).ThenRefused("INV-03");
        Adopted.When(Adopt).ThenRefused("FIELD-RESOLUTION-NO");
        Adopted.When(Adopt with { ResolutionNo = 3 }).ThenRefused("FIELD-RESOLUTION-NO");
        Adopted.When(Adopt with { ResolutionNo = 2, ResponsibleNode = "SC-519999" }).ThenRefused("FIELD-RESPONSIBLE-NODE");
        Adopted.When(Adopt with { ResolutionNo = 2, DueOn = Today.AddDays(-1) }).ThenRefused("FIELD-DUE-ON");
        Adopted.When(Adopt with { ResolutionNo = 2, Text = "" }).ThenRefused("FIELD-TEXT");
        Adopted.When(new ImplementResolution(2, Today)).ThenRefused("FIELD-RESOLUTION-NO");
        Adopted.When(new ImplementResolution(1, Today), By.Other()).ThenRefused("ACTOR-OWNER");
        Adopted.When(new ImplementResolution(1, Today.AddDays(1))).ThenRefused("FIELD-IMPLEMENTED-ON");
        Adopted.When(new ImplementResolution(1, Today.AddDays(-1))).ThenRefused("FIELD-IMPLEMENTED-ON");
    }

    [Property(MaxTest = 200, StartSize = 50, EndSize = 400)]
    public void No_sequence_of_commands_leads_where_the_model_forbids(byte[] script) => new ConferenceModel().Play(script);

    [Fact]
    public void The_random_commands_reach_every_event() => Models.ReachesEveryEvent(() => new ConferenceModel());

    private sealed class ConferenceModel() : Model<ConferenceState>("2026-1")
    {
        private readonly List<(string Node, int Due, string Stage)> resolutions = [];
        private bool convened;

        public override Turn<ConferenceState> Next(Dice dice)
        {
            var now = dice.Take(20);
            var by = (dice.Take(5) switch { 0 => By.Owner(), 1 => By.Other(), _ => Acting.Province }).Days(now);
            var province = by.Node == Acting.ProvinceNode;
            var (number, node, due) = (dice.Take(5), dice.Any(By.OwnerNode, By.OtherNode), dice.Take(20));
            var found = number >= 1 && number <= resolutions.Count ? resolutions[number - 1] : default;
            return dice.Take(4) switch
            {
                0 => new(Convene, by, province && !convened, () => convened = true),
                1 => new(
                    new AdoptResolution(number, node, Today.AddDays(due), "T"), by, province && convened && number == resolutions.Count + 1,
                    () => resolutions.Add((node, due, "open"))),
                2 => new(
                    new ImplementResolution(number, Today.AddDays(due)), by,
                    found.Node is not null && (province || by.Node == found.Node) && found.Stage != "done" && due <= now,
                    () => resolutions[number - 1] = found with { Stage = "done" }),
                _ => new(
                    new MarkResolutionOverdue(number), by, province && found.Stage == "open" && now > found.Due,
                    () => resolutions[number - 1] = found with { Stage = "overdue" }),
            };
        }
    }
}
