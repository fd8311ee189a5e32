using Ledger.Deciding;

namespace Ledger.Governance.Demonstrations;

/// <summary>Ends a recognition from today on.</summary>
public sealed record RevokeDemonstration(string Level, string ReasonCode) : Command<DemonstrationState>
{
    protected override Decision Decide(DemonstrationState state, Act act) =>
        DemonstrationChecks.Live(state, act, Level)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? Decision.Accept(new DemonstrationRevoked(act.Envelope, Level, Days.Of(act.Envelope.RecordedAt), ReasonCode));
}
