using Projections.Cases;
using Projections.Past;
using Projections.Streams;

namespace Projections.Disclosures;

/// <summary>Which cases the figures are about; null means all. Months are yyyy-MM and inclusive.</summary>
/// <param name="Region">They are of it, or of what lies in it.</param>
public sealed record ServiceResultFilter(
    string? ServiceCode = null,
    string? FromMonth = null,
    string? ToMonth = null,
    string? Platform = null,
    string? Provider = null,
    string? Region = null)
{
    /// <summary>Only the groups of these keys.</summary>
    public IReadOnlyCollection<string>? Keys { get; init; }
}

/// <summary>By what the figures are grouped.</summary>
public enum ServiceResultGrouping
{
    Total,
    Service,

    /// <summary>The platform of first contact.</summary>
    Platform,

    /// <summary>Who delivers; cases of which nobody has begun to are left out.</summary>
    Provider,
    Month,
}

/// <param name="Key">Code of the service, platform or provider, or the month; empty for the total.</param>
/// <param name="ServiceName">The name in the latest month of the group; of one service where it is grouped by services.</param>
public sealed record ServiceResultGroup(string Key, string ServiceName, ServiceResultCounts Counts);

/// <summary>
/// How long the closed cases of a group took. Only cases closed at or after their request count; there is at least one.
/// </summary>
/// <param name="Count">How many cases there are: n.</param>
/// <param name="LowerMiddleMs">Value number (n + 1) / 2, cut, in ascending order from 1.</param>
/// <param name="UpperMiddleMs">Value number n / 2 + 1, cut; the same as the lower one when n is odd.</param>
/// <param name="Percentile90Ms">Nearest rank: value number ceil(0.9 n).</param>
/// <param name="Within">How many took at most the days of <see cref="ServiceResultQuery.Days"/>, in that order.</param>
public sealed record DurationStatistics(
    long Count, decimal TotalMs, long LowerMiddleMs, long UpperMiddleMs, long Percentile90Ms, IReadOnlyList<long> Within)
{
    public decimal MeanHours => Rounding.Hours((Int128)TotalMs, Count);

    public decimal MedianHours => Rounding.Hours((Int128)LowerMiddleMs + UpperMiddleMs, over: 2);

    public decimal Percentile90Hours => Rounding.Hours(Percentile90Ms);
}

/// <summary>
/// The service results, as they are published. Counts are sums over views.service_result; the rest is ordered out of the
/// cases themselves. Nothing is approximated: durations are whole milliseconds, ranks are whole numbers. Every function
/// is one statement within the caller's transaction.
/// </summary>
public static class ServiceResultQuery
{
    /// <summary>The limits for which the share of cases closed in time is published.</summary>
    public static readonly IReadOnlyList<int> Days = [1, 3, 7, 14, 30];

    private const long MillisecondsADay = 86_400_000;

    /// <summary>All groups, in order of their keys.</summary>
    public static Task<List<ServiceResultGroup>> Counts(
        ViewSource source, ServiceResultFilter filter, ServiceResultGrouping grouping, CancellationToken ct) =>
        Read(source, Conditions(filter, grouping), grouping, "ORDER BY key", ct);

    /// <summary>The groups of a window of their list, which is in order of their keys.</summary>
    public static Task<List<ServiceResultGroup>> Page(
        ViewSource source, ServiceResultFilter filter, ServiceResultGrouping grouping, Window<string> window, CancellationToken ct)
    {
        var conditions = Conditions(filter, grouping);
        var order = conditions.Within(window, [KeyOf(grouping)], key => [key]);
        return Read(source, conditions, grouping, order, ct);
    }

    /// <summary>How many groups there are.</summary>
    public static Task<long> Count(ViewSource source, ServiceResultFilter filter, ServiceResultGrouping grouping, CancellationToken ct)
    {
        var conditions = Conditions(filter, grouping);
        return source.Count(
            $"SELECT count(DISTINCT {KeyOf(grouping)}) FROM {source.ServiceResults(conditions)} AS results {conditions.Where}", conditions, ct);
    }

    /// <summary>How many cases were declined for which reason, by key, in order of the reasons.</summary>
    public static async Task<ILookup<string, (string Reason, long Count)>> Declined(
        ViewSource source, ServiceResultFilter filter, ServiceResultGrouping grouping, CancellationToken ct)
    {
        var conditions = Conditions(filter, grouping).Add("stage = 'declined'").Add("decline_reason IS NOT NULL");
        await using var rows = await source.Read(
            $"""
            SELECT {KeyOf(grouping)} AS key, decline_reason COLLATE "C", count(*) FROM {source.Cases(conditions)} AS cases {conditions.Where}
            GROUP BY 1, 2 ORDER BY 1, 2
            """,
            conditions,
            ct);
        var found = new List<(string Key, string Reason, long Count)>();
        while (await rows.ReadAsync(ct))
        {
            found.Add((rows.GetString(0), rows.GetString(1), rows.GetInt64(2)));
        }

        return found.ToLookup(one => one.Key, one => (one.Reason, one.Count));
    }

