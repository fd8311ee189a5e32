using Ledger.Deciding;

namespace Ledger.Cases;

/// <summary>What somebody wants to happen to one case.</summary>
public abstract record CaseCommand : Command<CaseState>
{
    /// <summary>What every decider of a case asks first: a stage the command is possible in.</summary>
    internal Decision? Admit(CaseState state) => CaseStages.Check(state, this);
}
