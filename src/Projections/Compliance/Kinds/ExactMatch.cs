using System.Text.RegularExpressions;
using Projections.Compliance.Facts;
using Projections.Compliance.Regimes;

namespace Projections.Compliance.Kinds;

/// <summary>Two things that have to be the same: a total and the sum of its lines, nothing and the charge for a public good, a
/// platform's brand, hotline and name and those of the network, the scheme of an assessment, with its
/// indicators, and the one in force.</summary>
public sealed class ExactMatch : CheckKind
{
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(1);

    public override string Name => "exact-match";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("of", ParameterType.Text, OneOf: ["charge_total", "public_good_charge", "brand_version", "hotline", "platform_name", "scheme"]),
    ];

    public override IEnumerable<Observation> Observe(CheckRun run) => run.Parameters.Text("of") switch
    {
        "charge_total" => run.CaseEntries("fee.charged").Select(at => at.Case.Observe(
            at.Index, SumOfLines(at.Entry) == at.Entry.Fields.RequireNumber("total_fen"), at.Entry)),
        "public_good_charge" => PublicGoods(run),
        "brand_version" => Brands(run),
        "hotline" => Hotlines(run),
        "platform_name" => Names(run),
        _ => Schemes(run),
    };

    private static Int128 SumOfLines(KeptEntry charge) => CheckRun.Lines(charge).Aggregate((Int128)0, static (sum, at) => sum
        + ChargedLine.RoundHalfUp((Int128)at.Line.RequireNumber("qty_milli") * at.Line.RequireNumber("unit_price_fen"), 1_000)
        - at.Line.RequireNumber("discount_fen"));

    private static IEnumerable<Observation> PublicGoods(CheckRun run)
    {
        foreach (var (found, index, charge) in run.CaseEntries("fee.charged"))
        {
            if (found.LastBefore(index, "request.accepted") is { } accepted && accepted.Fields.RequireText("nature") == "public_good")
            {
                yield return found.Observe(index, charge.Fields.RequireNumber("total_fen") == 0, accepted, charge);
            }
        }
    }

    private static PublishedVersion? Brand(CheckRun run) => run.Facts.AllVersions("brand-")
        .Select(brand => brand.Value.At(run.Last)).OfType<PublishedVersion>().MaxBy(version => version.From);

    // A platform that shows no brand at all is found by the check of freshness.
    private static IEnumerable<Observation> Brands(CheckRun run)
    {
        foreach (var platform in run.OpenPlatforms())
        {
            var shown = platform.Attestations.LastOrDefault(entry => entry.OccurredAt < run.Month.End);
            if (shown is not null && Brand(run) is { } brand)
            {
                yield return CheckRun.OfPlatform(platform, shown.Fields.RequireNumber("brand_version") == brand.Number, brand.Entry, shown);
            }
        }
    }

    private static IEnumerable<Observation> Hotlines(CheckRun run)
    {
        foreach (var platform in run.OpenPlatforms())
        {
            if (platform.HotlineAt(run.Last) is { } own && Brand(run) is { } brand)
            {
                yield return CheckRun.OfPlatform(
                    platform, own.Fields.RequireText("hotline") == brand.Fields.RequireText("hotline"), brand.Entry, own);
            }
        }
    }

    // The pattern is for windows: the province's own platform is named by its founding.
    private static IEnumerable<Observation> Names(CheckRun run)
    {
        var brand = Brand(run);
        var pattern = brand?.Fields.FindText("name_pattern");
        return string.IsNullOrEmpty(pattern)
            ? []
            : run.OpenPlatforms()
                .Where(platform => platform.Registered is { } registered && registered.Fields.RequireText("kind") != "provincial")
                .Select(platform => CheckRun.OfPlatform(
                    platform, Matches(platform.Registered!.Fields.RequireText("name"), pattern), brand!.Entry, platform.Registered));
    }

    private static bool Matches(string name, string pattern) =>
        Regex.IsMatch(name, $"^(?:{pattern})\\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, LongestMatch);

    private static IEnumerable<Observation> Schemes(CheckRun run)
    {
        foreach (var (stream, cycle) in run.Facts.Streams("assessment-"))
        {
            foreach (var scored in cycle.Where(entry => entry.Type == "assessment.conducted" && run.Month.Contains(entry.OccurredAt)))
            {
                var scheme = Assessments.SchemeOf(cycle, scored);
                var held = scheme is not null && scheme == Assessments.SchemeInForce(run.Facts, scored) && scheme.Fields.Groups("indicators").Select(indicator => indicator.RequireText("code"))
                    .ToHashSet().SetEquals(scored.Fields.Groups("scores").Select(score => score.RequireText("indicator")));
                var subject = scored.Fields.RequireText("subject");
                yield return run.OfSubject($"{stream}#{subject}", subject, held, scheme, scored);
            }
        }
    }
}
