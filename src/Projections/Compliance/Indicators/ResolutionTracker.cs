using Ledger.Deciding;
using Ledger.Transparency;
using Projections.Compliance.Facts;
using static Projections.Compliance.Indicators.IndicatorKinds;

namespace Projections.Compliance.Indicators;

/// <summary>
/// What the joint conference resolved and what became of it (domain.md C9): every resolution adopted up to the end of the period,
/// with the platform responsible and the last day; and how many of them each platform has carried out. Overdue is what was
/// marked so, or whose last day is over while the log goes on; carried out late, it is no longer overdue.
/// </summary>
internal static class ResolutionTracker
{
    public static IEnumerable<Indicator> Of(NetworkFacts facts, Period period, CaseSums cases, int minimumN)
    {
        var all = facts.Streams("conference-").SelectMany(conference => Resolutions(facts, period, conference.Key, conference.Value)).ToList();
        yield return Row(period, all);
        foreach (var platform in all.GroupBy(resolution => resolution.Node).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            yield return Row(period, [.. platform], ("platform", platform.Key));
        }

        foreach (var one in all)
        {
            yield return Resolution.Count(
                period, one.Implemented is null ? 0 : 1, ("conference", one.Conference), ("resolution", $"{one.Number}")) with
            {
                Of = 1,
                Details = IndicatorKind.Details(
                    ("platform", one.Node), ("due_on", Instants.Write(one.DueOn)), ("status", one.Status),
                    ("adopted_on", Instants.Write(one.AdoptedOn)), ("implemented_on", one.Implemented is { } day ? Instants.Write(day) : null)),
            };
        }
    }

    private sealed record Adopted(string Conference, long Number, string Node, DateOnly AdoptedOn, DateOnly DueOn, DateOnly? Implemented, bool IsOverdue)
    {
        public bool IsLate => Implemented > DueOn;

        public string Status => Implemented is not null ? "implemented" : IsOverdue ? "overdue" : "open";
    }

    private static Indicator Row(Period period, List<Adopted> all, params ReadOnlySpan<(string, string)> dimensions) =>
        ResolutionsImplemented.Count(period, all.Count(one => one.Implemented is not null), dimensions) with
        {
            Of = all.Count,
            Beside = IndicatorKind.Beside(
                ("open", all.Count(one => one.Status == "open")),
                ("overdue", all.Count(one => one.Status == "overdue")),
                ("implemented_late", all.Count(one => one.IsLate))),
        };

    private static IEnumerable<Adopted> Resolutions(NetworkFacts facts, Period period, string stream, List<PublicEntry> entries)
    {
        var known = entries.Where(entry => entry.OccurredAt < period.End).ToList();
        foreach (var adopted in known.Where(entry => entry.Type == "resolution.adopted"))
        {
            var number = adopted.Fields.RequireNumber("resolution_no");
            var (due, after) = (adopted.Fields.RequireDay("due_on"), known.Where(entry => entry.Fields.FindNumber("resolution_no") == number).ToList());
            yield return new Adopted(
                stream["conference-".Length..], number, adopted.Fields.RequireText("responsible_node"), Days.Of(adopted.OccurredAt), due,
                after.Find(entry => entry.Type == "resolution.implemented")?.Fields.RequireDay("implemented_on"),
                after.Exists(entry => entry.Type == "resolution.overdue") || due < Today(facts, period));
        }
    }

    // The last day of the period, or that of the newest entry while the period runs.
    private static DateOnly Today(NetworkFacts facts, Period period) =>
        Days.Of(facts.NewestAt < period.LastInstant ? facts.NewestAt : period.LastInstant);
}
