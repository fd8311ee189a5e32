using Ledger.Deciding;

namespace Ledger.Governance.Funds;

/// <summary>Public codes of rules about funds. That spending stays within the allocation and its purposes (INV-17) is not among
/// them: money that was spent wrongly was spent, so it is recorded and the checks find it.</summary>
public static class FundRules
{
    /// <summary>More than a source committed cannot have come from it.</summary>
    public const string Received = "FUND-RECEIVED";

    /// <summary>Only money that is there is allocated.</summary>
    public const string Allocated = "FUND-ALLOCATED";

    /// <summary>Only money that came, and is not bound elsewhere, goes back.</summary>
    public const string Returned = "FUND-RETURNED";

    /// <summary>Recovery stays within what was allocated, and payment within what was ordered.</summary>
    public const string Recovered = "FUND-RECOVERED";

    internal static Decision? Within(string rule, long amountFen, Int128 openFen) => amountFen <= openFen
        ? null
        : Decision.Refuse(
            rule,
            $"The amount has to stay within the {Int128.Max(openFen, 0)} fen that are open for this.",
            $"金额不得超过可处理的 {Int128.Max(openFen, 0)} 分。");
}
