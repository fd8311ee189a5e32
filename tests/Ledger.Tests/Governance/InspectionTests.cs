using FsCheck.Xunit;
using Ledger.Deciding;
using Ledger.Governance.Inspections;
using Ledger.Tests.Cases;

namespace Ledger.Tests.Governance;

public sealed class InspectionTests
{
    // By sha256sum of these 32 bytes, and of them with a key behind them: SC-510300 9120…, SC-510400 c360…, SC-510100 e7fc…,
    // SC-510700 ff77….
    private const string Seed = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private const string SeedCommitment = "630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd";

    private static readonly string[] Population = [By.OwnerNode, By.OtherNode, "SC-510300", "SC-510400"];
    private static readonly string Evidence = new('e', 64);
    private static readonly OpenInspection Random = new("资金使用", InspectionMethods.Random, Population, 2, SeedCommitment);
    private static readonly OpenInspection Targeted = Random with { Method = InspectionMethods.Targeted, SeedCommitment = null };
    private static readonly DrawSample DrawTargeted = new(null, [By.OtherNode, By.OwnerNode]);
    private static readonly RecordFinding Finding = new(By.OwnerNode, "major", "NO_VOUCHER", new Confidential("detail"));

    private static Governed<InspectionState> Nothing => Governed.New<InspectionState>("2026-1");

    [Fact]
    public void A_random_inspection_goes_from_its_commitment_to_its_seed()
    {
        var drawn = new[] { "SC-510300", "SC-510400" };
        Nothing
            .When(Random).Then(by => new InspectionOpened(by, "资金使用", "random", Population, 2, SeedCommitment))
            .When(new DrawSample(Seed, null)).Then(by => new SampleDrawn(by, drawn, Seed))
            .When(Finding with { Subject = drawn[0] }).Then(by => new FindingRecorded(
                by, 1, drawn[0], "major", "NO_VOUCHER", Acting.Act("inspection-2026-1", by).Seal("detail", "inspection-2026-1", Finding.Detail)))
            .When(new CloseInspection(Seed)).Then(by => new InspectionClosed(by, Seed, 1))
            .When(new RectifyFinding(1, Evidence)).Then(by => new FindingRectified(by, 1, Evidence));
    }

    [Fact]
    public void The_sample_does_not_depend_on_the_order_of_the_population() => Assert.Equal(
        Sampling.Draw(Seed, Population, 3), Sampling.Draw(Seed, [.. Population.Reverse()], 3));

    [Fact]
    public void Another_seed_is_refused()
    {
        var other = new string('0', 64);
        Nothing.Given(Random).When(new DrawSample(other, null)).ThenRefused("INSPECTION-SEED");
        Nothing.Given(Random).Given(new DrawSample(Seed, null)).When(new CloseInspection(other)).ThenRefused("INSPECTION-SEED");
        Nothing.Given(Random).When(new DrawSample("00", null)).ThenRefused("FIELD-SEED");
    }

    // A journal whose sample somebody else wrote: the seed is right and the sample is not its.
    [Fact]
    public void A_sample_that_the_seed_does_not_give_is_found_at_the_closing()
    {
        var opened = Nothing.Given(Random);
        var forged = opened.State.Evolve(new SampleDrawn(Acting.Province with { CommandId = "forged" }, ["SC-510300", By.OwnerNode], Seed));

        (opened with { State = forged }).When(new CloseInspection(Seed)).ThenRefused("INSPECTION-SEED");
    }

    [Fact]
    public void A_targeted_inspection_names_its_sample_and_has_no_seed()
    {
        Nothing.Given(Targeted).When(DrawTargeted).Then(by => new SampleDrawn(by, DrawTargeted.Subjects!, null))
            .When(new CloseInspection(null)).Then(by => new InspectionClosed(by, null, 0));
        Nothing.Given(Targeted).When(new DrawSample(null, [By.OwnerNode])).ThenRefused("FIELD-SUBJECTS");
        Nothing.Given(Targeted).When(new DrawSample(null, [By.OwnerNode, By.OwnerNode])).ThenRefused("FIELD-SUBJECTS");
        Nothing.Given(Targeted).When(new DrawSample(null, [By.OwnerNode, "SC"])).ThenRefused("FIELD-SUBJECTS");
        Nothing.Given(Targeted).When(new DrawSample(Seed, DrawTargeted.Subjects)).ThenRefused("FIELD-SEED");
        Nothing.Given(Random).When(new DrawSample(Seed, DrawTargeted.Subjects)).ThenRefused("FIELD-SUBJECTS");
    }

