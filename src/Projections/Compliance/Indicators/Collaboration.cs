using Projections.Compliance.Facts;
using static Projections.Compliance.Indicators.IndicatorKinds;

namespace Projections.Compliance.Indicators;

/// <summary>How much the network works together (domain.md C31): of the cases completed, those in which another platform than
/// that of first contact took part: it accepted a referral that asks for more than knowing of it, or began a delivery.</summary>
internal static class Collaboration
{
    private const string Information = "information";

    public static IEnumerable<Indicator> Of(NetworkFacts facts, Period period, int minimumN)
    {
        // Of each case the last one that was completed in the period.
        var completed = period.CaseEntries(facts, "delivery.completed").Where(at => period.IsLast(at.Case, at.Index, "delivery.completed"))
            .Select(at => Who(at.Case, at.Index)).ToList();
        yield return Row(period, completed, minimumN);
        foreach (var platform in completed.GroupBy(who => who.First).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            yield return Row(period, [.. platform], minimumN, ("platform", platform.Key));
        }
    }

    /// <param name="First">The platform of first contact.</param>
    private sealed record Participants(string First, IReadOnlySet<string> Others, bool HasProvider);

    private static Participants Who(CaseFacts found, int last)
    {
        var (platforms, hasProvider) = (new SortedSet<string>(StringComparer.Ordinal), false);
        for (var i = 0; i <= last; i++)
        {
            var type = found.TypeAt(i);
            if (type is not ("referral.accepted" or "delivery.started"))
            {
                continue;
            }

            var entry = found.Entries[i];
            if (type == "referral.accepted" && entry.Fields.RequireText("kind") != Information)
            {
                platforms.Add(entry.Fields.RequireText("to_node"));
            }
            else if (type == "delivery.started")
            {
                platforms.Add(entry.Fields.RequireText("node_id"));
                hasProvider |= entry.Fields.RequireText("provider_id") != entry.Fields.RequireText("node_id");
            }
        }

        platforms.Remove(found.FirstContactNode);
        return new Participants(found.FirstContactNode, platforms, hasProvider);
    }

    private static Indicator Row(Period period, List<Participants> cases, int minimumN, params ReadOnlySpan<(string, string)> dimensions) =>
        CollaborationIndex.Rate(period, cases.Count(who => who.Others.Count > 0), cases.Count, cases.Count, minimumN, dimensions) with
        {
            Beside = IndicatorKind.Beside(
                ("with_provider", cases.Count(who => who.HasProvider)),
                ("pairs_of_platforms", cases.SelectMany(who => who.Others.Select(other => (who.First, other))).Distinct().Count())),
        };
}
