using Ledger.Deciding;

namespace Ledger.Governance.Compliance;

/// <summary>A fact about one month of the network's compliance. Stream <c>compliance-yyyy-MM</c>.</summary>
public abstract record ComplianceEvent(Envelope Envelope) : LedgerEvent(Envelope);

/// <summary>
/// The month is judged here: by the regime in force in it, from the entries up to and with this one. The entry says no result:
/// verdicts, findings and indicators follow from the entries, and everybody who has those comes to the same.
/// </summary>
/// <param name="Month">yyyy-MM, Asia/Shanghai.</param>
[EventType("compliance.evaluated")]
public sealed record ComplianceEvaluated(Envelope Envelope, [Public] string Month) : ComplianceEvent(Envelope);