    [Fact]
    public void Findings_are_about_the_sample_and_rectified_by_whom_they_concern()
    {
        var drawn = Nothing.Given(Targeted).Given(DrawTargeted);
        drawn.When(Finding with { Subject = "SC-510300" }).ThenRefused("FIELD-SUBJECT");
        drawn.When(Finding with { Severity = "huge" }).ThenRefused("FIELD-SEVERITY");
        drawn.Given(Finding).When(new RectifyFinding(2, Evidence)).ThenRefused("FIELD-FINDING-NO");
        drawn.Given(Finding).When(new RectifyFinding(1, "x")).ThenRefused("FIELD-EVIDENCE-HASH");
        drawn.Given(Finding).When(new RectifyFinding(1, Evidence), By.Other()).ThenRefused("ACTOR-OWNER");
        drawn.Given(Finding).Given(new RectifyFinding(1, Evidence), By.Owner()).When(new RectifyFinding(1, Evidence)).ThenRefused("FIELD-FINDING-NO");
    }

    [Fact]
    public void The_steps_have_their_order()
    {
        Nothing.When(DrawTargeted).ThenRefused("NOT-FOUND");
        Nothing.Given(Targeted).When(Finding).ThenRefused("INV-03");
        Nothing.Given(Targeted).When(new CloseInspection(null)).ThenRefused("INV-03");
        Nothing.Given(Targeted).Given(DrawTargeted).When(DrawTargeted).ThenRefused("INV-03");
        Nothing.Given(Targeted).When(Targeted).ThenRefused("EXISTS");
        Nothing.When(Random, By.Owner()).ThenRefused("ACTOR-OWNER");
    }

    [Fact]
    public void Fields_have_their_shapes()
    {
        Nothing.When(Random with { SeedCommitment = null }).ThenRefused("FIELD-SEED-COMMITMENT");
        Nothing.When(Targeted with { SeedCommitment = SeedCommitment }).ThenRefused("FIELD-SEED-COMMITMENT");
        Nothing.When(Random with { SampleSize = 5 }).ThenRefused("FIELD-SAMPLE-SIZE");
        Nothing.When(Random with { Population = ["a", "a"] }).ThenRefused("FIELD-POPULATION");
        Nothing.When(Random with { Population = ["a b"] }).ThenRefused("FIELD-POPULATION");
    }

    [Property(MaxTest = 200, StartSize = 50, EndSize = 400)]
    public void No_sequence_of_commands_leads_where_the_model_forbids(byte[] script) => new InspectionModel().Play(script);

    [Fact]
    public void The_random_commands_reach_every_event() => Models.ReachesEveryEvent(() => new InspectionModel());

    private sealed class InspectionModel() : Model<InspectionState>("2026-1")
    {
        private readonly List<string> open = [];
        private string stage = "none";

        public override Turn<InspectionState> Next(Dice dice)
        {
            var by = dice.Take(5) switch { 0 => By.Owner(), 1 => By.Other(), _ => Acting.Province };
            var province = by.Node == Acting.ProvinceNode;
            switch (dice.Take(5))
            {
                case 0: return new(Targeted, by, province && stage == "none", () => stage = "opened");
                case 1: return new(DrawTargeted, by, province && stage == "opened", () => stage = "drawn");
                case 2:
                    var subject = dice.Any(Population);
                    return new(
                        Finding with { Subject = subject }, by,
                        province && stage == "drawn" && DrawTargeted.Subjects!.Contains(subject), () => open.Add(subject));
                case 3:
                    var number = dice.Take(6);
                    var concerned = number >= 1 && number <= open.Count ? open[number - 1] : "";
                    return new(
                        new RectifyFinding(number, Evidence), by, concerned != "" && (province || by.Node == concerned), () => open[number - 1] = "");
                default: return new(new CloseInspection(null), by, province && stage == "drawn", () => stage = "closed");
            }
        }
    }
}
