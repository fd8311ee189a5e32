using Ledger.Deciding;

namespace Ledger.Governance.Corrections;

/// <summary>What is to be read differently in one event, which itself stays as it is. Stream <c>correction-EVENTID</c>.</summary>
public abstract record CorrectionEvent(Envelope Envelope) : LedgerEvent(Envelope);

/// <param name="Field">Name of a public field of the target, in snake_case.</param>
/// <param name="Value">What it should have said, in the form of the public entry; a number as its digits.</param>
public sealed record CorrectedField(string Field, string Value);

/// <param name="TargetEvent">Id of the event that is corrected.</param>
/// <param name="TargetPosition">Its position in the public log.</param>
/// <param name="TargetType">Its type, such as <c>fund.spent</c>.</param>
/// <param name="Depth">1 for a correction of a fact, one more for the correction of a correction.</param>
[EventType("correction.issued")]
public sealed record CorrectionIssued(
    Envelope Envelope,
    [Public] Guid TargetEvent,
    [Public] long TargetPosition,
    [Public] string TargetType,
    [Public] int Depth,
    [Public] string ReasonCode,
    [Public] IReadOnlyList<CorrectedField> Corrected) : CorrectionEvent(Envelope);
