using Projections.Compliance.Facts;
using Projections.Compliance.Regimes;

namespace Projections.Compliance.Kinds;

/// <summary>What an acceptance froze is what was in force when it happened: the version of the commitment and the clocks that
/// follow from it by the calendars then published. Said again, or extended, a clock starts from what was frozen. A later and
/// looser version never reaches an open case.</summary>
public sealed class FrozenVersion : CheckKind
{
    public override string Name => "frozen-version";

    public override IReadOnlyList<Parameter> Parameters { get; } = [new("of", ParameterType.Text, OneOf: ["commitment"])];

    public override IEnumerable<Observation> Observe(CheckRun run)
    {
        foreach (var found in run.TouchedCases())
        {
            DateTimeOffset? due = null;
            KeptEntry? bound = null;
            for (var i = 0; i < found.Count; i++)
            {
                if (found.TypeAt(i) is not ("request.reopened" or "request.accepted" or "delivery.extended"))
                {
                    continue;
                }

                var entry = found.Entries[i];
                var (held, by) = (true, bound);
                switch (entry.Type)
                {
                    case "request.reopened":
                        (due, bound) = (null, null);
                        continue;
                    case "request.accepted" when bound is null:
                        held = IsOfItsTime(run.Facts, entry);
                        (due, bound) = (entry.Fields.FindInstant("due_complete_at"), entry);
                        break;
                    case "request.accepted":
                        held = IsNotLater(entry.Fields.FindInstant("due_complete_at"), bound!.Value.Fields.FindInstant("due_complete_at"));
                        break;
                    case "delivery.extended":
                        held = due is null || IsNotLater(entry.Fields.RequireInstant("previous_due"), due);
                        due = entry.Fields.RequireInstant("new_due");
                        break;
                }

                if (run.Month.Contains(entry.OccurredAt))
                {
                    yield return found.Observe(i, held, by, entry);
                }
            }
        }
    }

    private static bool IsOfItsTime(NetworkFacts facts, KeptEntry accepted)
    {
        var fields = accepted.Fields;
        var promise = facts.Services.GetValueOrDefault(fields.RequireText("service_code"))?
            .Commitments.At(accepted.OccurredAt, accepted.Position.Value);
        return promise is not null && promise.Number == fields.RequireNumber("commitment_version")
            && IsNotLater(fields.FindInstant("due_complete_at"), Due(facts, accepted, promise, "complete_within_working_days"))
            && IsNotLater(fields.FindInstant("due_first_contact_at"), Due(facts, accepted, promise, "first_contact_within_working_days"));
    }

    private static DateTimeOffset? Due(NetworkFacts facts, KeptEntry accepted, PublishedVersion promise, string clock) =>
        promise.Fields.RequireNumber(clock) is > 0 and var days ? facts.Calendar.Due(accepted.OccurredAt, days, accepted.RecordedAt) : null;

    // No clock is looser than any.
    private static bool IsNotLater(DateTimeOffset? clock, DateTimeOffset? bound) => bound is null || clock <= bound;
}
