using Ledger.Deciding;

namespace Ledger.Catalogue.Services;

/// <summary>What is promised for the service, from now on (D4). A weaker promise is taken: open cases keep theirs.</summary>
/// <param name="AcceptWithinWorkingDays">0 where it is not promised, which the check finds; so the other two.</param>
/// <param name="EffectiveFrom">Now when left out; later than that of the version before.</param>
public sealed record PublishCommitment(
    int AcceptWithinWorkingDays,
    int FirstContactWithinWorkingDays,
    int CompleteWithinWorkingDays,
    string Quality,
    string RedressContact,
    DateTimeOffset? EffectiveFrom = null) : Command<ServiceState>
{
    protected override Decision Decide(ServiceState state, Act act)
    {
        var from = CatalogueFields.EffectiveOrNow(EffectiveFrom, act);
        return ServiceChecks.MayChange(state, act)
            ?? CatalogueFields.WorkingDays("accept_within_working_days", AcceptWithinWorkingDays)
            ?? CatalogueFields.WorkingDays("first_contact_within_working_days", FirstContactWithinWorkingDays)
            ?? CatalogueFields.WorkingDays("complete_within_working_days", CompleteWithinWorkingDays)
            ?? Fields.Prose("quality", Quality, CatalogueFields.LongestProse)
            ?? Fields.Prose("redress_contact", RedressContact, Fields.LongestName)
            ?? CatalogueFields.Effective("effective_from", EffectiveFrom)
            ?? CatalogueFields.InOrder(state.Commitments, from)
            ?? Decision.Accept(new CommitmentPublished(
                act.Envelope, state.Commitments.Count + 1, AcceptWithinWorkingDays, FirstContactWithinWorkingDays,
                CompleteWithinWorkingDays, Quality, RedressContact, from));
    }
}
