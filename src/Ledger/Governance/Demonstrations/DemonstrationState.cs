using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Governance.Demonstrations;

public static class DemonstrationLevels
{
    public static readonly IReadOnlySet<string> All = new HashSet<string> { "national", "provincial", "municipal" };
}

/// <summary>A subject's standing at one level.</summary>
/// <param name="ValidFrom">First day in Asia/Shanghai.</param>
/// <param name="ValidTo">Last day in Asia/Shanghai.</param>
/// <param name="RevokedOn">First day on which it does not hold.</param>
public sealed record Recognition(DateOnly ValidFrom, DateOnly ValidTo, DateOnly? RevokedOn)
{
    public bool HoldsOn(DateOnly day) => ValidFrom <= day && day <= ValidTo && (RevokedOn is null || day < RevokedOn);

    /// <summary>It holds on the day or will yet.</summary>
    public bool IsLive(DateOnly day) => RevokedOn is null && day <= ValidTo;
}

/// <summary>What decisions need to know about a subject's standing.</summary>
public sealed record DemonstrationState : StreamState<DemonstrationState>
{
    public const string Prefix = "demonstration-";

    /// <summary>The latest recognition at each level.</summary>
    public ImmutableDictionary<string, Recognition> Levels { get; init; } = ImmutableDictionary<string, Recognition>.Empty;

    public bool HoldsOn(string level, DateOnly day) => Levels.GetValueOrDefault(level)?.HoldsOn(day) ?? false;

    public bool IsLive(string level, DateOnly day) => Levels.GetValueOrDefault(level)?.IsLive(day) ?? false;

    protected override DemonstrationState Apply(LedgerEvent fact) => fact switch
    {
        DemonstrationRecognised e => At(e.Level, new Recognition(e.ValidFrom, e.ValidTo, RevokedOn: null)),
        DemonstrationReviewed e => Changed(e.Level, before => before with { ValidTo = e.ValidTo }),
        DemonstrationRevoked e => Changed(e.Level, before => before with { RevokedOn = e.RevokedOn }),
        _ => throw NotEvolved(fact),
    };

    private DemonstrationState At(string level, Recognition recognition) => this with { Levels = Levels.SetItem(level, recognition) };

    private DemonstrationState Changed(string level, Func<Recognition, Recognition> change) =>
        Levels.GetValueOrDefault(level) is { } before ? At(level, change(before)) : this;
}
