using System.Collections.Immutable;
using Ledger.Transparency;
using Projections.Streams;

namespace Projections.Processes;

/// <param name="LimitWorkingDays">0 where the step has no limit of its own.</param>
public sealed record ProcessStep(
    string StepCode,
    string Name,
    string ResponsibleRole,
    long LimitWorkingDays,
    ImmutableArray<string> Inputs,
    ImmutableArray<string> Outputs);

public sealed record ProcessVersion(ImmutableArray<ProcessStep> Steps, string ReferralRule, string ComplaintPath) : PublishedVersion;

/// <summary>How a service is given: every version; none where nothing was published. The code is the service's.</summary>
public sealed record ProcessView : StreamView
{
    public ImmutableArray<ProcessVersion> Versions { get; init; } = [];

    protected override StreamView Next(PublicEntry entry) => entry.Type == "process.published"
        ? this with
        {
            Versions = Versions.With(new ProcessVersion(
                [.. entry.Fields.RequireGroups("steps").Select(Step)],
                entry.Fields.RequireText("referral_rule"),
                entry.Fields.RequireText("complaint_path")).From(entry)),
        }
        : this;

    private static ProcessStep Step(PublicFields fields) => new(
        fields.RequireText("step_code"),
        fields.RequireText("name"),
        fields.RequireText("responsible_role"),
        fields.RequireExact("limit_working_days"),
        [.. fields.RequireTexts("inputs")],
        [.. fields.RequireTexts("outputs")]);
}
