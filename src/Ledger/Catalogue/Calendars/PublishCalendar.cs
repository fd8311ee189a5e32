using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Catalogue.Calendars;

/// <summary>Publishes the working days of a year, or publishes them anew, by the province. A limit that was frozen before
/// keeps its day.</summary>
/// <param name="WorkingDays">Every working day of the year, in order.</param>
/// <param name="SourceDocument">Number of the State Council's notice.</param>
public sealed record PublishCalendar(IReadOnlyList<DateOnly> WorkingDays, string SourceDocument) : Command<CalendarState>
{
    // A year has about 250; what is far off is another year's list, or no list of working days.
    private const int Fewest = 200;
    private const int Most = 300;

    protected override Decision Decide(CalendarState state, Act act) =>
        CatalogueFields.YearKey(act, CalendarState.Prefix, out var year)
        ?? Authority.Province(act)
        ?? Days(year)
        ?? Fields.Name("source_document", SourceDocument)
        ?? Decision.Accept(new WorkCalendarPublished(act.Envelope, state.Version + 1, WorkingDays, SourceDocument));

    private Decision? Days(int year) =>
        WorkingDays.Count is >= Fewest and <= Most
        && WorkingDays.All(day => day.Year == year)
        && WorkingDays.Zip(WorkingDays.Skip(1)).All(static pair => pair.First < pair.Second)
            ? null
            : Fields.Refuse(
                "working_days", $"has to have {Fewest} to {Most} days of the year, each later than the one before",
                $"须为当年的 {Fewest} 至 {Most} 个日期，且依次递增");
}
