using Projections.Compliance.Facts;
using static Projections.Compliance.Indicators.IndicatorKinds;

namespace Projections.Compliance.Indicators;

/// <summary>How much the network works together (domain.md C31): of the cases completed, those in which another platform than
/// that of first contact took part: it accepted a referral that asks for more than knowing of it, or began a delivery.</summary>
internal static class Collaboration
{
    private const string Information = "information";
    private const string WithOthers = "with_others";
    private const string WithProvider = "with_provider";

    public static IEnumerable<Indicator> Of(NetworkFacts facts, Period period, CaseSums cases, int minimumN)
    {
        var (completed, pairs) = (cases[Figure.Collaborations], cases[Figure.Pairs]);
        yield return Row(period, completed, pairs.Count, minimumN);
        foreach (var platform in completed.GroupBy(sum => sum.Of).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            yield return Row(period, [.. platform], pairs.Count(pair => pair.Of == platform.Key), minimumN, ("platform", platform.Key));
        }
    }

    /// <summary>Who took part up to the last completion of the period, whenever it was.</summary>
    internal static void Count(CaseCounts counts)
    {
        var (found, last) = (counts.Case, counts.Happened.FindLast(static at => at.Type == "delivery.completed"));
        if (last.Type is null)
        {
            return;
        }

        var (first, others, hasProvider) = (found.FirstContactNode, new HashSet<string>(StringComparer.Ordinal), false);
        for (var i = 0; i <= last.Index; i++)
        {
            if (found.TypeAt(i) == "referral.accepted" && found.Entries[i].Fields is var taken && taken.RequireText("kind") != Information)
            {
                others.Add(taken.RequireText("to_node"));
            }
            else if (found.TypeAt(i) == "delivery.started" && found.Entries[i].Fields is var started)
            {
                others.Add(started.RequireText("node_id"));
                hasProvider |= started.RequireText("provider_id") != started.RequireText("node_id");
            }
        }

        others.Remove(first);
        counts.Add(Figure.Collaborations, first, others.Count > 0 ? WithOthers : null, hasProvider ? WithProvider : null);
        foreach (var other in others)
        {
            counts.Add(Figure.Pairs, first, other);
        }
    }

    private static Indicator Row(Period period, List<CaseSum> completed, int pairs, int minimumN, params ReadOnlySpan<(string, string)> dimensions)
    {
        var all = completed.Times();
        return CollaborationIndex.Rate(period, completed.Where(sum => sum.By == WithOthers).Times(), all, all, minimumN, dimensions) with
        {
            Beside = IndicatorKind.Beside(("with_provider", completed.Where(sum => sum.As == WithProvider).Times()), ("pairs_of_platforms", pairs)),
        };
    }
}
