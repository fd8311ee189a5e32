using Ledger.Transparency;
using Projections.Compliance.Facts;
using Projections.Compliance.Indicators;
using Projections.Compliance.Months;
using Projections.Compliance.Regimes;

namespace Projections.Compliance.Kinds;

/// <summary>
/// What was stated is what a recount of the entries gives. Reports: each figure whose code the regime maps to a count, for the
/// platform and month, over the entries that the report names. Assessments: the total that follows from weights and scores, and
/// each score whose indicator the regime maps to a rate, over the entries that the assessment names. Publications: each figure
/// of the month, over the entries that the publication speaks of.
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

    private static readonly Dictionary<string, Func<PublicEntry, List<EffectiveRating>, long>> Rates = new(StringComparer.Ordinal)
    {
        ["satisfied_ratings"] = SatisfiedCenti,
    };

    // Scores are hundredths of a point; they may differ by one (domain.md 1.6, U6).
    private const long Tolerance = 1;
    private const long WholeCenti = 10_000;

    public override string Name => "recount";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("of", ParameterType.Text, OneOf: ["report", "assessment", "publication"]),
        new("figures", ParameterType.Texts, Optional: true),
    ];

    public override string? WhyImpossible(CheckParameters parameters)
    {
        var figures = parameters.Texts("figures");
        IReadOnlyCollection<string> known = parameters.Text("of") == "report" ? Counts.Keys : Rates.Keys;
        return parameters.Text("of") == "publication" ? figures.IsEmpty ? null : "names figures where all that is stated is recounted."
            : figures.IsEmpty && parameters.Text("of") == "report" ? "has to have 'figures', such as 'ACCEPTED=requests_accepted'."
            : figures.All(figure => figure.Split('=') is [{ Length: > 0 }, var count] && known.Contains(count)) ? null
            : $"has a figure that is not a code, '=', and one of {string.Join(", ", known)}.";
    }

    public override bool IsAttested(CheckParameters parameters) => parameters.Text("of") == "assessment";

    public override IEnumerable<Observation> Observe(CheckRun run) => run.Parameters.Text("of") switch
    {
        "report" => Reports(run),
        "publication" => Publications(run),
        _ => Totals(run),
    };

    // Every cell that was stated, or that a recount of the same entries gives: what is left out states 0.
    private static IEnumerable<Observation> Publications(CheckRun run)
    {
        if (run.Facts.PublicationOf(run.Month) is not { } published)
        {
            yield break;
        }

        var stated = Statements.Of(published);
        var recounted = MonthFigures.Of(run.Facts, run.Month, published.Fields.RequireNumber("size"));
        foreach (var cell in stated.Keys.Union(recounted.Keys).Order(MonthFigures.ByNodeAndCode))
        {
            var node = cell.Node == MonthFigures.Network ? null : cell.Node;
            yield return new Observation(
                $"{published.Stream}#{(node is null ? "" : node + ".")}{cell.Code}", node, null,
                stated.GetValueOrDefault(cell) == recounted.GetValueOrDefault(cell), CaseFacts.Evidence([published]));
        }
    }

    private static Dictionary<string, T> Known<T>(CheckRun run, Dictionary<string, T> all) =>
        run.Parameters.Texts("figures").Select(figure => figure.Split('=')).ToDictionary(pair => pair[0], pair => all[pair[1]]);

    private static IEnumerable<Observation> Reports(CheckRun run)
    {
        var known = Known(run, Counts);
        var entries = run.Facts.CaseEntriesIn(run.Month).All.ToLookup(at => at.Case.OwnerAt(at.Index), StringComparer.Ordinal);
        foreach (var platform in run.OpenPlatforms())
        {
            var report = run.Facts.Stream($"report-{platform.Code}-{run.Month.FirstDay:yyyyMM}")
                .LastOrDefault(entry => entry.Type is "report.submitted" or "report.amended");
            foreach (var figure in report?.Fields.Groups("figures") ?? [])
            {
                var code = figure.RequireText("code");
                if (known.TryGetValue(code, out var count))
                {
                    var recounted = Count(entries[platform.Code], report!.Fields.RequireNumber("as_of_size"), count);
                    yield return CheckRun.OfPlatform(platform, figure.RequireNumber("value") == recounted, report) with
                    {
                        Subject = $"{report.Stream}#{code}",
                    };
                }
            }
        }
    }

    private static Int128 Count(
        IEnumerable<(CaseFacts Case, int Index, PublicEntry Entry)> entries, long size, Func<PublicEntry, long> count) =>
        entries.Where(at => at.Entry.Position.Value < size).Total(at => count(at.Case.EntryAt(at.Index, size)));

    private static IEnumerable<Observation> Totals(CheckRun run)
    {
        var known = Known(run, Rates);
        var rated = new Dictionary<(Month Month, long Size), List<EffectiveRating>>();
        foreach (var (stream, cycle) in run.Facts.Streams("assessment-"))
        {
            foreach (var conducted in cycle.Where(entry => entry.Type == "assessment.conducted" && run.Month.Contains(entry.OccurredAt)))
            {
                var scheme = Assessments.SchemeOf(cycle, conducted);
                var subject = conducted.Fields.RequireText("subject");
                if (scheme is not null && Assessments.TotalMicro(scheme, conducted) is { } total)
                {
                    var held = conducted.Fields.RequireNumber("total_micro") == total
                        && conducted.Fields.RequireFlag("passed") == Assessments.IsPass(scheme, total)
                        && conducted.Fields.Groups("scores").All(score => !known.TryGetValue(score.RequireText("indicator"), out var rate)
                            || Math.Abs(score.RequireNumber("score_centi") - rate(conducted, Rated(run, rated, conducted))) <= Tolerance);
                    yield return run.OfSubject($"{stream}#{subject}", subject, held, scheme, conducted);
                }
            }
        }
    }

    // Of the year of the assessment, as of the entries that it names: the same for every subject of a cycle.
    private static List<EffectiveRating> Rated(
        CheckRun run, Dictionary<(Month Month, long Size), List<EffectiveRating>> known, PublicEntry conducted)
    {
        var (month, size) = (Month.Of(conducted.OccurredAt), conducted.Fields.RequireNumber("as_of_size"));
        if (!known.TryGetValue((month, size), out var rated))
        {
            known[(month, size)] = rated = [.. Ratings.Effective(run.Facts, Period.YearTo(month), size)];
        }

        return rated;
    }

    // Of the ratings given in the year of the assessment to deliveries of the subject, those that are satisfied: of each delivery
    // the last one counts, and none that was declared void. Whole where nobody rated.
    private static long SatisfiedCenti(PublicEntry conducted, List<EffectiveRating> rated)
    {
        var subject = conducted.Fields.RequireText("subject");
        var ratings = rated.FindAll(rating => rating.Node == subject || rating.Provider == subject);
        return ratings.Count == 0 ? WholeCenti : ratings.Count(rating => rating.IsSatisfied) * WholeCenti / ratings.Count;
    }
}
