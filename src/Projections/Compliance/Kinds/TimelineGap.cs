using Ledger.Transparency;
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
        var from = Earliest(run);
        foreach (var found in Cases(run, Month.Of(from)))
        {
            var (seen, gap) = (-1, -1);
            foreach (var (i, limit) in Limits(run, found, from))
            {
                if (run.Month.Contains(limit.AddMilliseconds(-1)))
                {
                    var silent = i + 1 == found.Entries.Count || found.Entries[i + 1].OccurredAt >= limit;
                    seen = i;
                    gap = silent && gap < 0 ? i : gap;
                }
            }

            if (seen >= 0)
            {
                yield return gap < 0
                    ? found.Observe(seen, held: true, found.Entries[seen])
                    : found.Observe(gap, held: false, found.Entries[gap], found.Entries.ElementAtOrDefault(gap + 1));
            }
        }
    }

    // Something happened from the first month on; or more time was granted, it may be long before.
    private static IEnumerable<CaseFacts> Cases(CheckRun run, Month first)
    {
        var months = run.Facts.CaseMonths.SkipWhile(month => month.FirstDay > run.Month.FirstDay).ToLookup(month => month.FirstDay >= first.FirstDay);
        return months[true].SelectMany(month => run.Facts.CaseEntriesIn(month).Cases)
            .Concat(months[false].SelectMany(month => run.Facts.CaseEntriesIn(month)[Extended]).Select(at => at.Case)).Distinct();
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

    // After which entries something had to follow, and by when; of those before an instant only where more time was granted.
    private static IEnumerable<(int Index, DateTimeOffset Limit)> Limits(CheckRun run, CaseFacts found, DateTimeOffset from)
    {
        var (isOver, isAccepted, longest, extended) = (false, false, (long?)null, (PublicEntry?)null);
        for (var i = 0; i < found.Entries.Count; i++)
        {
            var entry = found.Entries[i];
            isOver = CaseEnds.Says(entry.Type) ?? isOver;
            extended = entry.Type == Extended ? entry : extended;
            (isAccepted, longest) = entry.Type switch
            {
                "request.accepted" => (true, null),
                "request.reopened" => (false, null),
                _ => (isAccepted, longest),
            };

            // No limit passes before what it begins with.
            if (isAccepted && !isOver && entry.Type != "delivery.paused" && entry.OccurredAt < run.Month.End && (extended is not null || entry.OccurredAt >= from))
            {
                longest ??= LongestStep(run, found.LastBefore(i + 1, "request.accepted")!);
                var limit = longest > 0 ? run.Facts.Calendar.Due(entry.OccurredAt, longest.Value, DateTimeOffset.MaxValue) : null;
                if ((extended?.Fields.FindInstant("new_due") is { } granted && granted > limit ? granted : limit) is { } last)
                {
                    yield return (i, last);
                }
            }
        }
    }

    private static long LongestStep(CheckRun run, PublicEntry accepted) => run.Facts.Services
        .GetValueOrDefault(accepted.Fields.RequireText("service_code"))?.Processes
        .Numbered(accepted.Fields.RequireNumber("process_version"), accepted.OccurredAt, accepted.Position.Value)?
        .Fields.Groups("steps").Select(step => step.RequireNumber("limit_working_days")).DefaultIfEmpty().Max() ?? 0;
}
