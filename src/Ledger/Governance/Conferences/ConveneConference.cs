using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Conferences;

/// <summary>The province calls the platforms together, periodically or for a reason.</summary>
/// <param name="HeldOn">Day in Asia/Shanghai.</param>
public sealed record ConveneConference(string Kind, IReadOnlyList<string> Agenda, DateOnly HeldOn) : Command<ConferenceState>
{
    // Fifty items of the longest names, in Chinese, still fit a public entry.
    private const int MostItems = 50;

    protected override Decision Decide(ConferenceState state, Act act) =>
        Authority.IsNew(state)
        ?? Authority.Province(act)
        ?? Fields.OneOf("kind", Kind, ConferenceKinds.All)
        ?? GovernanceChecks.Items("agenda", Agenda, 1, MostItems, item => Fields.Name("agenda", item))
        ?? Decision.Accept(new ConferenceConvened(act.Envelope, Kind, Agenda, HeldOn));
}
