using Ledger.Deciding;

namespace Ledger.Catalogue.Services;

/// <summary>A new version of the whole entry.</summary>
/// <param name="EffectiveFrom">Now when left out; later than that of the version before.</param>
/// <param name="ChangeNote">What is new, for the public.</param>
public sealed record ReviseService(ServiceContent Content, string ChangeNote, DateTimeOffset? EffectiveFrom = null) : Command<ServiceState>
{
    protected override Decision Decide(ServiceState state, Act act)
    {
        var from = CatalogueFields.EffectiveOrNow(EffectiveFrom, act);
        return ServiceChecks.MayChange(state, act)
            ?? ServiceChecks.Content(Content, state.NodeId, act)
            ?? Fields.Prose("change_note", ChangeNote, CatalogueFields.LongestNote)
            ?? CatalogueFields.Effective("effective_from", EffectiveFrom)
            ?? CatalogueFields.InOrder(state.Versions, from)
            ?? Decision.Accept(new ServiceRevised(act.Envelope, state.Versions.Count + 1, Content, from, ChangeNote));
    }
}
