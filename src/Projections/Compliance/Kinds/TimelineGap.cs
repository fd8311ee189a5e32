using System.Runtime.InteropServices;
using Ledger.Deciding;
using Projections.Compliance.Facts;
using Projections.Compliance.Regimes;

namespace Projections.Compliance.Kinds;

/// <summary>While a case is under way nothing stays silent for longer than the longest step of the process it was accepted
/// under: each entry has to follow on the one before within that many working days, unless the case waits for the requester or
/// more time was granted. It counts in the month in which the limit passes.</summary>
public sealed class TimelineGap : CheckKind
{
    private const string Extended = "delivery.extended";

    public override string Name => "timeline-gap";

    public override IReadOnlyList<Parameter> Parameters { get; } = [];

    public override IEnumerable<Observation> Observe(CheckRun run)
    {
        var (from, limits) = (Earliest(run), new Limits(run));
        foreach (var found in Cases(run, Month.Of(from)))
        {
            var (seen, gap) = Look(run, found, from, limits);
            if (seen >= 0)
            {
                yield return gap < 0
                    ? found.Observe(seen, held: true, found.Entries[seen])
                    : found.Observe(gap, held: false, found.Entries[gap], gap + 1 < found.Count ? found.Entries[gap + 1] : null);
            }
        }
    }

    // Something happened from the first month on; or more time was granted, it may be long before.
    private static IEnumerable<CaseFacts> Cases(CheckRun run, Month first)
    {
        var months = run.Facts.CaseMonths.SkipWhile(month => month.FirstDay > run.Month.FirstDay).ToLookup(month => month.FirstDay >= first.FirstDay);
        var recent = months[true].Select(month => run.Facts.CaseEntriesIn(month).Numbers).ToList();
        var numbers = new HashSet<int>(recent.Sum(cases => cases.Count));
        recent.ForEach(numbers.UnionWith);

        numbers.UnionWith(months[false].SelectMany(month => run.Facts.CaseEntriesIn(month)[Extended]).Select(at => at.Case.Number));
        return numbers.Select(run.Facts.CaseOf);
    }

    // The longest step of all processes that begins before this instant ends before the month. Of a year without a calendar
    // nothing is judged.
    private static DateTimeOffset Earliest(CheckRun run)
    {
        var longest = run.Facts.Services.Values.SelectMany(service => service.Processes.All)
            .SelectMany(process => process.Fields.Groups("steps")).Select(step => step.FindNumber("limit_working_days") ?? 0).DefaultIfEmpty().Max();
        var from = run.Month.Start;
        while (run.Facts.Calendar.Due(from, longest, DateTimeOffset.MaxValue) > run.Month.Start)
        {
            from = from.AddDays(-1);
        }

        return from;
    }

    // The last entry after which something had to follow within the month, and the first after which nothing did; -1 for none. Of
    // entries before an instant only where more time was granted.
    private static (int Seen, int Gap) Look(CheckRun run, CaseFacts found, DateTimeOffset from, Limits limits)
    {
        var (seen, gap, isOver, accepted, longest, extended) = (-1, -1, false, -1, (long?)null, (KeptEntry?)null);
        for (var i = 0; i < found.Count; i++)
        {
            var (type, at) = (found.TypeAt(i), found.OccurredAt(i));
            isOver = found.SaysOver(i) ?? isOver;
            extended = type == Extended ? found.Entries[i] : extended;
            (accepted, longest) = type switch
            {
                "request.accepted" => (i, null),
                "request.reopened" => (-1, null),
                _ => (accepted, longest),
            };

            // No limit passes before what it begins with.
            if (accepted < 0 || isOver || type == "delivery.paused" || at >= run.Month.End || (extended is null && at < from))
            {
                continue;
            }

            longest ??= limits.LongestStep(found.Entries[accepted]);
            var limit = longest > 0 ? limits.Due(at, longest.Value) : null;
            if ((extended?.Fields.FindInstant("new_due") is { } granted && granted > limit ? granted : limit) is { } last
                && run.Month.Contains(last.AddMilliseconds(-1)))
            {
                seen = i;
                gap = gap < 0 && (i + 1 == found.Count || found.OccurredAt(i + 1) >= last) ? i : gap;
            }
        }

        return (seen, gap);
    }

    // What begins on one day ends at one instant, and many cases go by one process.
    private sealed class Limits(CheckRun run)
    {
        private readonly Dictionary<(DateOnly Day, long WorkingDays), DateTimeOffset?> due = [];
        private readonly Dictionary<PublishedVersion, long> longest = new(ReferenceEqualityComparer.Instance);

        public DateTimeOffset? Due(DateTimeOffset begin, long workingDays)
        {
            ref var limit = ref CollectionsMarshal.GetValueRefOrAddDefault(due, (Days.Of(begin), workingDays), out var isKnown);
            return isKnown ? limit : limit = run.Facts.Calendar.Due(begin, workingDays, DateTimeOffset.MaxValue);
        }

        /// <summary>Of the process that a case was accepted under; 0 where there is none.</summary>
        public long LongestStep(KeptEntry accepted)
        {
            var process = run.Facts.Services.GetValueOrDefault(accepted.Fields.RequireText("service_code"))?.Processes
                .Numbered(accepted.Fields.RequireNumber("process_version"), accepted.OccurredAt, accepted.Position.Value);
            if (process is null)
            {
                return 0;
            }

            ref var step = ref CollectionsMarshal.GetValueRefOrAddDefault(longest, process, out var isKnown);
            return isKnown ? step : step = process.Fields.Groups("steps").Select(one => one.RequireNumber("limit_working_days")).DefaultIfEmpty().Max();
        }
    }
}
