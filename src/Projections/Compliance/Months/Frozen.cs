using System.Collections.Immutable;
using Ledger.Transparency;
using Projections.Compliance.Facts;
using Projections.Streams;

namespace Projections.Compliance.Months;

/// <summary>What a publication stated, kept, and what later entries make of it, beside it.</summary>
internal static class Frozen
{
    /// <param name="by">The entry that publishes the month.</param>
    /// <param name="judgement">Of the month.</param>
    public static PublicationRow Begin(PublicEntry by, Judgement judgement, ImmutableArray<VerdictRow> verdicts)
    {
        var (fields, mark, month) = (by.Fields, EntryMark.Of(by), judgement.Month.ToString());
        var size = Math.Min(fields.RequireNumber("size"), by.Position.Value);
        var stated = Statements.Of(by);
        var recounted = judgement.CountAt(size).Then;
        var begun = new PublicationRow
        {
            Code = month,
            Month = month,
            Published = mark,
            Evaluated = mark,
            Since = mark,
            Size = size,
            RegimeId = fields.FindText("regime_id") ?? "",
            RegimeVersion = fields.FindNumber("regime_version") ?? 0,
            ViewVersion = fields.RequireNumber("view_version"),
            Views = [.. fields.Groups("views").Select(view => new PublishedDigest(view.RequireText("name"), view.RequireText("sha256")))],
            Figures = [.. stated.Keys.Union(recounted.Keys).Order(MonthFigures.ByNodeAndCode).Select(key => new PublishedFigure(
                key.Node, key.Code, stated.GetValueOrDefault(key), recounted.GetValueOrDefault(key), 0, []))],
            Verdicts = [.. Published(verdicts).Select(row => new PublishedVerdict(row.Subject, row.Item, row.Outcome, row.Outcome, []))],
        };
        return Next(begun, mark, judgement, verdicts);
    }

    /// <summary>As of a later evaluation. What is new since the publication appears with nothing stated.</summary>
    public static PublicationRow Next(PublicationRow before, EntryMark mark, Judgement judgement, ImmutableArray<VerdictRow> verdicts)
    {
        var count = judgement.CountAt(before.Size);
        var (now, changes) = (count.Now, count.Changes);
        var later = new LaterEntries(judgement.Facts, judgement.Month, before.Published.Position);
        var known = before.Figures.ToDictionary(figure => (figure.Node, figure.Code));
        var outcomes = Published(verdicts).ToDictionary(row => (row.Subject, row.Item), row => row.Outcome);
        var after = before with
        {
            Figures = [.. known.Keys.Union(now.Keys).Order(MonthFigures.ByNodeAndCode).Select(key => Beside(
                known.GetValueOrDefault(key) ?? new PublishedFigure(key.Node, key.Code, 0, 0, 0, []),
                now.GetValueOrDefault(key), changes, before.Size))],
            Verdicts = [.. before.Verdicts.Select(verdict => Beside(
                verdict, outcomes.GetValueOrDefault((verdict.Subject, verdict.Item), Outcomes.Word(Outcome.NotApplicable)), later))],
        };
        return after with { Evaluated = mark, Since = StreamViewJson.Bytes(after).SequenceEqual(StreamViewJson.Bytes(before)) ? before.Since : mark };
    }

    private static PublishedVerdict Beside(PublishedVerdict verdict, string now, LaterEntries later) =>
        verdict with { Now = now, Reasons = now == verdict.Frozen ? [] : later.Of(verdict.Subject) };

    private static PublishedFigure Beside(PublishedFigure figure, long now, List<Contribution> changes, long size) => figure with
    {
        Now = now,
        Reasons = now == figure.Recounted
            ? []
            : [.. changes.Where(one => one.IsPartOf(figure.Node, figure.Code)).SelectMany(one => one.Since(size))
                .DistinctBy(reason => reason.Position).OrderBy(reason => reason.Position).Take(MonthFold.MostReasons)],
    };

    // A log may name a platform by nothing, which here would be the network.
    private static IEnumerable<VerdictRow> Published(ImmutableArray<VerdictRow> verdicts) => verdicts
        .Where(row => row.Scope == Scopes.Network || (row.Scope == Scopes.Platform && row.Subject != MonthFigures.Network))
        .OrderBy(row => row.Code, StringComparer.Ordinal);
}
