using Ledger.Deciding;
using Ledger.Transparency;

namespace Ledger.Registry.Agreements;

/// <summary>The parties agreed on another text; recorded by the owner or the province. Both parts replace what was said before.</summary>
/// <param name="CategoryCodes">Categories of service it covers from now on; empty for all.</param>
/// <param name="InForceTo">Never in the past: what was done under it stays valid. Left out while no end is known.</param>
/// <param name="TextHash">SHA-256 of the text, hex.</param>
public sealed record AmendAgreement(IReadOnlyList<string> CategoryCodes, DateTimeOffset? InForceTo, string TextHash, string ReasonCode)
    : Command<AgreementState>
{
    protected override Decision Decide(AgreementState state, Act act) =>
        Authority.Exists(state)
        ?? Authority.OwnerOrProvince(act, state.OwnerNode)
        ?? AgreementFields.NotOver(state, act)
        ?? Fields.Codes("category_codes", CategoryCodes, 0, AgreementFields.MostCategories)
        ?? Fields.NotPast("in_force_to", InForceTo, act.Envelope)
        ?? AgreementFields.After(To, state.InForceFrom)
        ?? Fields.Sha256("text_hash", TextHash)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? Decision.Accept(new AgreementAmended(act.Envelope, CategoryCodes, To, TextHash, ReasonCode));

    private DateTimeOffset? To => InForceTo is { } end ? Instants.ToMillisecond(end) : null;
}
