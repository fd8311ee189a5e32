using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Projections.Compliance;
using Projections.Compliance.Facts;
using Projections.Compliance.Regimes;

namespace PublicApi.Demo;

/// <summary>What a breach is known by, on the list of what was seeded and among the findings.</summary>
/// <param name="Rule">Code of the violation.</param>
/// <param name="Subject">As a finding names it: stream id, with a part of it after '#'.</param>
/// <param name="Month">Asia/Shanghai, yyyy-MM.</param>
internal sealed record Breach(string Rule, string Subject, string Month)
{
    public override string ToString() => $"{Rule} {Subject} {Month}";
}

/// <summary>One rule of the comparison.</summary>
/// <param name="Found">How many of those seeded were found.</param>
internal sealed record RuleCount(string Rule, int Seeded, int Found, int Unexpected);

/// <summary>Holds what was found against what was seeded. Each seed accounts for one finding of the same rule, subject and
/// month; nothing accounts for two.</summary>
internal sealed record SeedComparison(
    ImmutableArray<RuleCount> Rules, ImmutableArray<Breach> Missed, ImmutableArray<Breach> Unexpected, int Found)
{
    public bool IsExact => Missed.IsEmpty && Unexpected.IsEmpty;

    public static SeedComparison Of(IEnumerable<Breach> seeded, IEnumerable<Breach> found)
    {
        var (left, unexpected) = (seeded.ToList(), new List<Breach>());
        var (rules, all) = (left.CountBy(breach => breach.Rule).ToDictionary(), left.Count);
        foreach (var finding in found)
        {
            if (!left.Remove(finding))
            {
                unexpected.Add(finding);
            }
        }

        return new SeedComparison(
            [
                .. rules.Keys.Union(unexpected.Select(breach => breach.Rule)).Order(StringComparer.Ordinal).Select(rule => new RuleCount(
                    rule, rules.GetValueOrDefault(rule), rules.GetValueOrDefault(rule) - left.Count(breach => breach.Rule == rule),
                    unexpected.Count(breach => breach.Rule == rule))),
            ],
            [.. left],
            [.. unexpected],
            all - left.Count);
    }

    /// <summary>Judges every month that was over when the last entry was recorded, each by the regime then in force.</summary>
    public static SeedComparison Of(IEnumerable<SeededViolation> seeded, NetworkFacts facts) => Of(
        seeded.Select(one => new Breach(one.Rule, one.Subject, one.Period)), FoundIn(Judged(facts)));

    private static IEnumerable<MonthVerdict> Judged(NetworkFacts facts)
    {
        var end = Month.Of(facts.Recordings[facts.Recordings.Count - 1].RecordedAt);
        for (var month = Month.Of(facts.Recordings[0].RecordedAt); month != end; month = month.Next)
        {
            if (RegimesInForce.Of(facts, month)?.Regime is { } regime)
            {
                yield return Evaluation.Evaluate(regime, facts, month);
            }
        }
    }

    private static IEnumerable<Breach> FoundIn(IEnumerable<MonthVerdict> months) =>
        months.SelectMany(month => month.Findings.Select(finding => new Breach(finding.Rule, finding.Subject, month.Month)));

    /// <summary>A line for each rule, for each breach that is not on both sides, and the two rates.</summary>
    public string Text()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{"rule",-30} seeded found unexpected").AppendLine();
        foreach (var rule in Rules)
        {
            text.Append(CultureInfo.InvariantCulture, $"{rule.Rule,-30} {rule.Seeded,6} {rule.Found,5} {rule.Unexpected,10}").AppendLine();
        }

        foreach (var breach in Missed)
        {
            text.AppendLine($"not found: {breach}");
        }

        foreach (var breach in Unexpected)
        {
            text.AppendLine($"not seeded: {breach}");
        }

        return text
            .AppendLine($"precision {Rate(Found, Found + Unexpected.Length)} of the findings were seeded")
            .Append($"recall {Rate(Found, Found + Missed.Length)} of the seeded breaches were found").ToString();
    }

    private static string Rate(int part, int all) => string.Create(
        CultureInfo.InvariantCulture, $"{(all == 0 ? 1m : Math.Floor(part * 10_000m / all) / 10_000m):0.0###}: {part} of {all}");
}
