using Ledger.Deciding;

namespace Ledger.Catalogue.Services;

/// <summary>Ends a service for ever; what goes on later gets a code of its own.</summary>
/// <param name="EffectiveFrom">Now when left out; never in the past: what was accepted stays disclosed.</param>
public sealed record WithdrawService(string ReasonCode, DateTimeOffset? EffectiveFrom = null) : Command<ServiceState>
{
    protected override Decision Decide(ServiceState state, Act act) =>
        ServiceChecks.MayChange(state, act)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? CatalogueFields.Effective("effective_from", EffectiveFrom)
        ?? Fields.NotPast("effective_from", EffectiveFrom, act.Envelope)
        ?? Decision.Accept(new ServiceWithdrawn(act.Envelope, CatalogueFields.EffectiveOrNow(EffectiveFrom, act), ReasonCode));
}
