using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Consequences;

internal static class ConsequenceChecks
{
    /// <summary>Who acts, whom it concerns and what it follows from.</summary>
    public static Decision? Of(ConsequenceState state, Act act, string subject, string basisKind, string basisKey) =>
        Authority.IsNew(state)
        ?? Authority.Province(act)
        ?? GovernanceChecks.Key("subject", subject)
        ?? Fields.OneOf("basis_kind", basisKind, ConsequenceBases.All)
        ?? GovernanceChecks.Key("basis_key", basisKey);

    public static Decision? OptionalFen(long? amountFen) =>
        amountFen is { } fen ? GovernanceChecks.MovedFen("amount_fen", fen) : null;

    /// <summary>Money has a fund, and a fund is named for money only.</summary>
    public static Decision? FundOfMoney(long? amountFen, string? fundId) => (amountFen, fundId) switch
    {
        (null, null) => null,
        (not null, not null) => GovernanceChecks.Key("fund_id", fundId),
        _ => Fields.Refuse("fund_id", "is given exactly when there is an amount", "有金额时须填写，无金额时不填"),
    };
}
