using System.Text.Json.Nodes;
using Ledger.Catalogue.Regimes;
using Projections.Compliance.Regimes;

namespace Ledger.Tests.Compliance;

public sealed class RegimeFileTests
{
    private static JsonNode Text(string name = "default") => JsonNode.Parse(File.ReadAllText(Repository.Path($"src/PublicApi/Regimes/{name}.json")))!;

    private static string[] Faults(JsonNode regime) => [.. RegimeFile.Read(regime.ToJsonString()).Faults.Select(fault => fault.ToString())];

    [Theory]
    [InlineData("default")]
    [InlineData("content-split")]
    [InlineData("statutory")]
    public void What_ships_has_no_fault_five_disclosures_and_six_unifications(string name)
    {
        var reading = RegimeFile.Read(Text(name).ToJsonString());
        Assert.Empty(reading.Faults);
        Assert.Equal(
            ["D1", "D2", "D3", "D4", "D5", "U1", "U2", "U3", "U4", "U5", "U6"], reading.Regime!.Items.Select(item => item.Code));
    }

    [Fact]
    public void What_ships_as_the_default_uses_every_kind_of_check() => Assert.Equal(
        CheckKind.All.Keys, History.Default.Items.SelectMany(item => item.Checks).Select(check => check.Kind.Name).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void A_check_of_a_kind_that_there_is_needs_the_regime_file_only()
    {
        var regime = Text();
        regime["items"]![0]!["checks"]!.AsArray().Add(JsonNode.Parse("""
            {"rule":"D1-STALE_QUARTER","version":1,"measure":"quarterly_freshness","kind":"freshness","params":{"of":"service","within_days":85},
            "severity":"note","legal_basis":"Conference","findings":"each","threshold":{"pass_basis_points":10000,"fail_basis_points":5000,"minimum_n":1}}
            """));
        var read = RegimeFile.Read(regime.ToJsonString()).Regime!;

        // Looked at on 5 January: 85 days later is 31 March.
        Assert.Equal("PASS 1/1", History.Figure(Sound.Network().Judge("2026-03", read), "D1-STALE_QUARTER", ""));
        Assert.Equal("FAIL 0/1", History.Figure(Sound.Network().Judge("2026-04", read), "D1-STALE_QUARTER", ""));
        Assert.Contains(Sound.Network().Judge("2026-04", read).Findings, finding => finding is { Rule: "D1-STALE_QUARTER", Severity: "note", Subject: "service-S1" });
    }

    // So a new kind is one file and its test: nothing else has to know of it.
    [Fact]
    public void A_kind_of_check_is_named_in_its_own_file_and_in_no_other()
    {
        // Figures may have names of their own that are the same word.
        var files = Directory.EnumerateFiles(Repository.Path("src/Projections/Compliance"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/Indicators/")).ToDictionary(file => file, File.ReadAllText);
        foreach (var kind in CheckKind.All.Values)
        {
            var type = kind.GetType().Name;
            var named = files.Where(file => file.Value.Contains($"\"{kind.Name}\"") || file.Value.Contains($"new {type}(") || file.Value.Contains($"<{type}>"));
            Assert.Equal([Repository.Path($"src/Projections/Compliance/Kinds/{type}.cs")], named.Select(file => file.Key));
        }
    }

    [Fact]
    public void Every_fault_is_told_at_once_with_its_path()
    {
        var regime = Text();
        regime["surprise"] = 1;
        regime["effective_from"] = "2026-13-01";
        regime.AsObject().Remove("legal_basis");
        var checks = regime["items"]![0]!["checks"]!;
        checks[0]!["kind"] = "guesswork";
        checks[1]!["params"]!["fields"]![0] = "shoe_size";
        checks[2]!["params"]!.AsObject().Remove("within_days");
        checks[3]!["rule"] = "D1-STALE_ENTRY";
        regime["items"]![1]!["checks"]![1]!["threshold"]!["fail_basis_points"] = 9_900;
        regime["items"]![3]!["checks"]![1]!["params"]!["clocks"]![2] = "forever";

        var faults = Faults(regime);

        Assert.Equal(9, faults.Length);
        Assert.Contains("$.surprise: is not a member that a regime has here.", faults);
        Assert.Contains("$.effective_from: has to be a day, yyyy-MM-dd.", faults);
        Assert.Contains("$.legal_basis: is missing.", faults);
        Assert.Contains(faults, fault => fault.StartsWith("$.items[0].checks[0].kind: has to be one of band, ", StringComparison.Ordinal));
        Assert.Contains("$.items[0].checks[1].params: names a field that what 'of' names does not have.", faults);
        Assert.Contains("$.items[0].checks[2].params.within_days: is missing.", faults);
        Assert.Contains("$.items[0].checks[3].rule: is the rule of a check before it.", faults);
        Assert.Contains("$.items[1].checks[1].threshold: has to fail at or below the rate at which it passes.", faults);
        Assert.Contains("$.items[3].checks[1].params.clocks[2]: has to be one of accept, first_contact, complete.", faults);
    }

    [Fact]
    public void A_limit_needs_its_unit()
    {
        var regime = Text();
        regime["items"]![4]!["checks"]![1]!["params"]!.AsObject().Remove("unit");
        Assert.Equal(["$.items[4].checks[1].params: has to have 'within' and 'unit'."], Faults(regime));
    }

    [Theory]
    [InlineData("[]", "$: has to be an object.")]
    [InlineData("{\"id\":1,\"id\":2}", "$: is not JSON, or names a member twice (line 1, byte 12).")]
    public void What_is_no_regime_at_all_is_said_so(string json, string fault) =>
        Assert.Contains(fault.Split(" (line")[0], RegimeFile.Read(json).Faults.Select(found => found.ToString().Split(" (line")[0]));

    // 2 of 3 is 6666.66… basis points: 6667 is not reached, 6666 is.
    [Theory]
    [InlineData(2, 3, 6_667, 5_000, 1, "WARN")]
    [InlineData(2, 3, 6_666, 5_000, 1, "PASS")]
    [InlineData(19, 20, 9_500, 9_000, 1, "PASS")]
    [InlineData(18, 20, 9_500, 9_000, 1, "WARN")]
    [InlineData(17, 20, 9_500, 9_000, 1, "FAIL")]
    [InlineData(17, 20, 9_500, 9_000, 21, "INSUFFICIENT_DATA")]
    [InlineData(0, 0, 9_500, 9_000, 1, "NOT_APPLICABLE")]
    public void A_rate_is_held_against_its_threshold_exactly(long numerator, long denominator, int pass, int fail, int least, string outcome) =>
        Assert.Equal(outcome, Projections.Compliance.Outcomes.Word(new Threshold(pass, fail, least).Judge(numerator, denominator)));

    [Fact]
    public void The_text_that_is_adopted_is_read_as_the_same_regime()
    {
        var canonical = RegimeText.Canonical(Text().ToJsonString());
        Assert.StartsWith("{\"effective_from\":\"2026-01-01\",\"id\":\"default\",\"items\":[{\"checks\":[", canonical);
        Assert.Equal(canonical, RegimeText.Canonical(canonical));
        Assert.Equal("default", RegimeFile.Read(canonical).Regime!.Id);
    }
}
