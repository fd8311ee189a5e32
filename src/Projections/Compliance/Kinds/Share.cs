using Projections.Compliance.Regimes;

namespace Projections.Compliance.Kinds;

/// <summary>How many of the deliveries completed in the month were of certain natures: the rate itself is what counts.</summary>
public sealed class Share : CheckKind
{
    public override string Name => "share";

    public override IReadOnlyList<Parameter> Parameters { get; } =
        [new("natures", ParameterType.Texts, OneOf: ["public_good", "discounted", "market"])];

    public override IEnumerable<Observation> Observe(CheckRun run)
    {
        foreach (var (found, index, completed) in run.CaseEntries("delivery.completed"))
        {
            if (found.LastBefore(index, "request.accepted") is { } accepted)
            {
                var held = run.Parameters.Texts("natures").Contains(accepted.Fields.RequireText("nature"));
                yield return found.Observe(index, held, accepted, completed);
            }
        }
    }
}
