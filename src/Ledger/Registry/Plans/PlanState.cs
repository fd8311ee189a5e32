using Ledger.Deciding;

namespace Ledger.Registry.Plans;

/// <summary>What decisions need to know about the plan of a network.</summary>
public sealed record PlanState : StreamState<PlanState>
{
    public const string Prefix = "plan-";

    public int Version { get; init; }

    public static string StreamOf(string provinceCode) => Prefix + provinceCode;

    protected override PlanState Apply(LedgerEvent fact) => fact switch
    {
        NetworkPlanAdopted e => this with { Version = e.Version },
        _ => throw NotEvolved(fact),
    };
}
