using Ledger.Transparency;
using Projections.Compliance.Facts;
using Projections.Compliance.Regimes;

namespace Projections.Compliance.Kinds;

/// <summary>
/// What was stated is what a recount of the entries gives. Reports: each figure whose code the regime maps to a count, for the
/// platform and month, over the entries that the report names. Assessments: the total that follows from weights and scores.
/// </summary>
public sealed class Recount : CheckKind
{
    private static readonly Dictionary<string, Func<PublicEntry, long>> Counts = new(StringComparer.Ordinal)
    {
        ["requests_received"] = static entry => entry.Type == "request.submitted" ? 1 : 0,
        ["requests_accepted"] = static entry => entry.Type == "request.accepted" ? 1 : 0,
        ["requests_declined"] = static entry => entry.Type == "request.declined" ? 1 : 0,
        ["deliveries_completed"] = static entry => entry.Type == "delivery.completed" ? 1 : 0,
        ["services_counted"] = static entry => entry.Type == "delivery.completed" ? entry.Fields.RequireNumber("service_count") : 0,
        ["enterprises_counted"] = static entry => entry.Type == "delivery.completed" ? entry.Fields.RequireNumber("enterprise_count") : 0,
        ["ratings_submitted"] = static entry => entry.Type == "rating.submitted" ? 1 : 0,
        ["charged_fen"] = static entry => entry.Type == "fee.charged" ? entry.Fields.RequireNumber("total_fen") : 0,
    };

    public override string Name => "recount";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("of", ParameterType.Text, OneOf: ["report", "assessment"]),
        new("figures", ParameterType.Texts, Optional: true),
    ];

    public override string? WhyImpossible(CheckParameters parameters)
    {
        var figures = parameters.Texts("figures");
        return parameters.Text("of") == "assessment" ? figures.IsEmpty ? null : "names figures where the total is recounted."
            : figures.IsEmpty ? "has to have 'figures', such as 'ACCEPTED=requests_accepted'."
            : figures.All(figure => figure.Split('=') is [{ Length: > 0 }, var count] && Counts.ContainsKey(count)) ? null
            : $"has a figure that is not a code, '=', and one of {string.Join(", ", Counts.Keys)}.";
    }

    public override bool IsAttested(CheckParameters parameters) => parameters.Text("of") == "assessment";

    public override IEnumerable<Observation> Observe(CheckRun run) => run.Parameters.Text("of") == "report" ? Reports(run) : Totals(run);

    private static IEnumerable<Observation> Reports(CheckRun run)
    {
        var known = run.Parameters.Texts("figures").Select(figure => figure.Split('=')).ToDictionary(pair => pair[0], pair => Counts[pair[1]]);
        foreach (var platform in run.OpenPlatforms())
        {
            var report = run.Facts.Stream($"report-{platform.Code}-{run.Month.FirstDay:yyyyMM}")
                .LastOrDefault(entry => entry.Type is "report.submitted" or "report.amended");
            foreach (var figure in report?.Fields.Groups("figures") ?? [])
            {
                var code = figure.RequireText("code");
                if (known.TryGetValue(code, out var count))
                {
                    var recounted = Count(run, platform.Code, report!.Fields.RequireNumber("as_of_size"), count);
                    yield return CheckRun.OfPlatform(platform, figure.RequireNumber("value") == recounted, report) with
                    {
                        Subject = $"{report.Stream}#{code}",
                    };
                }
            }
        }
    }

    private static Int128 Count(CheckRun run, string platform, long size, Func<PublicEntry, long> count)
    {
        var sum = (Int128)0;
        foreach (var found in run.Facts.Cases.Values)
        {
            for (var i = 0; i < found.Entries.Count; i++)
            {
                var entry = found.Entries[i];
                if (entry.Position.Value < size && run.Month.Contains(entry.OccurredAt) && found.OwnerAt(i) == platform)
                {
                    sum += count(entry);
                }
            }
        }

        return sum;
    }

    private static IEnumerable<Observation> Totals(CheckRun run)
    {
        foreach (var (stream, cycle) in run.Facts.Streams("assessment-"))
        {
            foreach (var conducted in cycle.Where(entry => entry.Type == "assessment.conducted" && run.Month.Contains(entry.OccurredAt)))
            {
                var scheme = Assessments.SchemeOf(cycle, conducted);
                var subject = conducted.Fields.RequireText("subject");
                if (scheme is not null && Assessments.TotalMicro(scheme, conducted) is { } total)
                {
                    var held = conducted.Fields.RequireNumber("total_micro") == total
                        && conducted.Fields.RequireFlag("passed") == Assessments.IsPass(scheme, total);
                    yield return run.OfSubject($"{stream}#{subject}", subject, held, scheme, conducted);
                }
            }
        }
    }
}
