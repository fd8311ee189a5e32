using Projections.Compliance.Facts;
using Projections.Compliance.Regimes;

namespace Projections.Compliance.Kinds;

/// <summary>Every one of a population has something: each service its process, fee item, commitment or standard; each open
/// platform its assessment, its activity of the month, or its report. With the reports goes the province's publication of the month: from
/// the first month on that it published, each is owed once the month after it is over.</summary>
public sealed class Coverage : CheckKind
{
    private static readonly string[] OfServices = ["process", "fee_item", "commitment", "standard"];

    public override string Name => "coverage";

    public override IReadOnlyList<Parameter> Parameters { get; } =
        [new("with", ParameterType.Text, OneOf: [.. OfServices, "assessment", "activity", "report"])];

    public override IEnumerable<Observation> Observe(CheckRun run)
    {
        var with = run.Parameters.Text("with");
        return OfServices.Contains(with) ? run.Services.Select(service => service.Observe(Has(run, service, with)))
            : with == "assessment" ? Assessed(run)
            : with == "activity" ? Active(run)
            : run.OpenPlatforms().Select(platform => CheckRun.OfPlatform(platform, Stated(run, platform.Code), platform.Registered))
                .Concat(Published(run));
    }

    private static bool Has(CheckRun run, StandingService of, string with)
    {
        var (service, at) = (of.Service, of.At);
        switch (with)
        {
            case "process": return service.Processes.At(at)?.Fields.Says("steps") == true;
            case "fee_item": return service.FeeItems.Values.Any(versions => versions.At(at) is not null);
            case "commitment":
                return service.Commitments.At(at)?.Fields is { } promised
                    && promised.Says("accept_within_working_days") && promised.Says("first_contact_within_working_days")
                    && promised.Says("complete_within_working_days") && promised.Says("redress_contact");
            default:
                var standard = run.Standard(of.Content.FindText("standard_code"))?
                    .Numbered(of.Content.RequireNumber("standard_version"), at)?.Fields;
                return standard is not null
                    && (standard.FindText("category_code") is not { } category || category == of.Content.FindText("category_code"))
                    && (standard.FindText("nature") is not { } nature || nature == of.Content.FindText("nature"));
        }
    }

    private static bool Stated(CheckRun run, string platform, bool zeroOnly = false) => run.Facts
        .Stream($"report-{platform}-{run.Month.FirstDay:yyyyMM}")
        .Any(entry => entry.Type == "zero_activity.declared" || (entry.Type == "report.submitted" && !zeroOnly));

    private static IEnumerable<Observation> Published(CheckRun run)
    {
        var published = run.Facts.PublicationOf(run.Month);
        var before = run.Facts.Publications.TakeWhile(one => string.CompareOrdinal(one.Key, run.Month.ToString()) < 0).Select(one => one.Value).LastOrDefault();
        if ((published ?? before) is { } shown && (published is not null || run.Facts.NewestAt >= run.Month.Next.End))
        {
            yield return new Observation($"publication-{run.Month}", shown.Node, null, published is not null, CaseFacts.Evidence([shown]));
        }
    }

    private static IEnumerable<Observation> Active(CheckRun run)
    {
        var acted = run.Facts.Recordings.ActiveIn(run.Month);
        return run.OpenPlatforms().Select(platform => CheckRun.OfPlatform(
            platform, acted.Contains(platform.Code) || Stated(run, platform.Code, zeroOnly: true), platform.Registered));
    }

    // A cycle under the scheme in force is looked at in the month of its publication: every platform then open has to have been
    // assessed.
    private static IEnumerable<Observation> Assessed(CheckRun run) =>
        from cycle in run.Facts.Streams("assessment-")
        let published = cycle.Value.Find(entry => entry.Type == "assessment.published")
        where published is not null && run.Month.Contains(published.OccurredAt)
            && Assessments.SchemeOf(cycle.Value, published) == Assessments.SchemeInForce(run.Facts, published)
        from platform in run.Facts.Platforms.Values
        where platform.IsOpenAt(published.OccurredAt)
        let conducted = cycle.Value.Find(entry => entry.Type == "assessment.conducted" && entry.Fields.FindText("subject") == platform.Code)
        select CheckRun.OfPlatform(platform, conducted is not null, conducted, published);
}
