using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Funds;

/// <summary>The province begins a fund.</summary>
/// <param name="Year">Budget year.</param>
public sealed record AppropriateFund(string Source, long AmountFen, IReadOnlyList<string> PurposeCodes, int Year) : Command<FundState>
{
    private const int FirstYear = 2000;
    private const int LastYear = 2100;
    private const int MostPurposes = 50;

    protected override Decision Decide(FundState state, Act act) =>
        Authority.IsNew(state)
        ?? Authority.Province(act)
        ?? Fields.Name("source", Source)
        ?? GovernanceChecks.MovedFen("amount_fen", AmountFen)
        ?? GovernanceChecks.Items(
            "purpose_codes", PurposeCodes, 1, MostPurposes, code => GovernanceChecks.UpperCode("purpose_codes", code))
        ?? GovernanceChecks.Distinct("purpose_codes", PurposeCodes)
        ?? Fields.Number("year", Year, FirstYear, LastYear)
        ?? Decision.Accept(new FundAppropriated(act.Envelope, Source, AmountFen, PurposeCodes, Year));
}
