using Projections.Compliance.Facts;
using Projections.Compliance.Regimes;

namespace Projections.Compliance.Kinds;

/// <summary>While a case is under way nothing stays silent for longer than the longest step of the process it was accepted
/// under: each entry has to follow on the one before within that many working days, unless the case waits for the requester or
/// more time was granted. It counts in the month in which the limit passes.</summary>
public sealed class TimelineGap : CheckKind
{
    public override string Name => "timeline-gap";

    public override IReadOnlyList<Parameter> Parameters { get; } = [];

    public override IEnumerable<Observation> Observe(CheckRun run)
    {
        foreach (var found in run.Facts.Cases.Values)
        {
            var (seen, gap) = (-1, -1);
            for (var i = 0; i < found.Entries.Count; i++)
            {
                // No limit passes before what it begins with.
                if (found.Entries[i].OccurredAt < run.Month.End && LimitAfter(run, found, i) is { } limit && run.Month.Contains(limit.AddMilliseconds(-1)))
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

    private static DateTimeOffset? LimitAfter(CheckRun run, CaseFacts found, int index)
    {
        var entry = found.Entries[index];
        if (CaseEnds.IsOver(found, index) || entry.Type is "delivery.paused" || found.LastBefore(index + 1, "request.accepted") is not { } accepted
            || found.LastBefore(index + 1, "request.reopened")?.Position.Value > accepted.Position.Value)
        {
            return null;
        }

        var process = run.Facts.Services.GetValueOrDefault(accepted.Fields.RequireText("service_code"))?.Processes
            .Numbered(accepted.Fields.RequireNumber("process_version"), accepted.OccurredAt, accepted.Position.Value);
        var longest = process?.Fields.Groups("steps").Select(step => step.RequireNumber("limit_working_days")).DefaultIfEmpty().Max() ?? 0;
        var limit = longest > 0 ? run.Facts.Calendar.Due(entry.OccurredAt, longest, DateTimeOffset.MaxValue) : null;
        var granted = found.LastBefore(index + 1, "delivery.extended")?.Fields.FindInstant("new_due");
        return granted > limit ? granted : limit;
    }
}
