using Ledger.Deciding;
using Ledger.Registry.Platforms;

namespace Ledger.Registry.Providers;

/// <summary>A member dealt with another one or with a platform; recorded by itself, its owner or the province.</summary>
/// <param name="With">Code of the other.</param>
/// <param name="Kind">Such as joint service or exchange.</param>
public sealed record RecordInteraction(string With, string Kind) : Command<ProviderState>
{
    protected override Decision Decide(ProviderState state, Act act) =>
        Authority.Exists(state)
        ?? Authority.ItselfOrOwner(act, ProviderState.CodeOf(act.Stream), state.OwnerNode)
        ?? ProviderLifeCycle.Allows(this, state, act)
        ?? Fields.Code("with", With)
        ?? (With == ProviderState.CodeOf(act.Stream) ? Fields.Refuse("with", "has to name another", "须为另一方") : null)
        ?? (IsMember(act) || act.Network.Find<PlatformState>(PlatformState.StreamOf(With)).Exists
            ? null
            : Decision.Refuse(ProviderRules.Unknown, "The other is neither a member nor a platform.", "对方既非联盟成员也非平台。"))
        ?? Fields.Code("kind", Kind)
        ?? Decision.Accept(new AllianceInteractionRecorded(act.Envelope, With, Kind));

    private bool IsMember(Act act) =>
        act.Network.Find<ProviderState>(ProviderState.StreamOf(With)).IsAdmittedAt(act.Envelope.RecordedAt);
}
