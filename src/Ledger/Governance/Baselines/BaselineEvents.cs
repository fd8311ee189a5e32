using Ledger.Deciding;

namespace Ledger.Governance.Baselines;

/// <summary>What growth is measured from. Stream <c>baseline-KEY</c>, of one event.</summary>
public abstract record BaselineEvent(Envelope Envelope) : LedgerEvent(Envelope);

/// <param name="RegionCode">GB/T 2260, six digits.</param>
/// <param name="Value">Whole number in the unit of the indicator.</param>
/// <param name="AsOf">Day in Asia/Shanghai.</param>
/// <param name="SourceCode">The document or count that it is taken from.</param>
[EventType("baseline.recorded")]
public sealed record BaselineRecorded(
    Envelope Envelope,
    [Public] string IndicatorCode,
    [Public] string RegionCode,
    [Public] long Value,
    [Public] DateOnly AsOf,
    [Public] string SourceCode) : BaselineEvent(Envelope);
