using System.Collections.Immutable;
using Projections.Compliance.Facts;
using Projections.Compliance.Regimes;

namespace Projections.Compliance;

/// <summary>Whom a verdict is about.</summary>
public enum VerdictScope
{
    Network,
    Platform,
    Provider,
}

/// <summary>What one check gave for one subject.</summary>
/// <param name="Numerator">How many were as they should be.</param>
/// <param name="Denominator">How many were looked at.</param>
/// <param name="Attested">The outcome rests on what somebody states; otherwise entries alone replay it.</param>
/// <param name="Against">The entries that show what was not as it should be, oldest first.</param>
public sealed record MeasureVerdict(
    string Rule,
    int RuleVersion,
    string Measure,
    Outcome Outcome,
    long Numerator,
    long Denominator,
    Threshold Threshold,
    bool Attested,
    ImmutableArray<EntryRef> Against);

/// <summary>The verdict on one item of the regime: the worst of its measures.</summary>
/// <param name="Subject">Code of the platform or provider; empty for the network.</param>
/// <param name="Measures">Of every check of the item; of a provider without those that looked at nothing of it.</param>
public sealed record ItemVerdict(
    string Item, VerdictScope Scope, string Subject, Outcome Outcome, ImmutableArray<MeasureVerdict> Measures);

/// <summary>A violation that the entries show.</summary>
/// <param name="Node">The platform that answers for it; none where only the network does.</param>
/// <param name="Attested">It rests on what somebody states; otherwise entries alone replay it.</param>
public sealed record Finding(
    string Rule,
    int RuleVersion,
    string Item,
    string Severity,
    string Subject,
    string? Node,
    string? Provider,
    ImmutableArray<EntryRef> Evidence,
    bool Attested);

/// <summary>One month judged by one regime, from the first <paramref name="Position"/> entries of the log.</summary>
public sealed record MonthVerdict(
    string Month, string RegimeId, int RegimeVersion, long Position, ImmutableArray<ItemVerdict> Verdicts, ImmutableArray<Finding> Findings);

/// <summary>
/// Judges a month: a pure function of the regime and of the facts that public entries gave. Codes of domain.md 1.5 and 1.6 that
/// no public entry can show, and so no regime names: <c>D2-UNTRACKABLE_CASE</c> and the lag of the tracker (when a page was shown
/// is not recorded; the log itself is the tracker), <c>U1-DUPLICATE_NODE_CODE</c> (the code is the stream's id, so two are one), <c>U5-SCHEMA_REJECTS</c>
/// (what was refused is not recorded), <c>U5-UNREGISTERED_CONTACT</c> (contact ids are for
/// members only). That a failing credit code carries an override is not public either; <c>U1-INVALID_USCC</c> takes the
/// verified identity in its place.
/// </summary>
public static class Evaluation
{
    private const string OfNetwork = "network";

    /// <summary>The month counts as a whole: whoever asks before its end gets what the entries so far show.</summary>
    public static MonthVerdict Evaluate(Regime regime, NetworkFacts facts, Month month)
    {
        facts.Settle();
        return Evaluate(regime, new Judgement(facts, month));
    }

    /// <param name="judgement">Of facts that are settled: its items are judged beside each other, and others may ask meanwhile.</param>
    internal static MonthVerdict Evaluate(Regime regime, Judgement judgement)
    {
        var verdicts = ImmutableArray.CreateBuilder<ItemVerdict>();
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var items = new (List<ItemVerdict> Verdicts, List<Finding> Findings)[regime.Items.Length];
        Parallel.For(0, items.Length, i => items[i] = Judge(regime.Items[i], judgement));
        foreach (var item in items)
        {
            verdicts.AddRange(item.Verdicts);
            findings.AddRange(item.Findings);
        }

        return new MonthVerdict(judgement.Month.ToString(), regime.Id, regime.Version, judgement.Facts.Size, verdicts.ToImmutable(), findings.ToImmutable());
    }

