using FsCheck.Xunit;
using Ledger.Deciding;
using Ledger.Governance.Assessments;
using Ledger.Tests.Cases;

namespace Ledger.Tests.Governance;

public sealed class AssessmentTests
{
    private static readonly AssessmentIndicator[] Indicators =
    [
        new("internal_construction", "STAFF", "人员", 3_333),
        new("service_performance", "VOLUME", "服务量", 3_333),
        new("service_quality", "SATISFACTION", "满意率", 3_334),
    ];

    private static readonly IndicatorScore[] Scores = [new("STAFF", 10_000), new("VOLUME", 1), new("SATISFACTION", 5_001)];
    private static readonly AdoptAssessmentScheme Adopt = new("S-2026", Indicators, 5_000);
    private static readonly ConductAssessment Conduct = new(By.OwnerNode, Scores, 41);
    private static readonly AppealAssessment Appeal = new(By.OwnerNode, new Confidential("grounds"));

    // 3333 * 10000 + 3333 * 1 + 3334 * 5001 = 33330000 + 3333 + 16673334
    private const long Total = 50_006_667;

    private static Governed<AssessmentState> Nothing => Governed.New<AssessmentState>("2026");

    private static Governed<AssessmentState> Published => Nothing.Given(Adopt).Given(Conduct).Given(new PublishAssessment(50));

    [Fact]
    public void A_cycle_goes_from_its_scheme_to_decided_appeals()
    {
        IndicatorScore[] revised = [Scores[2] with { ScoreCenti = 4_997 }, Scores[0], Scores[1]];
        Nothing
            .When(Adopt).Then(by => new AssessmentSchemeAdopted(by, "S-2026", Indicators, 5_000))
            .When(Conduct).Then(by => new AssessmentConducted(by, By.OwnerNode, Scores, Total, true, 41))
            .When(new PublishAssessment(50)).Then(by => new AssessmentPublished(by, 1, 50))
            .When(Appeal, By.Owner()).Then(by => new AssessmentAppealed(
                by, 1, By.OwnerNode, Acting.Act("assessment-2026", by).Seal("grounds", "assessment-2026", Appeal.Grounds)))
            .When(new DecideAppeal(1, true, "RECOUNTED", revised)).Then(by => new AssessmentAppealDecided(
                by, 1, true, "RECOUNTED", revised, Total - (4 * 3_334), false))
            .When(Appeal).Then(by => new AssessmentAppealed(
                by, 2, By.OwnerNode, Acting.Act("assessment-2026", by).Seal("grounds", "assessment-2026", Appeal.Grounds)))
            .When(new DecideAppeal(2, false, "UNFOUNDED", null)).Then(by => new AssessmentAppealDecided(by, 2, false, "UNFOUNDED", null, null, null));
    }

    [Theory]
    [InlineData(5_000, true)]
    [InlineData(4_999, false)]
    public void A_total_of_exactly_the_pass_mark_passes(int score, bool passes)
    {
        IndicatorScore[] scores = [.. Indicators.Select(indicator => new IndicatorScore(indicator.Code, score))];
        Nothing.Given(Adopt).When(Conduct with { Scores = scores })
            .Then(by => new AssessmentConducted(by, By.OwnerNode, scores, score * 10_000L, passes, 41));
    }

    [Fact]
    public void A_scheme_has_three_dimensions_and_weights_of_ten_thousand()
    {
        Nothing.When(Adopt with { Indicators = [Indicators[0], Indicators[1], Indicators[2] with { WeightBp = 3_333 }] })
            .ThenRefused("ASSESSMENT-WEIGHTS");
        Nothing.When(Adopt with { Indicators = [Indicators[0], Indicators[1], Indicators[2] with { Dimension = "service_performance" }] })
            .ThenRefused("ASSESSMENT-DIMENSIONS");
        Nothing.When(Adopt with { Indicators = [Indicators[0], Indicators[1], Indicators[2] with { Code = "STAFF" }] })
            .ThenRefused("FIELD-INDICATORS");
        Nothing.When(Adopt with { Indicators = [Indicators[0], Indicators[1], Indicators[2] with { Dimension = "luck" }] })
            .ThenRefused("FIELD-DIMENSION");
        Nothing.When(Adopt with { Indicators = [.. Indicators[..2], Indicators[2] with { WeightBp = 0 }] }).ThenRefused("FIELD-WEIGHT-BP");
        Nothing.When(Adopt with { PassCenti = 10_001 }).ThenRefused("FIELD-PASS-CENTI");
    }

