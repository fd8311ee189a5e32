namespace Projections.Compliance.Facts;

/// <summary>In which cases, by their numbers, a clock, or an offer that waits for an answer, falls due in a month. A case stays
/// where one of its limits once fell: what the case says now tells whether it still does.</summary>
internal sealed class CasesDue(Func<int, CaseFacts> read)
{
    private readonly Dictionary<Month, HashSet<int>> months = [];
    private readonly HashSet<int> moved = [];

    // Of these a limit cannot be read: it may be one of any month, and whoever looks at it finds that out.
    private readonly HashSet<int> unreadable = [];

    /// <summary>Has the limits of a case looked for anew, the next time that somebody asks.</summary>
    public void Move(int number) => moved.Add(number);

    /// <summary>Looks for the limits of what has moved.</summary>
    public void Settle(WorkCalendar calendar)
    {
        foreach (var number in moved)
        {
            Settle(number, calendar);
        }

        moved.Clear();
    }

    /// <returns>Each once, in no order.</returns>
    public IEnumerable<int> In(Month month, WorkCalendar calendar)
    {
        Settle(calendar);
        var known = months.GetValueOrDefault(month);
        return unreadable.Count == 0 ? known ?? [] : (known ?? []).Union(unreadable);
    }

    private void Settle(int number, WorkCalendar calendar)
    {
        try
        {
            var found = read(number);
            foreach (var clock in found.Clocks(calendar))
            {
                Add(number, clock.Due);
            }

            for (var i = 0; i < found.Count; i++)
            {
                if (found.TypeAt(i) == "referral.offered" && found.EntryAt(i).Fields is var offer && offer.RequireText("kind") != "information")
                {
                    Add(number, offer.RequireInstant("respond_by"));
                }
            }
        }
        catch (Exception fault) when (Unreadable.IsOfTheEntries(fault))
        {
            unreadable.Add(number);
        }
    }

    private void Add(int number, DateTimeOffset due)
    {
        if (Month.Find(due.AddMilliseconds(-1)) is { } month)
        {
            if (!months.TryGetValue(month, out var cases))
            {
                months[month] = cases = [];
            }

            cases.Add(number);
        }
    }
}
