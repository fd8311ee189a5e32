using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Governance.Activities;

public static class ActivityKinds
{
    public static readonly IReadOnlySet<string> All = new HashSet<string>
    {
        "matching", "training", "consultation", "study_visit", "service_conference", "promotion",
    };
}

/// <summary>How far a match has come, in order.</summary>
public static class MatchStages
{
    public static readonly IReadOnlyList<string> InOrder = ["intended", "signed", "fulfilled"];
}

/// <summary>What decisions need to know about an activity.</summary>
public sealed record ActivityState : StreamState<ActivityState>
{
    public const string Prefix = "activity-";

    public string HostNode { get; init; } = "";

    /// <summary>The stage of each match, by number.</summary>
    public ImmutableDictionary<int, string> Matches { get; init; } = ImmutableDictionary<int, string>.Empty;

    protected override ActivityState Apply(LedgerEvent fact) => fact switch
    {
        ActivityHeld e => this with { HostNode = e.HostNode },
        MatchRecorded e => this with { Matches = Matches.SetItem(e.MatchNo, e.Stage) },
        _ => throw NotEvolved(fact),
    };
}
