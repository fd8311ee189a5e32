using Ledger.Deciding;

namespace Ledger.Catalogue.Calendars;

/// <summary>A fact about the working days of one year. Stream <c>calendar-YYYY</c>.</summary>
public abstract record CalendarEvent(Envelope Envelope) : LedgerEvent(Envelope);

/// <param name="WorkingDays">Every working day of the year in order, as the State Council's yearly notice makes them: weekends
/// can be working days and weekdays free, so nothing is computed from the day of the week.</param>
/// <param name="SourceDocument">Number of the notice.</param>
[EventType("work_calendar.published")]
public sealed record WorkCalendarPublished(
    Envelope Envelope, [Public] int Version, [Public] IReadOnlyList<DateOnly> WorkingDays, [Public] string SourceDocument)
    : CalendarEvent(Envelope);
