using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Funds;

/// <summary>A platform states what it spent. Overspending and foreign purposes are recorded too: see <see cref="FundRules"/>.</summary>
/// <param name="VoucherHash">SHA-256 of the voucher, 64 hexadecimal digits.</param>
public sealed record SpendFund(string SpendingNode, string PurposeCode, string ProjectCode, long AmountFen, string VoucherHash)
    : Command<FundState>
{
    protected override Decision Decide(FundState state, Act act) =>
        Authority.Exists(state)
        ?? GovernanceChecks.Platform("spending_node", SpendingNode, act)
        ?? Authority.OwnerOrProvince(act, SpendingNode)
        ?? GovernanceChecks.UpperCode("purpose_code", PurposeCode)
        ?? Fields.Code("project_code", ProjectCode)
        ?? GovernanceChecks.MovedFen("amount_fen", AmountFen)
        ?? GovernanceChecks.Sha256("voucher_hash", VoucherHash)
        ?? Decision.Accept(new FundSpent(act.Envelope, SpendingNode, PurposeCode, ProjectCode, AmountFen, VoucherHash));
}
