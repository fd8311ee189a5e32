using Ledger.Deciding;

namespace Ledger.Governance.Demonstrations;

/// <param name="ValidTo">The new last day, later than the former one, when the review was passed; else none.</param>
public sealed record ReviewDemonstration(string Level, bool Passed, DateOnly? ValidTo, string BasisCode) : Command<DemonstrationState>
{
    protected override Decision Decide(DemonstrationState state, Act act) =>
        DemonstrationChecks.Live(state, act, Level)
        ?? LaterExactlyWhenPassed(state.Levels[Level].ValidTo)
        ?? Fields.Code("basis_code", BasisCode)
        ?? Decision.Accept(new DemonstrationReviewed(act.Envelope, Level, Passed, ValidTo ?? state.Levels[Level].ValidTo, BasisCode));

    private Decision? LaterExactlyWhenPassed(DateOnly former) => Passed
        ? ValidTo > former ? null : Fields.Refuse("valid_to", "has to be later than the former last day", "须晚于原有效期截止日")
        : ValidTo is null ? null : Fields.Refuse("valid_to", "is given when the review was passed only", "仅复核通过时填写");
}
