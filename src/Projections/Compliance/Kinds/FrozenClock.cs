using Ledger.Deciding;
using Ledger.Transparency;
using Projections.Compliance.Facts;
using Projections.Compliance.Regimes;

namespace Projections.Compliance.Kinds;

/// <summary>
/// A case met every clock that fell due in the month, as it was frozen at submission and acceptance. A clock stops only while
/// the requester was asked for something, by working days, and moves only by an extension that was granted before it had
/// passed. A case that the requester ended before has no clock to meet.
/// </summary>
public sealed class FrozenClock : CheckKind
{
    private const string Accepted = "request.accepted";

    public override string Name => "frozen-clock";

    public override IReadOnlyList<Parameter> Parameters { get; } =
        [new("clocks", ParameterType.Texts, OneOf: ["accept", "first_contact", "complete"])];

    public override IEnumerable<Observation> Observe(CheckRun run)
    {
        var clocks = run.Parameters.Texts("clocks");
        foreach (var found in run.Facts.Cases.Values)
        {
            var due = Falling(run.Facts.Calendar, found, run.Month.Start, run.Month.End).Where(clock => clocks.Contains(clock.Name)).ToList();
            if (due.Count > 0)
            {
                var missed = due.Where(clock => !clock.IsMet).ToList();
                yield return found.Observe(
                    due[^1].Index, missed.Count == 0, [.. (missed.Count == 0 ? due : missed).SelectMany(clock => new[] { clock.Set, clock.Met })]);
            }
        }
    }

    /// <param name="Index">Place of the entry that set it.</param>
    /// <param name="Met">What stopped it, be it in time or late.</param>
    internal sealed record Clock(string Name, int Index, PublicEntry Set, DateTimeOffset Due, PublicEntry? Met)
    {
        public bool IsMet => Met?.OccurredAt < Due;
    }

    /// <summary>Clocks of a case whose last instant lies in a time, and that the requester did not end before.</summary>
    internal static IEnumerable<Clock> Falling(WorkCalendar calendar, CaseFacts found, DateTimeOffset start, DateTimeOffset end) =>
        Clocks(calendar, found).Where(clock => clock.Due.AddMilliseconds(-1) >= start && clock.Due.AddMilliseconds(-1) < end && !EndedBefore(found, clock));

    private static IEnumerable<Clock> Clocks(WorkCalendar calendar, CaseFacts found)
    {
        if (found.Submitted.Fields.FindInstant("due_accept_at") is { } accept)
        {
            var met = found.Entries.FirstOrDefault(entry => entry.Type is Accepted or "request.answered" or "request.declined");
            yield return new Clock("accept", 0, found.Submitted, Stopped(calendar, found, accept), met);
        }

        for (var i = 0; i < found.Entries.Count; i++)
        {
            var entry = found.Entries[i];
            if (entry.Type != Accepted || IsRepeat(found, i))
            {
                continue;
            }

            if (entry.Fields.FindInstant("due_first_contact_at") is { } contact)
            {
                var met = found.Entries.FirstOrDefault(other => other.Type == "request.contacted");
                yield return new Clock("first_contact", i, entry, contact, met);
            }

            if (entry.Fields.FindInstant("due_complete_at") is { } complete)
            {
                yield return new Clock("complete", i, entry, Extended(found, i, complete), found.FirstFrom(i, "delivery.completed"));
            }
        }
    }

    // After an aborted delivery the first acceptance holds; what says it again sets no clock.
    private static bool IsRepeat(CaseFacts found, int index) => found.LastBefore(index, Accepted) is { } before
        && !found.Entries.Any(entry => entry.Type == "request.reopened"
            && entry.StreamVersion > before.StreamVersion && entry.StreamVersion < found.Entries[index].StreamVersion);

    private static DateTimeOffset Extended(CaseFacts found, int index, DateTimeOffset due) => found.Entries.Skip(index)
        .TakeWhile(entry => entry.Type != "request.reopened")
        .Where(entry => entry.Type == "delivery.extended")
        .Aggregate(due, static (now, extension) => extension.OccurredAt < now && extension.Fields.Says("reason_code")
            ? extension.Fields.RequireInstant("new_due")
            : now);

    private static DateTimeOffset Stopped(WorkCalendar calendar, CaseFacts found, DateTimeOffset due)
    {
        for (var i = 0; i < found.Entries.Count; i++)
        {
            var asked = found.Entries[i];
            if (asked.Type == "request.supplement_requested" && asked.Fields.RequireFlag("clock_paused") && asked.OccurredAt < due)
            {
                var given = found.FirstFrom(i, "request.supplemented");
                if (given is null)
                {
                    return DateTimeOffset.MaxValue;
                }

                var days = calendar.Between(Days.Of(asked.OccurredAt), Days.Of(given.OccurredAt), DateTimeOffset.MaxValue);
                due = days == 0 ? due : calendar.Due(due.AddMilliseconds(-1), days, DateTimeOffset.MaxValue) ?? due;
            }
        }

        return due;
    }

    private static bool EndedBefore(CaseFacts found, Clock clock) => found.Entries.Skip(clock.Index).Any(entry => entry.OccurredAt < clock.Due
        && (entry.Type is "request.withdrawn" or "request.merged" || (entry.Type == "request.closed" && clock.Met is null)));
}
