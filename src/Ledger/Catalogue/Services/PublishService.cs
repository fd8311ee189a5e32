using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Catalogue.Services;

/// <summary>Enters a service into the catalogue. The platform that publishes it owns the entry.</summary>
/// <param name="EffectiveFrom">Now when left out. In the past it is taken, and check D1 finds it late.</param>
public sealed record PublishService(ServiceContent Content, DateTimeOffset? EffectiveFrom = null) : Command<ServiceState>
{
    protected override Decision Decide(ServiceState state, Act act) =>
        Authority.IsNew(state)
        ?? Authority.OpenPlatform(act)
        ?? ServiceChecks.Content(Content, act.Envelope.Node, act)
        ?? CatalogueFields.Effective("effective_from", EffectiveFrom)
        ?? Decision.Accept(new ServicePublished(
            act.Envelope, act.Envelope.Node, Version: 1, Content, CatalogueFields.EffectiveOrNow(EffectiveFrom, act)));
}