    /// <summary>Statistics by key, for the groups that have any closed case to order.</summary>
    public static async Task<Dictionary<string, DurationStatistics>> Durations(
        ViewSource source, ServiceResultFilter filter, ServiceResultGrouping grouping, CancellationToken ct)
    {
        var conditions = Conditions(filter, grouping).Add("stage = ANY ({0})", CaseView.CompletedStages.ToArray()).Add("duration_ms >= 0");
        await using var rows = await source.Read(
            $"""
            SELECT key, max(n), sum(duration_ms),
                min(duration_ms) FILTER (WHERE rank = (n + 1) / 2),
                min(duration_ms) FILTER (WHERE rank = n / 2 + 1),
                min(duration_ms) FILTER (WHERE rank = (9 * n + 9) / 10),
                ARRAY[{string.Join(", ", Days.Select(days => $"count(*) FILTER (WHERE duration_ms <= {days * MillisecondsADay})"))}]
            FROM (
                SELECT key, duration_ms,
                    row_number() OVER (PARTITION BY key ORDER BY duration_ms) AS rank,
                    count(*) OVER (PARTITION BY key) AS n
                FROM (SELECT {KeyOf(grouping)} AS key, duration_ms FROM {source.Cases(conditions)} AS cases {conditions.Where}) AS timed
            ) AS ranked
            GROUP BY key
            """,
            conditions,
            ct);
        var statistics = new Dictionary<string, DurationStatistics>();
        while (await rows.ReadAsync(ct))
        {
            statistics.Add(rows.GetString(0), new DurationStatistics(
                rows.GetInt64(1), rows.GetDecimal(2), rows.GetInt64(3), rows.GetInt64(4), rows.GetInt64(5),
                rows.GetFieldValue<long[]>(6)));
        }

        return statistics;
    }

    private static async Task<List<ServiceResultGroup>> Read(
        ViewSource source, Conditions conditions, ServiceResultGrouping grouping, string order, CancellationToken ct)
    {
        await using var rows = await source.Read(
            $"""
            SELECT {KeyOf(grouping)} AS key, (array_agg(service_name ORDER BY month DESC, service_name COLLATE "C"))[1], {Totals}
            FROM {source.ServiceResults(conditions)} AS results {conditions.Where}
            GROUP BY key {order}
            """,
            conditions,
            ct);
        var groups = new List<ServiceResultGroup>();
        while (await rows.ReadAsync(ct))
        {
            groups.Add(new ServiceResultGroup(rows.GetString(0), rows.GetString(1), ServiceResultTable.ReadCounts(rows, first: 2)));
        }

        return groups;
    }

    private static readonly string Totals = string.Join(
        ", ",
        ServiceResultCounts.Counts.Select(count => $"sum({ServiceResultCounts.ColumnOf(count)})::bigint")
            .Concat(ServiceResultCounts.Sums.Select(sum => $"sum({ServiceResultCounts.ColumnOf(sum)})")));

    private static Conditions Conditions(ServiceResultFilter filter, ServiceResultGrouping grouping)
    {
        var conditions = new Conditions()
            .Add("service_code = {0}", filter.ServiceCode)
            .Add("platform = {0}", filter.Platform)
            .Add("provider_id = {0}", filter.Provider)
            .Add("starts_with(region_code, {0})", StreamViewQuery.PrefixOf(filter.Region))
            .Add("month >= {0}", filter.FromMonth)
            .Add("month <= {0}", filter.ToMonth)
            .Add($"{KeyOf(grouping)} = ANY ({{0}})", filter.Keys?.ToArray());
        return grouping == ServiceResultGrouping.Provider ? conditions.Add("provider_id <> ''") : conditions;
    }

    private static string KeyOf(ServiceResultGrouping grouping) => grouping switch
    {
        ServiceResultGrouping.Service => "service_code COLLATE \"C\"",
        ServiceResultGrouping.Platform => "platform COLLATE \"C\"",
        ServiceResultGrouping.Provider => "provider_id COLLATE \"C\"",
        ServiceResultGrouping.Month => "month COLLATE \"C\"",
        _ => "''::text",
    };
}
