using System.Text.Json;
using Projections.Cases;

namespace Projections.Disclosures;

/// <summary>What a row of service results counts together.</summary>
/// <param name="ProviderId">Who delivers, or did last; empty while nobody has begun.</param>
/// <param name="Month">Month of the request, yyyy-MM.</param>
public sealed record ServiceResultKey(string ServiceCode, string ServiceName, string Platform, string ProviderId, string RegionCode, string Month)
{
    /// <summary>Its columns, in the order in which they compare.</summary>
    public static readonly IReadOnlyList<(string Name, Func<ServiceResultKey, string> Of)> Columns =
    [
        ("service_code", static key => key.ServiceCode),
        ("service_name", static key => key.ServiceName),
        ("platform", static key => key.Platform),
        ("provider_id", static key => key.ProviderId),
        ("region_code", static key => key.RegionCode),
        ("month", static key => key.Month),
    ];

    public static ServiceResultKey Of(CaseView view) =>
        new(view.ServiceCode, view.ServiceName, view.Platform, view.ProviderId ?? "", view.RegionCode, view.Month);
}

/// <summary>What is counted of cases.</summary>
public enum ResultCount
{
    Received,
    Accepted,
    Answered,
    Declined,
    Withdrawn,
    Merged,

    /// <summary>Referred at least once.</summary>
    Referred,
    Delivered,

    /// <summary>The requester said so.</summary>
    Confirmed,

    /// <summary>The requester said nothing in time.</summary>
    DeemedConfirmed,

    /// <summary>The delivery was disputed at least once.</summary>
    Disputed,
    Open,

    /// <summary>Reopened at least once.</summary>
    Reopened,

    /// <summary>Completed at or after their request: those with a duration that can be averaged.</summary>
    Timed,

    /// <summary>Their source says that they were completed before they were requested.</summary>
    NegativeDurations,

    /// <summary>By the score that holds, 1 (very dissatisfied) to 5 (very satisfied).</summary>
    Rated1,
    Rated2,
    Rated3,
    Rated4,
    Rated5,

    /// <summary>Of rectifications, not of cases; so is the next.</summary>
    RectificationsOpened,
    RectificationsClosed,

    /// <summary>A fee was disputed at least once.</summary>
    FeesDisputed,
}

/// <summary>What is added up over cases: milliseconds of the timed ones, and fen of all.</summary>
public enum ResultSum
{
    DurationMsTotal,
    ChargedFen,
    PaidFen,
    RefundedFen,
    WaivedFen,
    SubsidisedFen,
}

/// <summary>
/// Counts and sums of cases by what became of them. Each case counts in exactly one row, that of its present service, platform,
/// provider, region and month; so they are sums over <see cref="CaseView"/> and move by the difference a case makes.
/// </summary>
public sealed class ServiceResultCounts
{
    public static readonly IReadOnlyList<ResultCount> Counts = Enum.GetValues<ResultCount>();
    public static readonly IReadOnlyList<ResultSum> Sums = Enum.GetValues<ResultSum>();

    private readonly long[] counts = new long[Counts.Count];
    private readonly decimal[] sums = new decimal[Sums.Count];

    public ServiceResultCounts()
    {
    }

    /// <param name="counts">In the order of <see cref="ResultCount"/>.</param>
    /// <param name="sums">In the order of <see cref="ResultSum"/>.</param>
    public ServiceResultCounts(IEnumerable<long> counts, IEnumerable<decimal> sums) => (this.counts, this.sums) = ([.. counts], [.. sums]);

    /// <summary>The column of a count or a sum, such as negative_durations.</summary>
    public static string ColumnOf<T>(T what)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(what.ToString());

    public bool IsZero => !Array.Exists(counts, static count => count != 0) && !Array.Exists(sums, static sum => sum != 0);

    public long this[ResultCount count] => counts[(int)count];

    public decimal this[ResultSum sum] => sums[(int)sum];

    /// <summary>Counts a case <paramref name="sign"/> times (1 or −1).</summary>
    public void Add(CaseView view, int sign)
    {
        Add(ResultCount.Received, sign);
        Add(ResultCount.Accepted, view.AcceptedAt is not null, sign);
        Add(ResultCount.Answered, view.Stage == "answered", sign);
        Add(ResultCount.Declined, view.Stage == "declined", sign);
        Add(ResultCount.Withdrawn, view.Stage == "withdrawn", sign);
        Add(ResultCount.Merged, view.Stage == "merged", sign);
        Add(ResultCount.Referred, view.Hops > 0, sign);
        Add(ResultCount.Delivered, view.IsCompleted, sign);
        Add(ResultCount.Confirmed, view.Confirmation == "confirmed", sign);
        Add(ResultCount.DeemedConfirmed, view.Confirmation == "deemed_confirmed", sign);
        Add(ResultCount.Disputed, view.Disputes > 0, sign);
        Add(ResultCount.Open, view.IsOpen, sign);
        Add(ResultCount.Reopened, view.Reopened > 0, sign);
        Add(ResultCount.RectificationsOpened, sign * view.RectificationsOpened);
        Add(ResultCount.RectificationsClosed, sign * view.RectificationsClosed);
        Add(ResultCount.FeesDisputed, view.FeeDisputes > 0, sign);
        AddRating(view, sign);
        AddDuration(view, sign);
        Add(ResultSum.ChargedFen, sign * view.ChargedFen);
        Add(ResultSum.PaidFen, sign * view.PaidFen);
        Add(ResultSum.RefundedFen, sign * view.RefundedFen);
        Add(ResultSum.WaivedFen, sign * view.WaivedFen);
        Add(ResultSum.SubsidisedFen, sign * view.SubsidisedFen);
    }

    private void AddRating(CaseView view, int sign)
    {
        if (view.Score is >= 1 and <= 5)
        {
            Add(ResultCount.Rated1 + view.Score.Value - 1, sign);
        }
    }

    private void AddDuration(CaseView view, int sign)
    {
        if (view is { IsCompleted: true, DurationMs: { } duration })
        {
            Add(duration >= 0 ? ResultCount.Timed : ResultCount.NegativeDurations, sign);
            Add(ResultSum.DurationMsTotal, duration >= 0 ? sign * duration : 0);
        }
    }

    private void Add(ResultCount count, bool isSo, int sign) => Add(count, isSo ? sign : 0);

    private void Add(ResultCount count, int amount) => counts[(int)count] += amount;

    private void Add(ResultSum sum, long amount) => sums[(int)sum] += amount;
}
