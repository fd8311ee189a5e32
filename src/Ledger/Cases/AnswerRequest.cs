using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Cases;

/// <summary>Meets the need by an answer at once.</summary>
public sealed record AnswerRequest(string AnswerRef, string? KnowledgeId) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => [CaseStage.Received];

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Actors.Owner(state, act.Envelope)
        ?? Fields.Code("answer_ref", AnswerRef)
        ?? Fields.OptionalCode("knowledge_id", KnowledgeId)
        ?? Decision.Accept(new RequestAnswered(act.Envelope, AnswerRef, KnowledgeId));
}
