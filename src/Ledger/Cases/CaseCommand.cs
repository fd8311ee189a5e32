using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Cases;

/// <summary>What somebody wants to happen to one case. Asked of every command before its own rules: a stage it is possible in
/// (INV-01, INV-03), and a node that may append (INV-13).</summary>
public abstract record CaseCommand : Command<CaseState>
{
    /// <summary>The stages in which the command is possible (domain.md 5.6).</summary>
    internal abstract ImmutableArray<CaseStage> Possible { get; }

    protected sealed override Decision Decide(CaseState state, Act act) =>
        CaseStages.Check(state, this) ?? Actors.Active(act) ?? DecideInStage(state, act);

    /// <summary>What the command's own rules say of a case in a possible stage, asked for by a node in force.</summary>
    protected abstract Decision DecideInStage(CaseState state, Act act);
}
