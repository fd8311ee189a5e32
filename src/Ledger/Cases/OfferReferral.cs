using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Ledger.Deciding;
using Ledger.Registry.Platforms;
using Ledger.Registry.Providers;
using Ledger.Transparency;

namespace Ledger.Cases;

/// <summary>Asks another platform to take the case over, or a platform or provider to help or to know of it. How the choice
/// compares with the other candidates is worked out here and stored; the caller cannot state it.</summary>
/// <param name="ToProvider">The provider that is asked; <paramref name="ToNode"/> is then where it delivers. Never of a
/// transfer: a platform owns a case.</param>
/// <param name="SharedFields">Names of what the addressee gets to see.</param>
public sealed record OfferReferral(
    Guid ReferralId,
    string ToNode,
    string Kind,
    DateTimeOffset RespondBy,
    string ReasonCode,
    string? ToProvider = null,
    IReadOnlyList<string>? SharedFields = null) : CaseCommand
{
    /// <summary>Open cases by code of platform or provider, as the service knows them; never from the caller.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, int> OpenCases { get; init; } = ImmutableDictionary<string, int>.Empty;

    internal override ImmutableArray<CaseStage> Possible =>
        Kind == ReferralKinds.Transfer ? CaseStages.Transferable : CaseStages.UnderWay;

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Actors.Owner(state, act.Envelope)
        ?? Standing.FreshId("referral_id", ReferralId, state)
        ?? Fields.Code("to_node", ToNode)
        ?? Fields.OneOf("kind", Kind, ReferralKinds.All)
        ?? Fields.Future("respond_by", RespondBy, act.Envelope)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? CaseFields.Codes("shared_fields", SharedFields ?? [], least: 0)
        ?? ToAnother(state)
        ?? ToOneInForce(act)
        ?? OneTransfer(state)
        ?? Decision.Accept(new ReferralOffered(
            act.Envelope,
            ReferralId,
            act.Envelope.Node,
            ToNode,
            ToProvider,
            Kind,
            Kind == ReferralKinds.Transfer ? state.Hops + 1 : state.Hops,
            Instants.ToMillisecond(RespondBy),
            ReasonCode,
            Basis(state, act),
            [.. SharedFields ?? []]));

    private Decision? ToAnother(CaseState state) =>
        ToProvider is not null && Kind == ReferralKinds.Transfer
            ? Fields.Refuse("to_provider", "is not given for a transfer: a platform takes a case over", "转办不填写；案件只能由平台承接")
        : ToProvider is null && ToNode == state.OwnerNode
            ? Fields.Refuse("to_node", "has to be another node than the owner", "须为承办节点以外的节点")
        : null;

    private Decision? ToOneInForce(Act act)
    {
        var now = act.Envelope.RecordedAt;
        return !act.Network.Find<PlatformState>(PlatformState.StreamOf(ToNode)).IsOpenAt(now)
            ? Decision.Refuse(CommonRules.NotActive, "The node that is asked is not an open platform of the network.", "接收节点不是网络中已开通的平台。")
            : ToProvider is null ? null : Delivering.Admitted(ToProvider, act);
    }

    private Decision? OneTransfer(CaseState state) =>
        Kind == ReferralKinds.Transfer && state.OpenReferrals.Values.Any(open => open.Kind == ReferralKinds.Transfer)
            ? Decision.Refuse(Rules.OneTransfer, "A transfer of this case waits for its answer; it has to be answered first.", "本案已有一项待答复的转办，须先答复。")
            : null;

    private SelectionBasis Basis(CaseState state, Act act)
    {
        var need = new Need(InForce.Category(state, act.Network), state.RegionCode, state.OwnerNode);
        var ranked = Candidates.Rank(act.Network, need, act.Envelope.RecordedAt, OpenCases, Candidates.Kilometres(act.Network, act.Envelope.RecordedAt));
        return Candidates.Basis(ranked, ToProvider ?? ToNode, Seat(act), need);
    }

    private string Seat(Act act) => ToProvider is null
        ? act.Network.Find<PlatformState>(PlatformState.StreamOf(ToNode)).RegionCode
        : act.Network.Find<ProviderState>(ProviderState.StreamOf(ToProvider)).RegionCode;
}
