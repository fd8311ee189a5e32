using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Cases;

/// <summary>Ends a case that repeats another one.</summary>
/// <param name="DuplicateOf">Stream id of the case that goes on; whether there is one is not asked.</param>
public sealed record MergeRequest(string DuplicateOf) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => [CaseStage.Received];

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Actors.Owner(state, act.Envelope)
        ?? AnotherCase(act)
        ?? Decision.Accept(new RequestMerged(act.Envelope, DuplicateOf));

    private Decision? AnotherCase(Act act) => DuplicateOf == act.Stream
        ? Fields.Refuse("duplicate_of", "has to be the id of another case", "须为另一案件的编号")
        : CaseFields.StreamId("duplicate_of", DuplicateOf, "case-");
}
