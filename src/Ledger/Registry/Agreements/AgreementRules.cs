using Ledger.Deciding;

namespace Ledger.Registry.Agreements;

/// <summary>Public codes of rules about agreements.</summary>
public static class AgreementRules
{
    /// <summary>A party is not in the registry, or revoked.</summary>
    public const string Party = "AGREEMENT-PARTY";
}

internal static class AgreementFields
{
    public const int MostCategories = 50;

    /// <summary>The agreement has neither ended nor been terminated. What was terminated does not come back by an amendment.</summary>
    public static Decision? NotOver(AgreementState state, Act act) =>
        !state.IsTerminated && (state.InForceTo is not { } end || end > act.Envelope.RecordedAt)
            ? null
            : Decision.Refuse(CommonRules.Stage, "The agreement has ended or was terminated.", "该协议已到期或已终止。");

    public static Decision? After(DateTimeOffset? end, DateTimeOffset start) =>
        end is null || end > start ? null : Fields.Refuse("in_force_to", "has to be later than the beginning", "须晚于生效时间");
}
