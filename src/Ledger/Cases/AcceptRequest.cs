using Ledger.Deciding;

namespace Ledger.Cases;

public sealed record AcceptRequest(string ServiceCode, string Nature) : CaseCommand
{
    protected override Decision Decide(CaseState state, Act act) =>
        Admit(state)
        ?? Actors.Owner(state, act.Envelope)
        ?? Fields.Code("service_code", ServiceCode)
        ?? Fields.OneOf("nature", Nature, Natures.All)
        ?? Decision.Accept(new RequestAccepted(act.Envelope, ServiceCode, Nature));
}