    private static (List<ItemVerdict> Verdicts, List<Finding> Findings) Judge(RegimeItem item, Judgement judgement)
    {
        var (verdicts, findings) = (new List<ItemVerdict>(), new List<Finding>());
        var seen = item.Checks.Select(check => new Seen(check, Tallies.Of(() => check.Kind.Observe(new CheckRun(judgement, check.Parameters))))).ToArray();
        foreach (var (scope, subject) in Subjects(judgement.Facts, judgement.Month, seen.Select(one => one.Tallies)))
        {
            var measures = Measures(seen, scope, subject);
            verdicts.Add(new ItemVerdict(item.Code, scope, subject, measures.Max(measure => measure.Outcome), measures));
        }

        foreach (var one in seen)
        {
            // Cases are looked at in no order; what is found of one is in that of its entries.
            findings.AddRange(Find(item, one.Check, one.Tallies).OrderBy(found => found.Subject, StringComparer.Ordinal));
        }

        return (verdicts, findings);
    }

    private static IEnumerable<(VerdictScope Scope, string Subject)> Subjects(NetworkFacts facts, Month month, IEnumerable<Tallies> tallies)
    {
        var platforms = facts.Platforms.Values.Where(platform => platform.WasOpenIn(month)).Select(platform => platform.Code)
            .Concat(tallies.SelectMany(tally => tally.Platforms));
        return [
            (VerdictScope.Network, ""),
            .. platforms.Distinct().Order(StringComparer.Ordinal).Select(code => (VerdictScope.Platform, code)),
            .. tallies.SelectMany(tally => tally.Providers).Distinct().Order(StringComparer.Ordinal)
                .Select(code => (VerdictScope.Provider, code)),
        ];
    }

    // A provider is named where a check of the item looked at something of it; what is not about it is left out.
    private static ImmutableArray<MeasureVerdict> Measures(Seen[] seen, VerdictScope scope, string subject)
    {
        var measures = ImmutableArray.CreateBuilder<MeasureVerdict>(seen.Length);
        foreach (var one in seen)
        {
            var (check, tally) = (one.Check, one.Tallies.For(scope, subject));
            var outcome = one.IsReadable ? check.Threshold.Judge(tally.Held, tally.All) : Outcome.InsufficientData;
            if (scope != VerdictScope.Provider || outcome != Outcome.NotApplicable)
            {
                measures.Add(new MeasureVerdict(
                    check.Rule, check.Version, check.Measure, outcome, tally.Held, tally.All, check.Threshold,
                    check.Kind.IsAttested(check.Parameters), tally.Against));
            }
        }

        return measures.DrainToImmutable();
    }

    // A rate is a finding of each platform that does not reach it; where no platform answers, of the network.
    private static IEnumerable<Finding> Find(RegimeItem item, RegimeCheck check, Tallies tallies) => check.FindsEach
        ? tallies.Missed.Select(found => Of(item, check, found))
        : tallies.ByNode.Where(one => check.Threshold.Judge(one.Tally.Held, one.Tally.All) is Outcome.Warn or Outcome.Fail).Select(one => Of(
            item, check,
            new Observation(one.Node is null ? OfNetwork : $"platform-{one.Node}", one.Node, null, false, one.Tally.Against)));

    private static Finding Of(RegimeItem item, RegimeCheck check, Observation found) => new(
        check.Rule, check.Version, item.Code, check.Severity, found.Subject, found.Node, found.Provider, found.Evidence,
        check.Kind.IsAttested(check.Parameters));

    // What a check found, or that the entries do not let it be computed.
    private sealed record Seen(RegimeCheck Check, Tallies Tallies, bool IsReadable)
    {
        public Seen(RegimeCheck check, Tallies? tallies)
            : this(check, tallies ?? new Tallies(), tallies is not null)
        {
        }
    }
}
