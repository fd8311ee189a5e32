using Ledger.Transparency;

namespace Projections.Compliance.Facts;

/// <summary>In which cases a clock, or an offer that waits for an answer, falls due in a month. A case stays where one of its
/// limits once fell: what the case says now tells whether it still does.</summary>
internal sealed class CasesDue
{
    private readonly Dictionary<Month, HashSet<CaseFacts>> months = [];
    private readonly HashSet<CaseFacts> moved = [];

    // Of these a limit cannot be read: it may be one of any month, and whoever looks at it finds that out.
    private readonly HashSet<CaseFacts> unreadable = [];

    /// <summary>Has the limits of a case looked for anew, the next time that somebody asks.</summary>
    public void Move(CaseFacts found) => moved.Add(found);

    /// <summary>Looks for the limits of what has moved.</summary>
    public void Settle(WorkCalendar calendar)
    {
        foreach (var found in moved)
        {
            Settle(found, calendar);
        }

        moved.Clear();
    }

    /// <returns>Each once, in no order.</returns>
    public IEnumerable<CaseFacts> In(Month month, WorkCalendar calendar)
    {
        Settle(calendar);
        var known = months.GetValueOrDefault(month);
        return unreadable.Count == 0 ? known ?? [] : (known ?? []).Union(unreadable);
    }

    private void Settle(CaseFacts found, WorkCalendar calendar)
    {
        if (Unreadable.All(() => LastInstants(found, calendar)) is not { } limits)
        {
            unreadable.Add(found);
            return;
        }

        foreach (var limit in limits)
        {
            if (Month.Find(limit) is { } month)
            {
                if (!months.TryGetValue(month, out var cases))
                {
                    months[month] = cases = [];
                }

                cases.Add(found);
            }
        }
    }

    private static IEnumerable<DateTimeOffset> LastInstants(CaseFacts found, WorkCalendar calendar) => found.Clocks(calendar)
        .Select(clock => clock.Due)
        .Concat(found.Entries.Where(IsToBeAnswered).Select(offer => offer.Fields.RequireInstant("respond_by")))
        .Select(due => due.AddMilliseconds(-1));

    private static bool IsToBeAnswered(PublicEntry entry) =>
        entry.Type == "referral.offered" && entry.Fields.RequireText("kind") != "information";
}
