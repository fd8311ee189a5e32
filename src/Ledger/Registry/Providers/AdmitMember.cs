using Ledger.Deciding;
using Ledger.Transparency;

namespace Ledger.Registry.Providers;

/// <summary>The province admits an applicant whose identity was verified.</summary>
/// <param name="DecisionCode">The resolution or document by which it is admitted.</param>
/// <param name="EffectiveFrom">Now when left out; never in the past.</param>
public sealed record AdmitMember(string DecisionCode, DateTimeOffset? EffectiveFrom) : Command<ProviderState>
{
    protected override Decision Decide(ProviderState state, Act act) =>
        Authority.Exists(state)
        ?? Authority.Province(act)
        ?? ProviderLifeCycle.Allows(this, state, act)
        ?? (state.IsIdentityVerified
            ? null
            : Decision.Refuse(
                ProviderRules.Unverified, "The provider's identity has to be verified before it is admitted.", "接纳前须先核验该机构身份。"))
        ?? Fields.Code("decision_code", DecisionCode)
        ?? Fields.NotPast("effective_from", EffectiveFrom, act.Envelope)
        ?? Decision.Accept(new AllianceAdmitted(
            act.Envelope, DecisionCode, Instants.ToMillisecond(EffectiveFrom ?? act.Envelope.RecordedAt)));
}
