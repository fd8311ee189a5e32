using System.ComponentModel;
using GraphQL;
using Ledger.Deciding;
using Ledger.Transparency;

namespace PublicApi.GraphQL;

[Name("AsOf")]
[Description("A state that the ledger had; exactly one field is given. An answer as of a state follows from the entries up to it alone. 台账曾有的某一状态；须且仅须给出一项。所得数据仅由截至该状态的条目得出。")]
public sealed class AsOf
{
    [Description("As it stood with so many entries. 当时的条目数。")]
    public long? TreeSize { get; init; }

    [Description("As it stood with what had been recorded by this instant. 截至该时刻已记录的条目。")]
    public DateTimeOffset? Time { get; init; }

    [Description("As it stood at the end of this day in Asia/Shanghai, yyyy-MM-dd. 截至该日终（北京时间）已记录的条目。")]
    public string? Day { get; init; }

    /// <summary>The last instant whose entries count; null where a size is given.</summary>
    internal DateTimeOffset? Instant => Day is null ? Time : Days.Start(Instants.ParseDay(Day).AddDays(1)).AddMilliseconds(-1);
}

/// <summary>Exactly one field of <see cref="AsOf"/>, and one that can be.</summary>
public sealed class OneStateAttribute : ArgumentRuleAttribute
{
    protected override string? FaultOf(object value) => value is not AsOf state ? null
        : (state.TreeSize, state.Time, state.Day) switch
        {
            ( >= 0, null, null) or (null, { }, null) => null,
            ( < 0, null, null) => "asOf: treeSize must be 0 or more.",
            (null, null, { } day) => IsDay(day) ? null : "asOf: a day is written yyyy-MM-dd, such as 2026-01-31.",
            _ => "asOf has exactly one of treeSize, time and day.",
        };

    internal static bool IsDay(string text) => Instants.IsDay(text) && Instants.ParseDay(text).Year is >= 1900 and < 9999;
}

/// <summary>A state is asked for that the log never had, or of which this is not known any more.</summary>
internal sealed class NoSuchPast : ExecutionError
{
    /// <param name="code">A member of <see cref="ErrorCodes"/>.</param>
    public NoSuchPast(string code, string english, string chinese)
        : base(english) => (Code, Reason) = (code, new Sentence(english, chinese));

    public Sentence Reason { get; }
}

/// <summary>Of which state of the ledger an answer is, and at which instant.</summary>
/// <param name="Size">Of the first so many entries alone; null for the state of now.</param>
/// <param name="AskedAt">The instant that was asked for.</param>
/// <param name="Newest">When the newest of the entries was recorded; null where there is none.</param>
public sealed record Moment(long? Size, DateTimeOffset? AskedAt, DateTimeOffset? Newest)
{
    /// <summary>Null while the log is empty.</summary>
    public DateTimeOffset? At => AskedAt ?? Newest;

    /// <summary>Nothing is in force before the first entry, at any instant.</summary>
    internal DateTimeOffset Instant => At ?? DateTimeOffset.UnixEpoch;
}
