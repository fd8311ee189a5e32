using Ledger.Deciding;

namespace Ledger.Catalogue.Services;

/// <summary>How the service is given, from now on (D2). Texts may be empty, which the check finds.</summary>
/// <param name="EffectiveFrom">Now when left out; later than that of the version before.</param>
public sealed record PublishProcess(
    IReadOnlyList<ProcessStep> Steps, string ReferralRule, string ComplaintPath, DateTimeOffset? EffectiveFrom = null) : Command<ServiceState>
{
    private const int MostSteps = 50;
    private const int MostPapers = 20;

    protected override Decision Decide(ServiceState state, Act act)
    {
        var from = CatalogueFields.EffectiveOrNow(EffectiveFrom, act);
        return ServiceChecks.MayChange(state, act)
            ?? CatalogueFields.Each("steps", Steps, MostSteps, Step)
            ?? CatalogueFields.Once([.. Steps.Select(step => step.StepCode)], "A step stands in the process once.", "步骤编码不得重复。")
            ?? Fields.Prose("referral_rule", ReferralRule, CatalogueFields.LongestProse)
            ?? Fields.Prose("complaint_path", ComplaintPath, CatalogueFields.LongestProse)
            ?? CatalogueFields.Effective("effective_from", EffectiveFrom)
            ?? CatalogueFields.InOrder(state.Processes, from)
            ?? Decision.Accept(new ProcessPublished(
                act.Envelope, state.Processes.Count + 1, Steps, ReferralRule, ComplaintPath, from));
    }

    private static Decision? Step(ProcessStep step) =>
        Fields.Code("step_code", step.StepCode)
        ?? Fields.Prose("name", step.Name, Fields.LongestName)
        ?? Fields.Prose("responsible_role", step.ResponsibleRole, Fields.LongestCode)
        ?? CatalogueFields.WorkingDays("limit_working_days", step.LimitWorkingDays)
        ?? CatalogueFields.Each("inputs", step.Inputs, MostPapers, static item => Fields.Name("inputs", item))
        ?? CatalogueFields.Each("outputs", step.Outputs, MostPapers, static item => Fields.Name("outputs", item));
}
