using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Catalogue.Calendars;

/// <summary>The working days of one year.</summary>
public sealed record CalendarState : StreamState<CalendarState>
{
    public const string Prefix = "calendar-";

    public int Version { get; init; }

    /// <summary>In order.</summary>
    public ImmutableArray<DateOnly> WorkingDays { get; init; } = [];

    public static string StreamOf(int year) => $"{Prefix}{year}";

    protected override CalendarState Apply(LedgerEvent fact) => fact switch
    {
        WorkCalendarPublished e => this with { Version = e.Version, WorkingDays = [.. e.WorkingDays] },
        _ => throw NotEvolved(fact),
    };
}
