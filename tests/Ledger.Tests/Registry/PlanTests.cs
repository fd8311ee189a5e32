using Ledger.Registry.Plans;

namespace Ledger.Tests.Registry;

public sealed class PlanTests
{
    private static readonly AdoptPlan Speech = new([new(1, 2011, 1, 11), new(2, 2012, 0, 11), new(3, 2013, 0, 9)], "平台网络建设方案");

    [Fact]
    public void A_plan_is_adopted_and_replaced_by_a_later_version()
    {
        var first = World.Open.When(PlanState.StreamOf("SC"), Speech, by: World.Province);
        first.Then(new NetworkPlanAdopted(first.Envelope, 1, Speech.Phases, Speech.Basis));
        var adopted = PlanState.Initial.Evolve(new NetworkPlanAdopted(World.By("SC"), 1, Speech.Phases, Speech.Basis));

        var second = World.Open.When(PlanState.StreamOf("SC"), Speech, by: World.Province, state: adopted);

        second.Then(new NetworkPlanAdopted(second.Envelope, 2, Speech.Phases, Speech.Basis));
    }

    [Fact]
    public void Only_the_province_adopts_its_own()
    {
        World.Open.When(PlanState.StreamOf("SC"), Speech, by: World.Window).ThenRefused("ACTOR-OWNER");
        World.Open.When(PlanState.StreamOf("GS"), Speech, by: World.Province).ThenRefused("ACTOR-OWNER");
        World.Empty.When(PlanState.StreamOf("SC"), Speech, by: World.Province).ThenRefused("INV-13");
    }

    [Fact]
    public void Every_field_is_checked()
    {
        void Refused(string rule, params PlannedPhase[] phases) =>
            World.Open.When(PlanState.StreamOf("SC"), Speech with { Phases = phases }, by: World.Province).ThenRefused(rule);

        Refused("FIELD-PHASES");
        Refused("FIELD-PHASE", new(1, 2011, 1, 11), new PlannedPhase(3, 2012, 0, 11));
        Refused("FIELD-PHASE", [null!]);
        Refused("FIELD-YEAR", new PlannedPhase(1, 1999, 1, 11));
        Refused("FIELD-PROVINCIAL-PLATFORMS", new PlannedPhase(1, 2011, 2, 11));
        Refused("FIELD-PROVINCIAL-PLATFORMS", new PlannedPhase(1, 2011, 0, 11));
        Refused("FIELD-PROVINCIAL-PLATFORMS", new(1, 2011, 1, 11), new PlannedPhase(2, 2012, 1, 11));
        Refused("FIELD-WINDOW-PLATFORMS", new PlannedPhase(1, 2011, 1, -1));
        World.Open.When(PlanState.StreamOf("SC"), Speech with { Basis = "" }, by: World.Province).ThenRefused("FIELD-BASIS");
    }
}
