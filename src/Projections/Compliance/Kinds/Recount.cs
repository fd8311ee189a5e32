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
    private static readonly Dictionary<string, (string Type, Func<KeptEntry, long> Count)> Counts = new(StringComparer.Ordinal)
    {
        ["requests_received"] = ("request.submitted", static _ => 1),
        ["requests_accepted"] = ("request.accepted", static _ => 1),
        ["requests_declined"] = ("request.declined", static _ => 1),
        ["deliveries_completed"] = ("delivery.completed", static _ => 1),
        ["services_counted"] = ("delivery.completed", static entry => entry.Fields.RequireNumber("service_count")),
        ["enterprises_counted"] = ("delivery.completed", static entry => entry.Fields.RequireNumber("enterprise_count")),
        ["ratings_submitted"] = ("rating.submitted", static _ => 1),
        ["charged_fen"] = ("fee.charged", static entry => entry.Fields.RequireNumber("total_fen")),
    };

    private static readonly Dictionary<string, Func<IEnumerable<EffectiveRating>, long>> Rates = new(StringComparer.Ordinal)
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
        var recounted = run.CountAt(published.Fields.RequireNumber("size")).Then;
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
        var entries = known.Values.Select(count => count.Type).Distinct()
            .ToDictionary(type => type, type => run.CaseEntries(type).ToLookup(at => at.Case.OwnerAt(at.Index), at => (at.Case, at.Index), StringComparer.Ordinal));
        foreach (var platform in run.OpenPlatforms())
        {
            var report = run.Facts.Stream($"report-{platform.Code}-{run.Month.FirstDay:yyyyMM}")
                .LastOrDefault(entry => entry.Type is "report.submitted" or "report.amended");
            foreach (var figure in report?.Fields.Groups("figures") ?? [])
            {
                var code = figure.RequireText("code");
                if (known.TryGetValue(code, out var count))
                {
                    var recounted = Count(entries[count.Type][platform.Code], report!.Fields.RequireNumber("as_of_size"), count.Count);
                    yield return CheckRun.OfPlatform(platform, figure.RequireNumber("value") == recounted, report) with
                    {
                        Subject = $"{report.Stream}#{code}",
                    };
                }
            }
        }
    }

    private static Int128 Count(
        IEnumerable<(CaseFacts Case, int Index)> entries, long size, Func<KeptEntry, long> count) =>
        entries.Where(at => at.Case.EntryAt(at.Index).Position.Value < size).Total(at => count(at.Case.EntryAt(at.Index, size)));

    private static IEnumerable<Observation> Totals(CheckRun run)
    {
        var known = Known(run, Rates);
        var rated = new Dictionary<Month, Rated>();
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
                            || Math.Abs(score.RequireNumber("score_centi") - rate(RatingsOf(run, rated, conducted))) <= Tolerance);
                    yield return run.OfSubject($"{stream}#{subject}", subject, held, scheme, conducted);
                }
            }
        }
    }

    // What was said in a year of deliveries, by who may have to answer for it: each subject of a cycle is assessed at its own time.
    private sealed class Rated : Dictionary<string, HashSet<IEnumerable<(CaseFacts Case, int Index, KeptEntry Entry)>>>
    {
        public Rated(NetworkFacts facts, Period year)
            : base(StringComparer.Ordinal)
        {
            foreach (var ratings in Ratings.Deliveries(facts, year))
            {
                foreach (var about in ratings.SelectMany(one => new[] { one.Case.OwnerAt(one.Index), one.Case.ProviderAt(one.Index) }).OfType<string>())
                {
                    (TryGetValue(about, out var known) ? known : this[about] = []).Add(ratings);
                }
            }
        }
    }

    // Those of the year of the assessment about its subject, as of the entries that it names.
    private static IEnumerable<EffectiveRating> RatingsOf(CheckRun run, Dictionary<Month, Rated> known, PublicEntry conducted)
    {
        var (month, subject) = (Month.Of(conducted.OccurredAt), conducted.Fields.RequireText("subject"));
        var rated = known.TryGetValue(month, out var all) ? all : known[month] = new Rated(run.Facts, Period.YearTo(month));
        var size = conducted.Fields.RequireNumber("as_of_size");
        return rated.TryGetValue(subject, out var deliveries)
            ? deliveries.Select(ratings => Ratings.Last(ratings, size)).OfType<EffectiveRating>().Where(last => last.Node == subject || last.Provider == subject)
            : [];
    }

    // Of the ratings given in the year of the assessment to deliveries of the subject, those that are satisfied: of each delivery
    // the last one counts, and none that was declared void. Whole where nobody rated.
    private static long SatisfiedCenti(IEnumerable<EffectiveRating> about)
    {
        var ratings = about.ToList();
        return ratings.Count == 0 ? WholeCenti : ratings.Count(rating => rating.IsSatisfied) * WholeCenti / ratings.Count;
    }
}
