using Ledger.Deciding;
using Ledger.Registry.Platforms;
using Ledger.Registry.Providers;
using Ledger.Transparency;

namespace Ledger.Registry.Agreements;

/// <summary>Records an agreement that all its parties signed; by a platform that is one of them, which then owns the record, or
/// by the province.</summary>
/// <param name="Parties">Codes of platforms and providers, two at least.</param>
/// <param name="CategoryCodes">Categories of service it covers; empty for all.</param>
/// <param name="InForceFrom">Not before it was signed, which is the time of occurrence.</param>
/// <param name="InForceTo">The first instant at which it is no longer in force; left out while no end is known.</param>
/// <param name="TextHash">SHA-256 of the text, hex.</param>
public sealed record SignAgreement(
    IReadOnlyList<string> Parties,
    IReadOnlyList<string> CategoryCodes,
    DateTimeOffset InForceFrom,
    DateTimeOffset? InForceTo,
    string TextHash) : Command<AgreementState>
{
    private const int MostParties = 100;

    protected override Decision Decide(AgreementState state, Act act) =>
        Authority.IsNew(state)
        ?? Fields.Codes("parties", Parties, 2, MostParties)
        ?? (Parties.Contains(act.Envelope.Node) ? Authority.OpenPlatform(act) : Authority.Province(act))
        ?? (Parties.All(party => MaySign(party, act))
            ? null
            : Decision.Refuse(
                AgreementRules.Party, "Every party has to be in the registry and not revoked.", "各方均须已登记且未被撤销。"))
        ?? Fields.Codes("category_codes", CategoryCodes, 0, AgreementFields.MostCategories)
        ?? (From >= act.Envelope.OccurredAt ? null : Fields.Refuse("in_force_from", "has to be when it was signed or later", "不得早于签署时间"))
        ?? AgreementFields.After(To, From)
        ?? Fields.Sha256("text_hash", TextHash)
        ?? Decision.Accept(new AgreementSigned(act.Envelope, Parties, CategoryCodes, From, To, TextHash));

    private DateTimeOffset From => Instants.ToMillisecond(InForceFrom);

    private DateTimeOffset? To => InForceTo is { } end ? Instants.ToMillisecond(end) : null;

    private static bool MaySign(string party, Act act)
    {
        var platform = act.Network.Find<PlatformState>(PlatformState.StreamOf(party));
        var provider = act.Network.Find<ProviderState>(ProviderState.StreamOf(party));
        return (platform.Exists && platform.StatusAt(act.Envelope.RecordedAt) != PlatformStatus.Revoked)
            || (provider.Exists && provider.Statuses.At(act.Envelope.RecordedAt) != ProviderStatus.Revoked);
    }
}
