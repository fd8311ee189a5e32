using Ledger.Deciding;

namespace Ledger.Governance.Campaigns;

/// <summary>A fact about one linked action of several levels. Stream <c>campaign-KEY</c>.</summary>
public abstract record CampaignEvent(Envelope Envelope) : LedgerEvent(Envelope);

/// <param name="Levels">Some of <see cref="CampaignLevels"/>.</param>
/// <param name="Regions">GB/T 2260, six digits each, of those that take part.</param>
/// <param name="FirstDay">In Asia/Shanghai.</param>
/// <param name="LastDay">In Asia/Shanghai.</param>
[EventType("campaign.launched")]
public sealed record CampaignLaunched(
    Envelope Envelope,
    [Public] string Name,
    [Public] IReadOnlyList<string> Levels,
    [Public] IReadOnlyList<string> Regions,
    [Public] DateOnly FirstDay,
    [Public] DateOnly LastDay) : CampaignEvent(Envelope);
