using Projections.Compliance.Regimes;

namespace Projections.Compliance.Kinds;

/// <summary>What was delivered or charged names a version that was public and in force when it began: services at the start of
/// a delivery, fee items at the quote. Later versions change nothing.</summary>
public sealed class VersionInForce : CheckKind
{
    public override string Name => "version-in-force";

    public override IReadOnlyList<Parameter> Parameters { get; } = [new("of", ParameterType.Text, OneOf: ["service", "fee_item"])];

    public override IEnumerable<Observation> Observe(CheckRun run) => run.Parameters.Text("of") == "service" ? Deliveries(run) : Lines(run);

    private static IEnumerable<Observation> Deliveries(CheckRun run)
    {
        foreach (var (found, index, completed) in run.CaseEntries("delivery.completed"))
        {
            var accepted = found.LastBefore(index, "request.accepted");
            var started = found.LastBefore(index, "delivery.started", "delivery_id", completed.Fields.RequireText("delivery_id"));
            var begin = started ?? completed;
            var version = accepted is { } promised
                ? run.Facts.Services.GetValueOrDefault(promised.Fields.RequireText("service_code"))?.Contents.Numbered(
                    promised.Fields.RequireNumber("service_version"), begin.OccurredAt, begin.Position.Value)
                : null;
            yield return found.Observe(index, version is not null, accepted, started, completed);
        }
    }

    private static IEnumerable<Observation> Lines(CheckRun run)
    {
        foreach (var line in run.Charged)
        {
            yield return line.Observe(line.Listed is not null);
        }
    }
}
