using Ledger.Deciding;

namespace Ledger.Registry.Plans;

/// <summary>The province adopts the plan of its network's roll-out, or a new version of it.</summary>
public sealed record AdoptPlan(IReadOnlyList<PlannedPhase> Phases, string Basis) : Command<PlanState>
{
    private const int MostPhases = 99;
    private const int MostWindows = 10_000;
    private const int FirstYear = 2000;
    private const int LastYear = 2199;

    protected override Decision Decide(PlanState state, Act act) =>
        Authority.Province(act)
        ?? (act.Stream == PlanState.StreamOf(act.Envelope.Node)
            ? null
            : Decision.Refuse(CommonRules.Owner, "A province adopts the plan of its own network only.", "省服务平台只能制定本网络的建设计划。"))
        ?? Fields.Number("phases", Phases.Count, 1, MostPhases)
        ?? Phases.Select(Check).FirstOrDefault(refusal => refusal is not null)
        ?? (Phases.Sum(phase => phase.ProvincialPlatforms) == 1
            ? null
            : Fields.Refuse("provincial_platforms", "has to be 1 in one phase and 0 in the others", "须在一个阶段为 1，其余阶段为 0"))
        ?? Fields.Name("basis", Basis)
        ?? Decision.Accept(new NetworkPlanAdopted(act.Envelope, state.Version + 1, Phases, Basis));

    private static Decision? Check(PlannedPhase? phase, int index) =>
        phase is null || phase.Phase != index + 1
            ? Fields.Refuse("phase", "has to count from 1 without a gap", "须从 1 起连续编号")
            : Fields.Number("year", phase.Year, FirstYear, LastYear)
                ?? Fields.Number("provincial_platforms", phase.ProvincialPlatforms, 0, 1)
                ?? Fields.Number("window_platforms", phase.WindowPlatforms, 0, MostWindows);
}
