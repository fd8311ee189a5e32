using Projections.Compliance.Facts;
using Projections.Compliance.Regimes;

namespace Projections.Compliance.Kinds;

/// <summary>
/// Something was done before a limit passed. It counts in the month in which the limit passes, so that a month that is over
/// stays as it is; recordings and publications count in the month in which they were recorded, reports in the month that they
/// are about, and with them the province's publication of that month. A limit in working days whose calendar is not published is not judged.
/// </summary>
public sealed class Timeliness : CheckKind
{
    private const string Referral = "referral";
    private const string Publication = "publication";

    private static readonly string[] Replacing = ["rating.revised", "rating.invalidated"];

    public override string Name => "timeliness";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("of", ParameterType.Text, OneOf:
            [Publication, Referral, "invitation", "rectification", "recording", "report", "consequence", "standard", "owner"]),
        new("within", ParameterType.Number, Optional: true, Least: 1, Largest: 10_000),
        new("unit", ParameterType.Text, Optional: true, OneOf: ["hours", "days", "working_days"]),
        new("worst_score", ParameterType.Number, Optional: true, Least: 1, Largest: 5),
    ];

    public override string? WhyImpossible(CheckParameters parameters)
    {
        var limited = parameters.OptionalNumber("within") is not null && parameters.OptionalText("unit") is not null;
        var of = parameters.Text("of");
        return of is Referral or Publication
            ? parameters.OptionalNumber("within") is null && parameters.OptionalText("unit") is null
                ? null
                : "sets a limit where the entries themselves say it."
            : !limited ? "has to have 'within' and 'unit'."
            : of == "rectification" && parameters.OptionalNumber("worst_score") is null ? "has to have 'worst_score': scores up to it are bad."
            : null;
    }

    public override IEnumerable<Observation> Observe(CheckRun run) => run.Parameters.Text("of") switch
    {
        Publication => Publications(run),
        Referral => Referrals(run),
        "invitation" => Invitations(run),
        "rectification" => Rectifications(run),
        "recording" => Recordings(run),
        "report" => Reports(run),
        "consequence" => Consequences(run),
        "standard" => Standards(run),
        _ => Owners(run),
    };

    private static DateTimeOffset? Due(CheckRun run, DateTimeOffset begin) => (run.Parameters.Text("unit"), run.Parameters.Number("within")) switch
    {
        ("hours", var hours) => begin.AddHours(hours),
        ("days", var days) => begin.AddDays(days),
        (_, var days) => run.Facts.Calendar.Due(begin, days, DateTimeOffset.MaxValue),
    };

    private static bool IsDueIn(CheckRun run, DateTimeOffset? due) => due is { } instant && run.Month.Contains(instant.AddMilliseconds(-1));

    private static IEnumerable<Observation> Publications(CheckRun run) =>
        from service in run.Facts.Services.Values
        from version in service.Contents.All
        where run.Month.Contains(version.Entry.RecordedAt)
        select new StandingService(service, version, version.From)
            .ObservePart($"#{version.Number}", version.Entry.RecordedAt <= version.From);

    private static IEnumerable<Observation> Referrals(CheckRun run)
    {
        foreach (var found in run.Facts.CasesDueIn(run.Month))
        {
            for (var i = 0; i < found.Count; i++)
            {
                if (found.TypeAt(i) == "referral.offered" && found.Entries[i] is var offer && offer.Fields.RequireText("kind") != "information"
                    && IsDueIn(run, offer.Fields.RequireInstant("respond_by")))
                {
                    yield return Answered(found, i, offer);
                }
            }
        }
    }

    private static Observation Answered(CaseFacts found, int index, KeptEntry offer)
    {
        var id = offer.Fields.RequireText("referral_id");
        var answer = Answer(found, index, id);
        var held = answer is { } given && given.Type != "referral.expired" && given.OccurredAt < offer.Fields.RequireInstant("respond_by");
        return new Observation(
            held ? found.Id : $"{found.Id}#{offer.Position}", offer.Fields.RequireText("to_node"), offer.Fields.FindText("to_provider"), held,
            held ? [] : CaseFacts.Evidence([offer, answer]));
    }

    private static KeptEntry? Answer(CaseFacts found, int index, string referral)
    {
        for (var i = index; i < found.Count; i++)
        {
            if (found.TypeAt(i) is "referral.accepted" or "referral.rejected" or "referral.recalled" or "referral.expired"
                && found.Entries[i].Fields.Is("referral_id", referral))
            {
                return found.Entries[i];
            }
        }

        return null;
    }

    private static IEnumerable<Observation> Invitations(CheckRun run)
    {
        foreach (var (found, index, completed) in EntriesOf(run, "delivery.completed"))
        {
            if (Due(run, completed.OccurredAt) is { } due && IsDueIn(run, due))
            {
                var invited = found.FirstFrom(index, "rating.invited", "delivery_id", completed.Fields.RequireText("delivery_id"));
                yield return found.Observe(index, invited?.OccurredAt < due, completed, invited);
            }
        }
    }

    private static IEnumerable<Observation> Rectifications(CheckRun run)
    {
        var worst = run.Parameters.Number("worst_score");
        foreach (var (found, index, rating) in EntriesOf(run, "rating.submitted").Concat(EntriesOf(run, "rating.revised")))
        {
            var delivery = rating.Fields.RequireText("delivery_id");
            if (rating.Fields.RequireNumber("score") <= worst && Due(run, rating.OccurredAt) is { } due && IsDueIn(run, due)
                && !Replacing.Any(type => found.FirstFrom(index + 1, type, "delivery_id", delivery) is not null))
            {
                var closed = found.FirstFrom(index, "rating.rectification_closed", "delivery_id", delivery);
                yield return found.Observe(index, closed?.OccurredAt < due, rating, closed);
            }
        }
    }

    private static IEnumerable<Observation> Recordings(CheckRun run) => run.Facts.Recordings.RecordedIn(run.Month)
        .Select(recording => recording.RecordedAt <= Due(run, recording.OccurredAt)
            ? new Observation("", recording.Node, null, Held: true, [])
            : new Observation($"{recording.Stream}#{recording.Position}", recording.Node, null, Held: false, [recording]));

    private static IEnumerable<Observation> Reports(CheckRun run)
    {
        foreach (var platform in run.OpenPlatforms())
        {
            var report = run.Facts.Stream($"report-{platform.Code}-{run.Month.FirstDay:yyyyMM}")
                .FirstOrDefault(entry => entry.Type is "report.submitted" or "zero_activity.declared");
            if (report is not null && Due(run, run.Last) is { } due)
            {
                yield return CheckRun.OfPlatform(platform, report.RecordedAt < due, report);
            }
        }

        if (run.Facts.PublicationOf(run.Month) is { } published && Due(run, run.Last) is { } last)
        {
            yield return new Observation(published.Stream, published.Node, null, published.RecordedAt < last, CaseFacts.Evidence([published]));
        }
    }

    private static IEnumerable<Observation> Consequences(CheckRun run)
    {
        foreach (var (stream, cycle) in run.Facts.Streams("assessment-"))
        {
            var published = cycle.Find(entry => entry.Type == "assessment.published");
            if (published is null || Due(run, published.OccurredAt) is not { } due || !IsDueIn(run, due))
            {
                continue;
            }

            foreach (var failed in cycle.Where(entry => entry.Type == "assessment.conducted" && !Assessments.Passes(cycle, entry)))
            {
                var subject = failed.Fields.RequireText("subject");
                var consequence = run.Facts.Streams("consequence-").SelectMany(pair => pair.Value).FirstOrDefault(entry =>
                    entry.Type != "incentive.granted" && entry.Fields.FindText("subject") == subject
                    && entry.Fields.FindText("basis_kind") == "assessment"
                    && entry.Fields.FindText("basis_key") == stream["assessment-".Length..]);
                yield return run.OfSubject($"{stream}#{subject}", subject, consequence?.OccurredAt < due, published, failed, consequence);
            }
        }
    }

    // A service may name an older version of its standard until the grace after the newer one has passed.
    private static IEnumerable<Observation> Standards(CheckRun run)
    {
        foreach (var service in run.Services)
        {
            if (run.Standard(service.Content.FindText("standard_code")) is { } standard)
            {
                var newer = standard.All.Where(version => Due(run, version.From) <= service.At).MaxBy(version => version.Number);
                yield return service.Observe(
                    newer is null || newer.Number <= service.Content.RequireNumber("standard_version"), newer?.Entry);
            }
        }
    }

    // Somebody always answers for a case; but a platform that is closed can do nothing for it. It counts in every month in which
    // the case has been without a platform for longer than the limit.
    private static IEnumerable<Observation> Owners(CheckRun run)
    {
        var closures = run.Facts.Platforms.Values.Select(platform => (platform.Code, Times: platform.Closures().ToArray()))
            .Where(platform => platform.Times.Length > 0).ToDictionary(platform => platform.Code, platform => platform.Times, StringComparer.Ordinal);
        foreach (var found in run.Facts.CasesOpenIn(run.Month))
        {
            var (open, orphan, isOver) = (-1, -1, false);
            for (var i = 0; i < found.Count && found.OccurredAt(i) < run.Month.End; i++)
            {
                isOver = found.SaysOver(i) ?? isOver;
                var until = i + 1 < found.Count ? found.OccurredAt(i + 1) : DateTimeOffset.MaxValue;
                if (until > run.Month.Start && !isOver)
                {
                    open = i;
                    orphan = orphan < 0 && closures.TryGetValue(found.OwnerAt(i), out var times) && IsOrphan(run, found, i, until, times) ? i : orphan;
                }
            }

            if (open >= 0)
            {
                yield return found.Observe(orphan < 0 ? open : orphan, orphan < 0, found.Entries[orphan < 0 ? open : orphan]);
            }
        }
    }

    private static bool IsOrphan(CheckRun run, CaseFacts found, int index, DateTimeOffset until, (DateTimeOffset From, DateTimeOffset To)[] closures)
    {
        foreach (var (from, to) in closures)
        {
            var taken = Enumerable.Range(0, index + 1).Reverse()
                .TakeWhile(i => found.OwnerAt(i) == found.OwnerAt(index) && !CaseEnds.IsOver(found, i)).Last();
            var begin = found.Entries[taken].OccurredAt is var came && came > from ? came : from;
            var end = to < until ? to : until;
            if (Due(run, begin) is { } due && due < end && due < run.Month.End && end > run.Month.Start)
            {
                return true;
            }
        }

        return false;
    }

    // Entries with which a limit begins that may pass in the month: up to its end, back to those whose limit passed before it.
    private static IEnumerable<(CaseFacts Case, int Index, KeptEntry Entry)> EntriesOf(CheckRun run, string type) => run.Facts.CaseMonths
        .SkipWhile(month => month.FirstDay > run.Month.FirstDay)
        .TakeWhile(month => !(Due(run, month.End) <= run.Month.Start))
        .SelectMany(month => run.Facts.CaseEntriesIn(month)[type]);
}
