using Ledger.Deciding;

namespace Projections.Compliance.Facts;

/// <summary>A clock of a case, as it was frozen at submission or acceptance. It stops only while the requester was asked for
/// something, by working days, and moves only by an extension that was granted before it had passed. Where the requester ended
/// the case before, there is none.</summary>
/// <param name="Index">Place of the entry that set it.</param>
/// <param name="Met">What stopped it, be it in time or late.</param>
internal readonly record struct CaseClock(string Name, int Index, KeptEntry Set, DateTimeOffset Due, KeptEntry? Met)
{
    public const string Accept = "accept";
    public const string FirstContact = "first_contact";
    public const string Complete = "complete";

    /// <summary>Type of the entry for which a clock may stand still; nothing else asks a calendar.</summary>
    public const string Pause = "request.supplement_requested";

    private const string Accepted = "request.accepted";

    // One of each name.
    private const int Usual = 3;

    public bool IsMet { get; } = Met?.OccurredAt < Due;

    /// <summary>Every clock of a case, by the calendars that are known.</summary>
    public static List<CaseClock> Of(WorkCalendar calendar, CaseFacts found)
    {
        var clocks = new List<CaseClock>(Usual);
        if (found.Submitted.Fields.FindInstant("due_accept_at") is { } accept)
        {
            Add(new CaseClock(Accept, 0, found.Submitted, Stopped(calendar, found, accept), Answer(found)));
        }

        for (var i = 0; i < found.Count; i++)
        {
            if (found.TypeAt(i) != Accepted || IsRepeat(found, i))
            {
                continue;
            }

            var entry = found.Entries[i];
            if (entry.Fields.FindInstant("due_first_contact_at") is { } contact)
            {
                Add(new CaseClock(FirstContact, i, entry, contact, found.FirstFrom(0, "request.contacted")));
            }

            if (entry.Fields.FindInstant("due_complete_at") is { } complete)
            {
                Add(new CaseClock(Complete, i, entry, Extended(found, i, complete), found.FirstFrom(i, "delivery.completed")));
            }
        }

        return clocks;

        void Add(CaseClock clock)
        {
            if (!clock.EndedBefore(found))
            {
                clocks.Add(clock);
            }
        }
    }

    /// <summary>Whether its last instant lies in a time.</summary>
    public bool FallsIn(DateTimeOffset start, DateTimeOffset end) => Due.AddMilliseconds(-1) is var last && last >= start && last < end;

    private bool EndedBefore(CaseFacts found)
    {
        for (var i = Index; i < found.Count; i++)
        {
            if ((found.TypeAt(i) is "request.withdrawn" or "request.merged" || (found.TypeAt(i) == "request.closed" && Met is null))
                && found.OccurredAt(i) < Due)
            {
                return true;
            }
        }

        return false;
    }

    // After an aborted delivery the first acceptance holds; what says it again sets no clock.
    private static bool IsRepeat(CaseFacts found, int index) => found.LastBefore(index, Accepted) is { } before
        && !found.Entries.Any(entry => entry.Type == "request.reopened"
            && entry.StreamVersion > before.StreamVersion && entry.StreamVersion < found.Entries[index].StreamVersion);

    private static KeptEntry? Answer(CaseFacts found)
    {
        for (var i = 0; i < found.Count; i++)
        {
            if (found.TypeAt(i) is Accepted or "request.answered" or "request.declined")
            {
                return found.Entries[i];
            }
        }

        return null;
    }

    private static DateTimeOffset Extended(CaseFacts found, int index, DateTimeOffset due) => found.FirstFrom(index, "delivery.extended") is null ? due : found.Entries.Skip(index)
        .TakeWhile(entry => entry.Type != "request.reopened")
        .Where(entry => entry.Type == "delivery.extended")
        .Aggregate(due, static (now, extension) => extension.OccurredAt < now && extension.Fields.Says("reason_code")
            ? extension.Fields.RequireInstant("new_due")
            : now);

    private static DateTimeOffset Stopped(WorkCalendar calendar, CaseFacts found, DateTimeOffset due)
    {
        for (var i = 0; i < found.Count; i++)
        {
            if (found.TypeAt(i) == Pause && found.Entries[i] is var asked && asked.Fields.RequireFlag("clock_paused") && asked.OccurredAt < due)
            {
                var given = found.FirstFrom(i, "request.supplemented");
                if (given is not { } answer)
                {
                    return DateTimeOffset.MaxValue;
                }

                var days = calendar.Between(Days.Of(asked.OccurredAt), Days.Of(answer.OccurredAt), DateTimeOffset.MaxValue);
                due = days == 0 ? due : calendar.Due(due.AddMilliseconds(-1), days, DateTimeOffset.MaxValue) ?? due;
            }
        }

        return due;
    }
}
