using FsCheck.Xunit;
using Ledger.Governance.Demonstrations;
using Ledger.Tests.Cases;

namespace Ledger.Tests.Governance;

public sealed class DemonstrationTests
{
    private static readonly DateOnly Today = new(2026, 1, 5);
    private static readonly DateOnly LastDay = new(2029, 1, 4);
    private static readonly RecogniseDemonstration Recognise = new("provincial", Today, LastDay, "NOTICE-1");

    private static Governed<DemonstrationState> Nothing => Governed.New<DemonstrationState>(By.OwnerNode);

    [Fact]
    public void Recognised_reviewed_and_revoked() => Nothing
        .When(Recognise).Then(by => new DemonstrationRecognised(by, "provincial", Today, LastDay, "NOTICE-1"))
        .When(new ReviewDemonstration("provincial", true, LastDay.AddYears(3), "REVIEW-1"))
        .Then(by => new DemonstrationReviewed(by, "provincial", true, LastDay.AddYears(3), "REVIEW-1"))
        .When(new ReviewDemonstration("provincial", false, null, "REVIEW-2"))
        .Then(by => new DemonstrationReviewed(by, "provincial", false, LastDay.AddYears(3), "REVIEW-2"))
        .When(new RevokeDemonstration("provincial", "FRAUD")).Then(by => new DemonstrationRevoked(by, "provincial", Today, "FRAUD"))
        .When(Recognise).Then(by => new DemonstrationRecognised(by, "provincial", Today, LastDay, "NOTICE-1"));

    [Fact]
    public void It_holds_from_its_first_day_to_its_last_or_to_the_day_before_it_was_revoked()
    {
        var recognised = Nothing.Given(Recognise);
        Assert.Equal(
            [false, true, true, false],
            new[] { Today.AddDays(-1), Today, LastDay, LastDay.AddDays(1) }.Select(day => recognised.State.HoldsOn("provincial", day)));
        Assert.False(recognised.State.HoldsOn("national", Today));

        var revoked = recognised.Given(new RevokeDemonstration("provincial", "FRAUD"), Acting.Province.Days(10)).State;
        Assert.True(revoked.HoldsOn("provincial", Today.AddDays(9)));
        Assert.False(revoked.HoldsOn("provincial", Today.AddDays(10)));
    }

    [Fact]
    public void A_level_is_recognised_once_while_it_lasts()
    {
        Nothing.Given(Recognise).When(Recognise).ThenRefused("INV-03");
        Nothing.Given(Recognise).When(Recognise with { Level = "national" })
            .Then(by => new DemonstrationRecognised(by, "national", Today, LastDay, "NOTICE-1"));
        Nothing.Given(Recognise with { ValidTo = Today }).When(Recognise, Acting.Province.Days(1))
            .Then(by => new DemonstrationRecognised(by, "provincial", Today, LastDay, "NOTICE-1"));
    }

    [Fact]
    public void What_is_not_recognised_is_neither_reviewed_nor_revoked()
    {
        Nothing.When(new RevokeDemonstration("provincial", "R")).ThenRefused("NOT-FOUND");
        Nothing.Given(Recognise).When(new RevokeDemonstration("national", "R")).ThenRefused("INV-03");
        Nothing.Given(Recognise with { ValidTo = Today }).When(new ReviewDemonstration("provincial", false, null, "R"), Acting.Province.Days(1))
            .ThenRefused("INV-03");
    }

    [Fact]
    public void Fields_have_their_shapes()
    {
        Nothing.When(Recognise with { Level = "galactic" }).ThenRefused("FIELD-LEVEL");
        Nothing.When(Recognise with { ValidTo = Today.AddDays(-1) }).ThenRefused("FIELD-VALID-TO");
        Nothing.When(Recognise, By.Owner()).ThenRefused("ACTOR-OWNER");
        Nothing.Given(Recognise).When(new ReviewDemonstration("provincial", true, LastDay, "R")).ThenRefused("FIELD-VALID-TO");
        Nothing.Given(Recognise).When(new ReviewDemonstration("provincial", true, null, "R")).ThenRefused("FIELD-VALID-TO");
        Nothing.Given(Recognise).When(new ReviewDemonstration("provincial", false, LastDay.AddDays(1), "R")).ThenRefused("FIELD-VALID-TO");
    }

    [Property(MaxTest = 200, StartSize = 50, EndSize = 400)]
    public void No_sequence_of_commands_leads_where_the_model_forbids(byte[] script) => new DemonstrationModel().Play(script);

    [Fact]
    public void The_random_commands_reach_every_event() => Models.ReachesEveryEvent(() => new DemonstrationModel());

    // Last day of each level, counted from today; a level that was revoked is gone.
    private sealed class DemonstrationModel() : Model<DemonstrationState>(By.OwnerNode)
    {
        private readonly Dictionary<string, int> lastDays = [];

        public override Turn<DemonstrationState> Next(Dice dice)
        {
            var now = dice.Take(20);
            var by = dice.Any(Acting.Province, Acting.Province, By.Owner()).Days(now);
            var (level, last) = (dice.Any([.. DemonstrationLevels.All.Order()]), dice.Take(30));
            var province = by.Node == Acting.ProvinceNode;
            var live = lastDays.TryGetValue(level, out var former) && now <= former;
            return dice.Take(3) switch
            {
                0 => new(
                    Recognise with { Level = level, ValidTo = Today.AddDays(last) }, by, province && !live, () => lastDays[level] = last),
                1 => new(
                    new ReviewDemonstration(level, true, Today.AddDays(last), "R"), by, province && live && last > former,
                    () => lastDays[level] = last),
                _ => new(new RevokeDemonstration(level, "R"), by, province && live, () => lastDays.Remove(level)),
            };
        }
    }
}
