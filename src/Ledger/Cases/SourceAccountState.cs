using System.Diagnostics;

namespace Ledger.Cases;

/// <summary>How a source system says a request stands.</summary>
public enum SourceStatus
{
    Open,
    Withdrawn,
    Closed,
}

/// <summary>The stored words for <see cref="SourceStatus"/>.</summary>
public static class SourceStatuses
{
    public static string Write(SourceStatus status) => status switch
    {
        SourceStatus.Open => "open",
        SourceStatus.Withdrawn => "withdrawn",
        SourceStatus.Closed => "closed",
        _ => throw new UnreachableException($"{status} is not a status of a source."),
    };

    public static SourceStatus Parse(string stored) => stored switch
    {
        "open" => SourceStatus.Open,
        "withdrawn" => SourceStatus.Withdrawn,
        "closed" => SourceStatus.Closed,
        _ => throw new UnreachableException($"'{stored}' is not a status of a source: an unknown one must stop us."),
    };
}

/// <summary>What a source system last said about an imported case. The network may have moved the case itself since.</summary>
public sealed record SourceAccountState(
    DateTimeOffset RequestedAt,
    DateTimeOffset UpdatedAt,
    SourceStatus Status,
    DateTimeOffset? EndedAt,
    string Channel,
    string ServiceCode,
    string ServiceName,
    string CategoryCode,
    string RegionCode,
    int UtcOffsetMinutes);
