using System.Text.Json.Nodes;
using Projections.Compliance;
using Projections.Compliance.Facts;
using Projections.Compliance.Regimes;

namespace Ledger.Tests.Compliance;

/// <summary>Every check of every regime that ships has a history that fails it, one that passes it, and both edges of each of its
/// limits. A new check without them is named here.</summary>
public sealed class ShippedChecksTests
{
    private static readonly string[] Limits = ["within", "within_days", "at_most", "at_least", "worst_score", "tolerance_basis_points"];

    // Larger numbers of these are the stricter ones.
    private static readonly string[] Floors = ["at_least", "worst_score"];

    // Basis points of a threshold, and a share that lies exactly on it.
    private static readonly Dictionary<int, (int Held, int N)> Shares = new()
    {
        [9_900] = (99, 100),
        [9_800] = (49, 50),
        [9_500] = (19, 20),
        [9_000] = (9, 10),
        [2_000] = (1, 5),
    };

    private static readonly string[] Shipped = ["default", "content-split", "statutory"];

    [Theory]
    [InlineData("default")]
    [InlineData("content-split")]
    [InlineData("statutory")]
    public void Every_violation_of_the_regime_has_a_history_that_shows_it_and_a_sound_one_beside_it(string name)
    {
        foreach (var (check, _) in Checks(name))
        {
            var pairs = PairsOf(check);
            Assert.True(pairs.Count > 0, $"{check.Rule}: no history fails {KeyOf(check)}.");
            foreach (var (key, history) in pairs)
            {
                Assert.False(IsFound(check, history(true, check.Parameters)), $"{check.Rule}: found in the sound history {key}.");
                Assert.True(IsFound(check, history(false, check.Parameters)), $"{check.Rule}: not found in the history {key} that breaks it.");
            }
        }
    }

    // The sound history lies at the limit if the next stricter one refuses it; the other beyond it if the next looser one takes it.
    [Theory]
    [InlineData("default")]
    [InlineData("content-split")]
    [InlineData("statutory")]
    public void Every_limit_of_the_regime_has_a_history_on_each_side_of_it(string name)
    {
        foreach (var (check, text) in Checks(name))
        {
            foreach (var limit in Limits.Where(limit => text["params"]![limit] is not null))
            {
                Assert.True(Pairs.All.TryGetValue($"{KeyOf(check)}#{limit}", out var history), $"{check.Rule}: no histories at the edge of '{limit}'.");
                var (value, step) = ((long)text["params"]![limit]!, Floors.Contains(limit) ? 1 : -1);
                if (value + step > 0 || limit == "at_most")
                {
                    Assert.True(IsFound(With(name, check, limit, value + step), history(true, check.Parameters)), $"{check.Rule}: the sound history is not at '{limit}'.");
                }

                if (value - step > 0)
                {
                    Assert.False(IsFound(With(name, check, limit, value - step), history(false, check.Parameters)), $"{check.Rule}: the other history is far beyond '{limit}'.");
                }
            }
        }
    }

    [Theory]
    [InlineData("default")]
    [InlineData("content-split")]
    [InlineData("statutory")]
    public void Every_rate_that_may_stay_under_the_whole_is_judged_on_both_sides_of_its_thresholds(string name)
    {
        foreach (var (check, _) in Checks(name).Where(at => at.Check.Threshold is not { PassBasisPoints: 10_000, FailBasisPoints: 10_000, MinimumN: 1 }))
        {
            var (pass, fail, least) = (check.Threshold.PassBasisPoints, check.Threshold.FailBasisPoints, check.Threshold.MinimumN);
            Assert.True(Many.All.TryGetValue(KeyOf(check), out var many), $"{check.Rule}: no histories with a rate.");
            Assert.True(Shares.ContainsKey(pass) && Shares.ContainsKey(fail), $"{check.Rule}: no share on its thresholds.");
            Holds(pass, 0, "PASS");
            Holds(pass, 1, fail < pass ? "WARN" : "FAIL");
            Holds(fail, 0, fail < pass ? "WARN" : "PASS");
            Holds(fail, 1, "FAIL");
            Assert.Equal($"PASS {least}/{least}", Figure(check, many(least, 0)));
            if (least > 1)
            {
                Assert.Equal($"INSUFFICIENT_DATA {least - 1}/{least - 1}", Figure(check, many(least - 1, 0)));
            }

            // So often the share that the rate is over its minimum n also with one less that holds.
            void Holds(int threshold, int less, string outcome)
            {
                var (held, n) = Shares[threshold];
                var times = (least / n) + 1;
                var (good, all) = ((held * times) - less, (n * times) - less);
                Assert.Equal($"{outcome} {good}/{all}", Figure(check, many(good, all - good)));
            }
        }
    }

    [Fact]
    public void There_is_no_history_that_no_regime_needs()
    {
        var needed = Shipped.SelectMany(Checks).Select(at => KeyOf(at.Check)).ToHashSet();
        Assert.Empty(Pairs.All.Keys.Select(key => key.Split('#')[0]).Except(needed));
        Assert.Empty(Many.All.Keys.Except(needed));
    }

    private static IEnumerable<(RegimeCheck Check, JsonNode Text)> Checks(string name)
    {
        var texts = Text(name)["items"]!.AsArray().SelectMany(item => item!["checks"]!.AsArray());
        return History.Shipped(name).Items.SelectMany(item => item.Checks).Zip(texts, (check, text) => (check, text!));
    }

    private static JsonNode Text(string name) => JsonNode.Parse(File.ReadAllText(Repository.Path($"src/PublicApi/Regimes/{name}.json")))!;

    // The parameters that tell checks of one kind apart.
    private static readonly string[] Naming = ["of", "with", "cases", "field"];

    private static string KeyOf(RegimeCheck check)
    {
        string?[] words = [check.Kind.Name, .. Naming.Select(check.Parameters.OptionalText)];
        return string.Join('/', words.OfType<string>());
    }

    private static List<KeyValuePair<string, Func<bool, CheckParameters, History>>> PairsOf(RegimeCheck check) =>
        [.. Pairs.All.Where(pair => pair.Key.Split('#')[0] == KeyOf(check))];

    private static RegimeCheck With(string name, RegimeCheck check, string limit, long value)
    {
        var text = Text(name);
        text["items"]!.AsArray().SelectMany(item => item!["checks"]!.AsArray()).Single(one => (string?)one!["rule"] == check.Rule)!["params"]![limit] = value;
        var reading = RegimeFile.Read(text.ToJsonString());
        Assert.Empty(reading.Faults);
        return reading.Regime!.Items.SelectMany(item => item.Checks).Single(one => one.Rule == check.Rule);
    }

    private static MonthVerdict Judge(RegimeCheck check, History history) => Evaluation.Evaluate(
        new Regime("one", 1, "一", "one", "", new DateOnly(2026, 1, 1), [new RegimeItem(check.Rule[..2], "一", "one", [check])]), history.Facts(), new Month(2026, 3));

    private static bool IsFound(RegimeCheck check, History history) => Judge(check, history).Findings.Any(finding => finding.Rule == check.Rule);

    private static string Figure(RegimeCheck check, History history) => History.Figure(Judge(check, history), check.Rule, "");
}