    [Fact]
    public void Scores_name_every_indicator_once_and_stay_on_the_scale()
    {
        var adopted = Nothing.Given(Adopt);
        adopted.When(Conduct with { Scores = Scores[..2] }).ThenRefused("FIELD-SCORES");
        adopted.When(Conduct with { Scores = [Scores[0], Scores[0], Scores[1]] }).ThenRefused("FIELD-SCORES");
        adopted.When(Conduct with { Scores = [.. Scores[..2], Scores[2] with { ScoreCenti = 10_001 }] }).ThenRefused("FIELD-SCORE-CENTI");
        adopted.When(Conduct with { Scores = [.. Scores[..2], Scores[2] with { ScoreCenti = -1 }] }).ThenRefused("FIELD-SCORE-CENTI");
    }

    [Fact]
    public void A_subject_is_assessed_once_before_the_publication()
    {
        Nothing.Given(Adopt).Given(Conduct).When(Conduct).ThenRefused("EXISTS");
        Published.When(Conduct with { Subject = By.OtherNode }).ThenRefused("INV-03");
        Nothing.Given(Adopt).When(new PublishAssessment(1)).ThenRefused("INV-03");
        Nothing.When(Conduct).ThenRefused("NOT-FOUND");
        Nothing.Given(Adopt).When(Adopt).ThenRefused("EXISTS");
        Nothing.Given(Adopt).When(Conduct, By.Owner()).ThenRefused("ACTOR-OWNER");
    }

    [Fact]
    public void Who_was_assessed_may_appeal_once_at_a_time()
    {
        Nothing.Given(Adopt).Given(Conduct).When(Appeal).ThenRefused("INV-03");
        Published.When(Appeal with { Subject = By.OtherNode }).ThenRefused("FIELD-SUBJECT");
        Published.When(Appeal, By.Other()).ThenRefused("ACTOR-OWNER");
        Published.Given(Appeal).When(Appeal).ThenRefused("INV-03");
        Published.Given(Appeal).When(new DecideAppeal(2, false, "R", null)).ThenRefused("FIELD-APPEAL-NO");
        Published.Given(Appeal).When(new DecideAppeal(1, false, "R", Scores)).ThenRefused("FIELD-SCORES");
        Published.Given(Appeal).When(new DecideAppeal(1, true, "R", null)).ThenRefused("FIELD-SCORES");
        Published.Given(Appeal).When(new DecideAppeal(1, false, "R", null), By.Owner()).ThenRefused("ACTOR-OWNER");
    }

    [Property(MaxTest = 200, StartSize = 50, EndSize = 400)]
    public void No_sequence_of_commands_leads_where_the_model_forbids(byte[] script) => new AssessmentModel().Play(script);

    [Fact]
    public void The_random_commands_reach_every_event() => Models.ReachesEveryEvent(() => new AssessmentModel());

    private sealed class AssessmentModel() : Model<AssessmentState>("2026")
    {
        private readonly HashSet<string> assessed = [];
        private readonly List<string> appeals = [];
        private bool adopted;
        private bool published;

        public override Turn<AssessmentState> Next(Dice dice)
        {
            var by = dice.Take(5) switch { 0 => By.Owner(), 1 => By.Other(), _ => Acting.Province };
            var province = by.Node == Acting.ProvinceNode;
            var subject = dice.Any(By.OwnerNode, By.OtherNode);
            switch (dice.Take(5))
            {
                case 0: return new(Adopt, by, province && !adopted, () => adopted = true);
                case 1:
                    var fits = province && adopted && !published && !assessed.Contains(subject);
                    return new(Conduct with { Subject = subject }, by, fits, () => assessed.Add(subject));
                case 2: return new(new PublishAssessment(1), by, province && !published && assessed.Count > 0, () => published = true);
                case 3:
                    var may = published && assessed.Contains(subject) && !appeals.Contains(subject) && (province || by.Node == subject);
                    return new(Appeal with { Subject = subject }, by, may, () => appeals.Add(subject));
                default:
                    var number = dice.Take(6);
                    var open = number >= 1 && number <= appeals.Count && appeals[number - 1] != "";
                    return new(new DecideAppeal(number, false, "R", null), by, province && open, () => appeals[number - 1] = "");
            }
        }
    }
}
