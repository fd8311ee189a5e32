using System.Text.Json.Nodes;
using Ledger.Catalogue.Regimes;
using Projections.Compliance;
using Projections.Compliance.Facts;
using Projections.Compliance.Regimes;
using static Ledger.Tests.Compliance.Cases;
using static Ledger.Tests.Compliance.Sound;

namespace Ledger.Tests.Compliance;

/// <summary>For each of the eleven items: one history across the end of a month, one across a change of regime.</summary>
public sealed class EachItemTests
{
    /// <summary>The rule, what is done at an instant, and whether it stays so: then the month after shows it too.</summary>
    private static readonly Dictionary<string, (string Rule, Func<string, History> Done, bool Stays)> AtTheEnd = new()
    {
        ["D1"] = ("D1-UNDISCLOSED_SERVICE", static at => Network().Submit(1, "2026-03-02 09:00").Accept(1, "2026-03-03 09:00", service: "S9").Start(1, "2026-03-04 09:00").Complete(1, at), false),
        ["D2"] = ("D2-OFF_PROCESS_TRANSITION", static at => Network().Submit(1, "2026-03-02 09:00").Start(1, "2026-03-04 09:00").Complete(1, "2026-03-06 09:00").Close(1, at), false),
        ["D3"] = ("D3-UNLISTED_FEE", static at => Pairs.Charged(Line(version: 2), 15_002, at: at), false),
        ["D4"] = ("D4-EXTENSION_WITHOUT_REASON", static at => Pairs.Begun().Do(1, at, "delivery.extended", $$"""
            {"approved_by_role":"director","new_due":"{{History.Utc("2026-05-25 00:00")}}","previous_due":"{{History.Utc("2026-03-19 00:00")}}","reason_code":"none"}
            """), false),
        ["D5"] = ("D5-MISSING_OUTCOME", static at => Pairs.Begun().Complete(1, "2026-03-06 09:00", "not_stated").Close(1, at, "not_stated"), false),
        ["U1"] = ("U1-NON_UNIFIED_HOTLINE", static at => Network().Add(at, "platform-SC-510700", "platform.hotline_changed", """{"hotline":"12345"}"""), true),
        ["U2"] = ("U2-LOOSER_THAN_STANDARD", static at => Network().Add(at, "service-S1", "commitment.published", Commitment(2, at, complete: 21)), true),
        ["U3"] = ("U3-ILLEGAL_TRANSITION", static at => Network().Whole(1).Do(1, at, "delivery.paused", $$"""{"delivery_id":"{{History.Id(1)}}","reason_code":"X"}"""), false),
        ["U4"] = ("U4-DOUBLE_CHARGE", static at => Pairs.Charged(Line(), 15_002).Charge(1, at, Line(), 15_002, "SC"), false),
        ["U5"] = ("U5-INVALID_CODE", static at => Pairs.Requested(region: "510200", at: at), false),
        ["U6"] = ("U6-SCORE_NOT_REPRODUCIBLE", static at => Pairs.Assessed(total: 80_000_001, conducted: at), false),
    };

    /// <summary>The rule, and a history in which March and April break it alike.</summary>
    private static readonly Dictionary<string, (string Rule, Func<History> Both)> InBoth = new()
    {
        ["D1"] = ("D1-INCOMPLETE_ENTRY", static () => Service(Network(), "S2", Content.Replace("0816-96871", " "))),
        ["D2"] = ("D2-NO_PUBLISHED_PROCESS", static () => Service(Network(), "S2", process: false)),
        ["D3"] = ("D3-FEE_NOT_PUBLISHED", static () => Service(Network(), "S2", fee: false)),
        ["D4"] = ("D4-NO_COMMITMENT", static () => Service(Network(), "S2", commitment: false)),
        ["D5"] = ("D5-RESULT_NOT_PUBLISHED", static () => Network()),
        ["U1"] = ("U1-NON_UNIFIED_HOTLINE", static () => Pairs.Window(Network(), hotline: "12345")),
        ["U2"] = ("U2-OFF_STANDARD_SERVICE", static () => Service(Network(), "S2", Content.Replace("\"LEGAL-1\"", "\"LEGAL-9\""))),
        ["U3"] = ("U3-ORPHAN_CASE", static () => Pairs.Orphaned("2026-03-09 09:00", "2026-05-04 09:00")),
        ["U4"] = ("U4-FEE_ABOVE_CAP", static () => Network().Add("2026-02-05 08:00", "service-S1", "fee_item.published", FeeItem(2, "2026-02-05 08:00", max: 100_001))),
        ["U5"] = ("U5-SILENT_NODE", static () => Network()),
        ["U6"] = ("U6-DEMONSTRATION_LAPSED", static () => Network().Add("2026-02-02 09:00", "demonstration-SC-510700", "demonstration.recognised",
            """{"basis_code":"N1","level":"provincial","valid_from":"2026-02-02","valid_to":"2026-02-27"}""", History.Province)),
    };

