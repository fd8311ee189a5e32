using Ledger.Transparency;

namespace Projections.Compliance.Facts;

/// <summary>What a cycle of assessment says in the end: an appeal that was upheld replaces the scores.</summary>
internal static class Assessments
{
    private const long WholeBasisPoints = 10_000;

    public static bool Passes(IReadOnlyList<PublicEntry> cycle, PublicEntry conducted) =>
        Deciding(cycle, conducted).Fields.RequireFlag("passed");

    /// <summary>The entry that has the scores which hold.</summary>
    public static PublicEntry Deciding(IReadOnlyList<PublicEntry> cycle, PublicEntry conducted)
    {
        var subject = conducted.Fields.RequireText("subject");
        var appeals = cycle.Where(entry => entry.Type == "assessment.appealed" && entry.Fields.FindText("subject") == subject)
            .Select(entry => entry.Fields.RequireNumber("appeal_no")).ToHashSet();
        return cycle.LastOrDefault(entry => entry.Type == "assessment.appeal_decided" && entry.Fields.RequireFlag("upheld")
            && appeals.Contains(entry.Fields.RequireNumber("appeal_no")) && entry.Fields.FindNumber("total_micro") is not null) ?? conducted;
    }

    /// <summary>The scheme in force when the entry was made: the newest one of the cycle before it.</summary>
    public static PublicEntry? SchemeOf(IReadOnlyList<PublicEntry> cycle, PublicEntry entry) => cycle.LastOrDefault(
        scheme => scheme.Type == "assessment.scheme_adopted" && scheme.Position.Value < entry.Position.Value);

    /// <summary>The one scheme by which the whole network is assessed when the entry is made: of all cycles the newest.</summary>
    public static PublicEntry? SchemeInForce(NetworkFacts facts, PublicEntry entry) => facts.Streams("assessment-")
        .Select(cycle => SchemeOf(cycle.Value, entry)).OfType<PublicEntry>().MaxBy(scheme => scheme.Position.Value);

    /// <summary>Millionths of a point: weight in basis points times score in hundredths, exact. Null where a score is missing.</summary>
    public static Int128? TotalMicro(PublicEntry scheme, PublicEntry scored)
    {
        var sum = (Int128)0;
        foreach (var indicator in scheme.Fields.Groups("indicators"))
        {
            var code = indicator.RequireText("code");
            if (scored.Fields.Groups("scores").FirstOrDefault(score => score.RequireText("indicator") == code) is not { } score)
            {
                return null;
            }

            sum += (Int128)indicator.RequireNumber("weight_bp") * score.RequireNumber("score_centi");
        }

        return sum;
    }

    public static bool IsPass(PublicEntry scheme, Int128 totalMicro) =>
        totalMicro >= (Int128)scheme.Fields.RequireNumber("pass_centi") * WholeBasisPoints;
}
