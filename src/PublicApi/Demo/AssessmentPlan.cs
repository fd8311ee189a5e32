using Ledger.Governance.Assessments;
using Ledger.Governance.Consequences;
using Ledger.Governance.Inspections;

namespace PublicApi.Demo;

/// <summary>The half-yearly assessment and what follows from it, and random inspections.</summary>
internal static class AssessmentPlan
{
    private const int PassCenti = 8_000;
    private const int ReportsDue = 6;

    private static readonly int[] InspectionMonths = [4, 10];

    private static readonly AssessmentIndicator[] Indicators =
    [
        new(AssessmentDimensions.InternalConstruction, "REPORTS", "按时报送率", 2_000),
        new(AssessmentDimensions.ServicePerformance, "COMPLETIONS", "办结服务", 2_000),
        new(AssessmentDimensions.ServiceQuality, "SATISFACTION", "满意率", 6_000),
    ];

    public static void Add(DemoWorld world)
    {
        foreach (var year in world.Years)
        {
            Cycle(world, year);
            Inspection(world, year);
        }
    }

    /// <summary>
    /// Scores of the first half-year, in hundredths of a point. REPORTS: reports submitted from January to June of the 5 that
    /// fall due by then, at most 100. COMPLETIONS: 100 with 1 completed delivery or more, else 60. SATISFACTION: ratings of 3
    /// and more of all ratings of the year so far, rounded down, as the regime recounts it; 100 where there are none.
    /// </summary>
    public static IReadOnlyList<IndicatorScore> Scores(DemoWorld world, string node, int year)
    {
        var months = Enumerable.Range(1, ReportsDue).Select(month => world.Sim.Tally.Of(node, new DateOnly(year, month, 1))).ToList();
        var (satisfied, ratings) = world.Sim.Tally.Ratings(node, year);
        return
        [
            new("REPORTS", Math.Min(Scoring.LargestScoreCenti, months.Sum(month => month.Reports) * Scoring.LargestScoreCenti / (ReportsDue - 1))),
            new("COMPLETIONS", months.Any(month => month.Completed > 0) ? Scoring.LargestScoreCenti : 6_000),
            new("SATISFACTION", ratings == 0 ? Scoring.LargestScoreCenti : satisfied * Scoring.LargestScoreCenti / ratings),
        ];
    }

    private static void Cycle(DemoWorld world, int year)
    {
        var sim = world.Sim;
        var cycle = $"{year}-H1";
        var doing = NetworkPlan.ByProvince(AssessmentState.Prefix + cycle);
        sim.At(DemoWorld.On(year, 1, 21), doing, new AdoptAssessmentScheme($"SCHEME-{year}", Indicators, PassCenti));
        var failed = new List<string>();
        var isLast = year == world.LastYear;
        sim.At(DemoWorld.On(year, 7, 15), () =>
        {
            foreach (var platform in Places.Platforms.Where(platform => !isLast || platform.Code != BreachNodes.NotAssessed))
            {
                var scores = Scores(world, platform.Code, year);
                if (isLast && platform.Code == BreachNodes.WrongScore)
                {
                    scores = [scores[0], scores[1], scores[2] with { ScoreCenti = scores[2].ScoreCenti - 500 }];
                }

                sim.Do(doing, new ConductAssessment(platform.Code, scores, sim.Size));
                if (!Scoring.Passes(Scoring.TotalMicro(Indicators, scores), PassCenti))
                {
                    failed.Add(platform.Code);
                }
            }
        });
        sim.At(DemoWorld.On(year, 7, 16), () => sim.Do(doing, new PublishAssessment(sim.Size)));
        sim.At(DemoWorld.On(year, 7, 18), doing with { Node = Places.Platforms[5].Code, Role = "director" }, new AppealAssessment(Places.Platforms[5].Code, null));
        sim.At(DemoWorld.On(year, 7, 22), doing, new DecideAppeal(1, Upheld: false, "scores_follow_from_entries", null));
        sim.At(DemoWorld.On(year, 7, 25), () => Consequences(world, cycle, failed, isLast));
    }

    // Whoever failed hears of it within 30 days; in the last year one does not.
    private static void Consequences(DemoWorld world, string cycle, List<string> failed, bool isLast)
    {
        foreach (var (node, i) in failed.Select((node, i) => (node, i)))
        {
            var doing = NetworkPlan.ByProvince($"{ConsequenceState.Prefix}{cycle}-{node}");
            if (isLast && i == failed.Count - 1)
            {
                world.Sim.Seeded.Add(
                    "U6-CONSEQUENCE_MISSING", $"{AssessmentState.Prefix}{cycle}#{node}", DemoWorld.On(world.LastYear, 8, 15),
                    "failed the assessment published on 16 July; nothing follows within 30 days");
            }
            else if (i == 0)
            {
                world.Sim.Do(doing, new RevokeProject(node, "WINDOW-UPGRADE", "assessment", cycle, null, "failed", null));
            }
            else
            {
                world.Sim.Do(doing, new ImposeSanction(node, "assessment", cycle, "warning", null, "failed"));
            }
        }

        var best = NetworkPlan.ByProvince($"{ConsequenceState.Prefix}{cycle}-BEST");
        world.Sim.Do(best, new GrantIncentive(Places.Platforms[3].Code, "assessment", cycle, null, "best_of_cycle", null));
    }

    private static void Inspection(DemoWorld world, int year)
    {
        var (sim, chance) = (world.Sim, world.Chance);
        var population = Places.Platforms.Where(platform => platform.Code != BreachNodes.Silent).Select(platform => platform.Code).ToList();
        foreach (var month in InspectionMonths)
        {
            var seed = chance.Sha256();
            var subject = Sampling.Draw(seed, population, 5)[0];
            var doing = NetworkPlan.ByProvince($"{InspectionState.Prefix}{year}-{month}") with { Role = "inspector" };
            var at = DemoWorld.On(year, month, 9);
            sim.At(at, doing, new OpenInspection("服务记录真实性", InspectionMethods.Random, population, 5, Sampling.Commit(seed)));
            sim.At(at.AddDays(1), doing, new DrawSample(seed, null));
            sim.At(at.AddDays(6), doing, new RecordFinding(subject, "minor", "PAPERS_NOT_FILED", Detail: null));
            sim.At(at.AddDays(13), doing with { Node = subject, Role = "director" }, new RectifyFinding(1, chance.Sha256()));
            sim.At(at.AddDays(20), doing, new CloseInspection(seed));
        }

        // So that a sanction is there whoever passes: it follows from an inspection.
        sim.At(DemoWorld.On(year, 11, 6), NetworkPlan.ByProvince($"{ConsequenceState.Prefix}{year}-INSPECTION"), new ImposeSanction(
            Places.Platforms[6].Code, "inspection", $"{year}-10", "warning", null, "papers_not_filed"));
        sim.At(DemoWorld.On(year, 11, 7), NetworkPlan.ByProvince($"{ConsequenceState.Prefix}{year}-PROJECT"), new RevokeProject(
            Places.Platforms[7].Code, "WINDOW-UPGRADE", "inspection", $"{year}-10", null, "not_carried_out", null));
    }
}