    // Midnight of 31 March in Asia/Shanghai is 16:00 UTC: by the clock of Greenwich both instants are of March.
    [Theory]
    [InlineData("D1")]
    [InlineData("D2")]
    [InlineData("D3")]
    [InlineData("D4")]
    [InlineData("D5")]
    [InlineData("U1")]
    [InlineData("U2")]
    [InlineData("U3")]
    [InlineData("U4")]
    [InlineData("U5")]
    [InlineData("U6")]
    public void What_happens_in_the_last_minute_of_a_month_is_of_it_and_a_minute_later_of_the_next(string item)
    {
        var (rule, done, stays) = AtTheEnd[item];
        Assert.Equal((1, stays ? 1 : 0), Found(done("2026-03-31 23:59")));
        Assert.Equal((0, 1), Found(done("2026-04-01 00:00")));

        (int March, int April) Found(History history) =>
            (history.Found("2026-03").Count(found => found == rule), history.Found("2026-04").Count(found => found == rule));
    }

    // The second version, in force from 15 April, is content where not one holds.
    [Theory]
    [InlineData("D1", "1/2")]
    [InlineData("D2", "1/2")]
    [InlineData("D3", "1/2")]
    [InlineData("D4", "1/2")]
    [InlineData("D5", "0/2")]
    [InlineData("U1", "2/3")]
    [InlineData("U2", "1/2")]
    [InlineData("U3", "0/1")]
    [InlineData("U4", "0/1")]
    [InlineData("U5", "0/2")]
    [InlineData("U6", "0/1")]
    public void Each_month_of_a_breach_is_judged_by_the_regime_in_force_at_its_end(string item, string share)
    {
        var (rule, both) = InBoth[item];
        var history = both()
            .Add("2026-01-06 09:00", "regime-default", "regime.adopted", Adopted(1, "2026-01-06 09:00", static _ => { }), History.Province)
            .Add("2026-01-07 09:00", "regime-default", "regime.adopted", Adopted(2, "2026-04-15 00:00", regime =>
            {
                var threshold = regime["items"]!.AsArray().SelectMany(one => one!["checks"]!.AsArray()).Single(check => (string?)check!["rule"] == rule)!["threshold"]!;
                (threshold["pass_basis_points"], threshold["fail_basis_points"]) = (0, 0);
            }), History.Province);
        var facts = history.Facts();
        Assert.Equal((1, $"FAIL {share}"), Judged("2026-03"));
        Assert.Equal((2, $"PASS {share}"), Judged("2026-04"));

        (int, string) Judged(string text)
        {
            var month = Month.Parse(text)!.Value;
            var judged = Evaluation.Evaluate(RegimesInForce.Of(facts, month)!.Regime!, facts, month);
            return (judged.RegimeVersion, History.Figure(judged, rule, ""));
        }
    }

    private static string Adopted(int version, string from, Action<JsonNode> change)
    {
        var regime = JsonNode.Parse(File.ReadAllText(Repository.Path("src/PublicApi/Regimes/default.json")))!;
        regime["version"] = version;
        change(regime);
        var text = JsonValue.Create(RegimeText.Canonical(regime.ToJsonString())).ToJsonString();
        return $$"""
            {"document":{{text}},"document_hash":"{{new string('c', 64)}}","effective_from":"{{History.Utc(from)}}","legal_basis":"Conference",
            "name_en":"Regime","name_zh":"制度","version":{{version}}}
            """;
    }
}
