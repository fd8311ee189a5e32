using Ledger.Journal;

namespace Ledger.Cases;

public sealed record AcceptRequest(string ServiceCode, string Nature) : CaseCommand
{
    public static Decision Decide(CaseState state, AcceptRequest command, Envelope envelope) =>
        CaseDecider.Admit(state, command, envelope)
        ?? Actors.Owner(state, envelope)
        ?? Fields.Code("service_code", command.ServiceCode)
        ?? Fields.OneOf("nature", command.Nature, Natures.All)
        ?? Decision.Accept(new RequestAccepted(envelope, command.ServiceCode, command.Nature));
}
