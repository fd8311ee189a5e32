using System.Text.Json.Serialization;
using Ledger.Deciding;
using Ledger.Governance.StateDigests;
using Ledger.Registry;

namespace Ledger.Governance.Publications;

/// <summary>What the service computed of a month, all of one state of the log.</summary>
/// <inheritdoc cref="DisclosurePublished"/>
public sealed record ComputedMonth(
    long Size,
    string? RegimeId,
    int? RegimeVersion,
    IReadOnlyList<NodeFigures> Figures,
    int ViewVersion,
    IReadOnlyList<DigestedView> Views);

/// <summary>The province publishes the results of a month that is over. The service computes the figures and the digests of all
/// views from the log; the caller says only which month. Once: a later difference is shown beside what was published.</summary>
public sealed record PublishMonth : Command<PublicationState>
{
    /// <summary>What the service computed. Never from the caller.</summary>
    [JsonIgnore]
    public ComputedMonth? Computed { get; init; }

    protected override Decision Decide(PublicationState state, Act act) =>
        Authority.Province(act)
        ?? MonthKey.IsOver(act, PublicationState.Prefix)
        ?? Authority.IsNew(state)
        ?? Decision.Accept(Published(act, Computed!));

    private static DisclosurePublished Published(Act act, ComputedMonth computed) => new(
        act.Envelope, MonthKey.Of(act, PublicationState.Prefix), computed.Size, computed.RegimeId, computed.RegimeVersion, computed.Figures,
        computed.ViewVersion, computed.Views);
}
