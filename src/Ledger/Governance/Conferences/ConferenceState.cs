using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Governance.Conferences;

public static class ConferenceKinds
{
    public static readonly IReadOnlySet<string> All = new HashSet<string> { "periodic", "ad_hoc" };
}

public enum ResolutionStage
{
    Open,
    Overdue,
    Implemented,
}

/// <param name="DueOn">Last day in Asia/Shanghai.</param>
public sealed record Resolution(string ResponsibleNode, DateOnly DueOn, ResolutionStage Stage);

/// <summary>What decisions need to know about a conference.</summary>
public sealed record ConferenceState : StreamState<ConferenceState>
{
    public const string Prefix = "conference-";

    /// <summary>Day in Asia/Shanghai.</summary>
    public DateOnly HeldOn { get; init; }

    /// <summary>What was resolved, by number.</summary>
    public ImmutableDictionary<int, Resolution> Resolutions { get; init; } = ImmutableDictionary<int, Resolution>.Empty;

    public static string StreamOf(string key) => Prefix + key;

    /// <summary>Whether the conference adopted such a resolution; regimes refer to it.</summary>
    public bool HasAdopted(int resolutionNo) => Resolutions.ContainsKey(resolutionNo);

    protected override ConferenceState Apply(LedgerEvent fact) => fact switch
    {
        ConferenceConvened e => this with { HeldOn = e.HeldOn },
        ResolutionAdopted e => this with
        {
            Resolutions = Resolutions.SetItem(e.ResolutionNo, new Resolution(e.ResponsibleNode, e.DueOn, ResolutionStage.Open)),
        },
        ResolutionImplemented e => At(e.ResolutionNo, ResolutionStage.Implemented),
        ResolutionBecameOverdue e => At(e.ResolutionNo, ResolutionStage.Overdue),
        _ => throw NotEvolved(fact),
    };

    private ConferenceState At(int number, ResolutionStage stage) => Resolutions.GetValueOrDefault(number) is { } before
        ? this with { Resolutions = Resolutions.SetItem(number, before with { Stage = stage }) }
        : this;
}
