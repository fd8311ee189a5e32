using Ledger.Deciding;

namespace Ledger.Governance.Assessments;

/// <summary>
/// How scores become a total. A score in hundredths of a point times a weight in ten-thousandths is a whole number of
/// millionths of a point, so the sum is exact and nothing is rounded: 0 to 100,000,000.
/// </summary>
public static class Scoring
{
    public const int LargestScoreCenti = 10_000;
    public const int WholeBp = 10_000;

    /// <summary>Millionths of a point. Each indicator has one score.</summary>
    public static long TotalMicro(IReadOnlyList<AssessmentIndicator> indicators, IReadOnlyList<IndicatorScore> scores) =>
        indicators.Sum(indicator => (long)indicator.WeightBp * scores.First(score => score.Indicator == indicator.Code).ScoreCenti);

    public static bool Passes(long totalMicro, int passCenti) => totalMicro >= (long)passCenti * WholeBp;

    /// <summary>The scores name every indicator of the scheme once and stay on the scale.</summary>
    internal static Decision? Check(AssessmentState state, IReadOnlyList<IndicatorScore>? scores) =>
        GovernanceChecks.Items(
            "scores", scores, state.Indicators.Count, state.Indicators.Count,
            score => Fields.Number("score_centi", score.ScoreCenti, 0, LargestScoreCenti))
        ?? (state.Indicators.Select(indicator => indicator.Code).ToHashSet().SetEquals(scores!.Select(score => score.Indicator))
            ? null
            : Fields.Refuse("scores", "has to name every indicator of the scheme once", "须逐一列出考核方案的每项指标"));
}
