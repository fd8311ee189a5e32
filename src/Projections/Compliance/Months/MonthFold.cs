using System.Collections.Immutable;
using Ledger.Transparency;
using Projections.Compliance.Facts;
using Projections.Compliance.Indicators;
using Projections.Compliance.Regimes;

namespace Projections.Compliance.Months;

/// <summary>
/// How the rows of a month follow from the entries. Pure: the rows before, the entry that asks for a judgement, and the facts of
/// the entries up to and with that one.
/// </summary>
public static class MonthFold
{
    /// <summary>Under so many a rate says nothing (domain.md 5.7).</summary>
    public const int MinimumN = 30;

    /// <summary>Reasons that a figure names.</summary>
    public const int MostReasons = 20;

    /// <summary>The month judged anew.</summary>
    /// <param name="by">An entry that <see cref="MonthEntries.Asks"/> finds to ask for it.</param>
    /// <param name="known">Of the entries up to and with <paramref name="by"/>.</param>
    /// <param name="isReplaced">The month is judged anew before anybody sees the rows, and not published: no indicator is counted, and
    /// verdicts have rows only where a publication is held against them.</param>
    public static MonthRows Judge(MonthRows before, PublicEntry by, MonthFacts known, bool isReplaced = false)
    {
        var (facts, month, mark) = (known.Network, MonthEntries.Asks(by)!.Value, EntryMark.Of(by));

        // The two take about as long as each other, and neither needs the other.
        ImmutableArray<IndicatorRow> indicators = [];
        var rows = MonthRows.None;
        facts.Settle();
        Parallel.Invoke(
            () => indicators = isReplaced ? [] : Indicators(facts, month, mark),
            () => rows = Judge(before, by, facts, month, mark, isReplaced));
        rows = rows with { Indicators = indicators };
        return rows with { AtPublication = before.Publication is null && rows.Publication is not null ? rows : before.AtPublication };
    }

    private static MonthRows Judge(MonthRows before, PublicEntry by, NetworkFacts facts, Month month, EntryMark mark, bool isReplaced)
    {
        var judgement = new Judgement(facts, month);
        var judged = RegimesInForce.Of(facts, month)?.Regime is { } regime
            ? Evaluation.Evaluate(regime, judgement)
            : new MonthVerdict(month.ToString(), "", 0, facts.Size, [], []);
        var verdicts = isReplaced && before.Publication is null ? [] : Verdicts(judged, mark);
        return new(verdicts, Findings(before.Findings, judged, month, mark), [], Publication(before.Publication, by, judgement, verdicts));
    }

    private static ImmutableArray<IndicatorRow> Indicators(NetworkFacts facts, Month month, EntryMark mark) =>
        [.. AllIndicators.Of(facts, month, MinimumN).Select(counted => IndicatorRow.From(counted, month.ToString(), mark))];

    // A publication may state what no reader takes, and a sum may be beyond what readers keep exact: then its row stays as it was.
    private static PublicationRow? Publication(
        PublicationRow? before, PublicEntry by, Judgement judgement, ImmutableArray<VerdictRow> verdicts)
    {
        try
        {
            return before is not null ? Frozen.Next(before, EntryMark.Of(by), judgement, verdicts)
                : by.Type == MonthEntries.Published ? Frozen.Begin(by, judgement, verdicts)
                : null;
        }
        catch (Exception fault) when (fault is FormatException or OverflowException)
        {
            return before;
        }
    }

    private static ImmutableArray<VerdictRow> Verdicts(MonthVerdict judged, EntryMark mark)
    {
        VerdictRow Row(string item, VerdictScope scope, string subject, Outcome outcome, ImmutableArray<MeasureRow> measures, long? score) => new()
        {
            Code = VerdictRow.CodeOf(judged.Month, Scopes.Word(scope), subject, item),
            Month = judged.Month,
            Scope = Scopes.Word(scope),
            Subject = subject,
            Item = item,
            Outcome = Outcomes.Word(outcome),
            RegimeId = judged.RegimeId,
            RegimeVersion = judged.RegimeVersion,
            Evaluated = mark,
            Measures = measures,
            Score = score,
        };

        var items = judged.Verdicts.Select(verdict => Row(
            verdict.Item, verdict.Scope, verdict.Subject, verdict.Outcome, [.. verdict.Measures.Select(Measure)], null));
        var grades = judged.Verdicts.GroupBy(verdict => (verdict.Scope, verdict.Subject), verdict => verdict.Outcome).Select(subject =>
            Row(VerdictRow.Grade, subject.Key.Scope, subject.Key.Subject, Grades.Worst(subject), [], Grades.Score(subject)));
        return [.. items, .. grades];
    }

    private static MeasureRow Measure(MeasureVerdict measure) => new(
        measure.Rule, measure.RuleVersion, measure.Measure, Outcomes.Word(measure.Outcome), measure.Numerator, measure.Denominator,
        measure.Threshold.PassBasisPoints, measure.Threshold.FailBasisPoints, measure.Threshold.MinimumN, Bases.Word(measure.Attested),
        Evidence.Of(measure.Against));

    // What was found before and is found no more keeps its row; what is found again keeps what was done about it.
    private static ImmutableArray<FindingRow> Findings(
        ImmutableArray<FindingRow> before, MonthVerdict judged, Month month, EntryMark mark)
    {
        var known = before.ToDictionary(row => row.Code, StringComparer.Ordinal);
        var rows = before.ToDictionary(
            row => row.Code, row => row with { Found = false, Since = row.Found ? mark : row.Since, Evaluated = mark }, StringComparer.Ordinal);
        foreach (var found in judged.Findings.GroupBy(finding => FindingIds.Of(month, finding), StringComparer.Ordinal))
        {
            var (id, first) = (found.Key, found.First());
            ImmutableArray<EntryRef> evidence = [.. found.SelectMany(finding => finding.Evidence).Distinct().OrderBy(entry => entry.Position)];
            rows[id] = (rows.GetValueOrDefault(id) ?? new FindingRow { Code = id, Month = judged.Month, Raised = mark }) with
            {
                Rule = first.Rule,
                RuleVersion = first.RuleVersion,
                Item = first.Item,
                Severity = first.Severity,
                Subject = first.Subject,
                Node = first.Node,
                Provider = first.Provider,
                RegimeId = judged.RegimeId,
                RegimeVersion = judged.RegimeVersion,
                Basis = Bases.Word(first.Attested),
                Evidence = Evidence.Of(evidence),
                Evaluated = mark,
                Found = true,
                Since = known.GetValueOrDefault(id) is { Found: true } still ? still.Since : mark,
            };
        }

        return [.. rows.Values.OrderBy(row => row.Code, StringComparer.Ordinal)];
    }
}
