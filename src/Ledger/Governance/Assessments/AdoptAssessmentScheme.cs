using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Assessments;

/// <summary>The province begins a cycle by saying how it will assess, before it assesses anybody.</summary>
/// <param name="PassCenti">Totals from here on pass: hundredths of a point, 0 to 10000.</param>
public sealed record AdoptAssessmentScheme(string SchemeId, IReadOnlyList<AssessmentIndicator> Indicators, int PassCenti)
    : Command<AssessmentState>
{
    // Fifty indicators with the longest names, in Chinese, still fit a public entry.
    private const int MostIndicators = 50;

    protected override Decision Decide(AssessmentState state, Act act) =>
        Authority.IsNew(state)
        ?? Authority.Province(act)
        ?? GovernanceChecks.Key("scheme_id", SchemeId)
        ?? GovernanceChecks.Items("indicators", Indicators, AssessmentDimensions.All.Count, MostIndicators, Check)
        ?? GovernanceChecks.Distinct("indicators", Indicators.Select(indicator => indicator.Code))
        ?? (Indicators.Select(indicator => indicator.Dimension).Distinct().Count() == AssessmentDimensions.All.Count
            ? null
            : Decision.Refuse(
                AssessmentRules.Dimensions, "A scheme has indicators of each of the three dimensions.", "考核方案须包含三个维度的指标。"))
        ?? (Indicators.Sum(indicator => indicator.WeightBp) == Scoring.WholeBp
            ? null
            : Decision.Refuse(
                AssessmentRules.Weights, "The weights have to sum to 10000 basis points.", "各指标权重之和须为 10000 基点。"))
        ?? Fields.Number("pass_centi", PassCenti, 0, Scoring.LargestScoreCenti)
        ?? Decision.Accept(new AssessmentSchemeAdopted(act.Envelope, SchemeId, Indicators, PassCenti));

    private static Decision? Check(AssessmentIndicator indicator) =>
        Fields.OneOf("dimension", indicator.Dimension, AssessmentDimensions.All)
        ?? GovernanceChecks.UpperCode("code", indicator.Code)
        ?? Fields.Name("name", indicator.Name)
        ?? Fields.Number("weight_bp", indicator.WeightBp, 1, Scoring.WholeBp);
}
