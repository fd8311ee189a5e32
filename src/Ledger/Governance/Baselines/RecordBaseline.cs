using Ledger.Cases;
using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Baselines;

/// <summary>Records where an indicator stood at the start. A wrong one is corrected by a correction, never by another one.</summary>
public sealed record RecordBaseline(string IndicatorCode, string RegionCode, long Value, DateOnly AsOf, string SourceCode)
    : Command<BaselineState>
{
    protected override Decision Decide(BaselineState state, Act act) =>
        Authority.IsNew(state)
        ?? Authority.Province(act)
        ?? GovernanceChecks.UpperCode("indicator_code", IndicatorCode)
        ?? Fields.Region("region_code", RegionCode)
        ?? Fields.Number("value", Value, 0, Fen.Largest)
        ?? GovernanceChecks.NotAhead("as_of", AsOf, act)
        ?? Fields.Code("source_code", SourceCode)
        ?? Decision.Accept(new BaselineRecorded(act.Envelope, IndicatorCode, RegionCode, Value, AsOf, SourceCode));
}
