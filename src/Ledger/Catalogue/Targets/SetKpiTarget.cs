using Ledger.Cases;
using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Catalogue.Targets;

/// <summary>Sets the target of an indicator for a year, or sets it anew, by the province.</summary>
/// <param name="Unit">That of the indicator: it is said, so that nobody takes percent for basis points.</param>
public sealed record SetKpiTarget(string Kpi, long TargetValue, string Unit, string Basis) : Command<TargetState>
{
    protected override Decision Decide(TargetState state, Act act) =>
        CatalogueFields.YearKey(act, TargetState.Prefix, out _)
        ?? Authority.Province(act)
        ?? Fields.OneOf("kpi", Kpi, Kpis.All)
        ?? Fields.OneOf("unit", Unit, new HashSet<string> { Kpis.Units[Kpi] })
        ?? Fields.Number("target_value", TargetValue, 0, Unit == Kpis.BasisPoints ? CatalogueFields.LargestBasisPoints : Fen.Largest)
        ?? Fields.Prose("basis", Basis, CatalogueFields.LongestNote)
        ?? Decision.Accept(new KpiTargetSet(
            act.Envelope, Kpi, state.Targets.GetValueOrDefault(Kpi).Version + 1, TargetValue, Unit, Basis));
}
