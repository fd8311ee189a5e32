using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Cases;

/// <summary>Ends a case: after the requester's word with the outcome of the delivery, else as unresolved.</summary>
public sealed record CloseRequest(string ReasonCode) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => [CaseStage.Confirmed, CaseStage.DeemedConfirmed, CaseStage.Disputed, CaseStage.Aborted];

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Actors.Owner(state, act.Envelope)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? Decision.Accept(new RequestClosed(act.Envelope, Outcome(state), ReasonCode));

    private static string Outcome(CaseState state) =>
        state.Stage is CaseStage.Disputed or CaseStage.Aborted ? Outcomes.Unresolved : state.OutcomeCode ?? Outcomes.NotStated;
}
