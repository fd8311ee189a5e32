using Ledger.Deciding;
using Ledger.Transparency;
using Projections.Compliance.Facts;
using Projections.Compliance.Regimes;

namespace Projections.Compliance.Kinds;

/// <summary>Something was looked through, shown or reviewed within so many days before the end of the month.</summary>
public sealed class Freshness : CheckKind
{
    public override string Name => "freshness";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("of", ParameterType.Text, OneOf: ["service", "branding", "demonstration"]),
        new("within_days", ParameterType.Number, Least: 1, Largest: 36_500),
    ];

    public override bool IsAttested(CheckParameters parameters) => true;

    public override IEnumerable<Observation> Observe(CheckRun run) => run.Parameters.Text("of") switch
    {
        "service" => Services(run),
        "branding" => Brandings(run),
        _ => Demonstrations(run),
    };

    private static bool IsFresh(CheckRun run, DateOnly day, DateOnly at) =>
        at.DayNumber - day.DayNumber <= run.Parameters.Number("within_days");

    private static IEnumerable<Observation> Services(CheckRun run)
    {
        foreach (var service in run.Services)
        {
            var on = Days.Of(service.At);
            var (day, entry) = service.Service.Assured.Where(assured => assured.Entry.OccurredAt <= service.At).MaxBy(assured => assured.Day);
            yield return service.Observe(entry is not null && IsFresh(run, day, on), entry);
        }
    }

    private static IEnumerable<Observation> Brandings(CheckRun run)
    {
        foreach (var platform in run.OpenPlatforms())
        {
            var last = platform.Attestations.LastOrDefault(entry => entry.OccurredAt < run.Month.End);
            yield return CheckRun.OfPlatform(
                platform, last is not null && IsFresh(run, Days.Of(last.OccurredAt), run.Month.LastDay), last ?? platform.Registered);
        }
    }

    private static IEnumerable<Observation> Demonstrations(CheckRun run)
    {
        foreach (var (stream, entries) in run.Facts.Streams("demonstration-"))
        {
            var levels = entries.Where(entry => entry.OccurredAt < run.Month.End).GroupBy(entry => entry.Fields.RequireText("level"));
            foreach (var level in levels)
            {
                var last = level.Last();
                var review = level.LastOrDefault(IsReview);
                if (last.Type != "demonstration.revoked" && review is not null)
                {
                    var held = review.Fields.RequireDay("valid_to") >= run.Month.LastDay
                        && IsFresh(run, Days.Of(review.OccurredAt), run.Month.LastDay);
                    yield return run.OfSubject($"{stream}#{level.Key}", stream["demonstration-".Length..], held, review, last);
                }
            }
        }
    }

    private static bool IsReview(PublicEntry entry) => entry.Type == "demonstration.recognised"
        || (entry.Type == "demonstration.reviewed" && entry.Fields.RequireFlag("passed"));
}
