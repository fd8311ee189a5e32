using Projections.Cases;

namespace Projections.Disclosures;

/// <summary>What a row of service results counts together. <paramref name="Month"/>: month of the request, yyyy-MM.</summary>
public sealed record ServiceResultKey(string ServiceCode, string ServiceName, string Platform, string RegionCode, string Month);

/// <summary>
/// Counts of cases by what became of them. Each case counts in exactly one row, that of its present service, platform,
/// region and month; so the counts are sums over <see cref="CaseView"/> and move by the difference a case makes.
/// </summary>
/// <param name="Timed">Cases completed at or after their request: those with a duration that can be averaged.</param>
/// <param name="NegativeDurations">Cases whose source says they were completed before they were requested.</param>
public sealed record ServiceResultCounts(
    long Received,
    long Accepted,
    long Declined,
    long Withdrawn,
    long Referred,
    long Delivered,
    long Open,
    long Reopened,
    long Timed,
    long NegativeDurations,
    decimal DurationMsTotal)
{
    public static readonly ServiceResultCounts Zero = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public static ServiceResultKey KeyOf(CaseView view) =>
        new(view.ServiceCode, view.ServiceName, view.Platform, view.RegionCode, view.Month);

    public static ServiceResultCounts Of(CaseView view) => new(
        1,
        One(view.AcceptedAt is not null),
        One(view.Stage == "declined"),
        One(view.Stage == "withdrawn"),
        One(view.Hops > 0),
        One(view.IsCompleted),
        One(view.IsOpen),
        One(view.Reopened > 0),
        One(view.IsCompleted && view.DurationMs >= 0),
        One(view.IsCompleted && view.DurationMs < 0),
        view.IsCompleted && view.DurationMs >= 0 ? view.DurationMs.Value : 0);

    /// <summary>Adds another row's counts, taken <paramref name="sign"/> times (1 or −1).</summary>
    public ServiceResultCounts Plus(ServiceResultCounts other, int sign) => new(
        Received + (sign * other.Received),
        Accepted + (sign * other.Accepted),
        Declined + (sign * other.Declined),
        Withdrawn + (sign * other.Withdrawn),
        Referred + (sign * other.Referred),
        Delivered + (sign * other.Delivered),
        Open + (sign * other.Open),
        Reopened + (sign * other.Reopened),
        Timed + (sign * other.Timed),
        NegativeDurations + (sign * other.NegativeDurations),
        DurationMsTotal + (sign * other.DurationMsTotal));

    private static long One(bool condition) => condition ? 1 : 0;
}
