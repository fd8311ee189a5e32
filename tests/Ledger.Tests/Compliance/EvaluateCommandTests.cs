using System.Text.Json.Nodes;
using Ledger.Catalogue.Regimes;
using Ledger.Tests.Auditor;
using Ledger.Tests.Imports;
using Ledger.Tests.Store;
using Projections.Compliance;
using Projections.Compliance.Facts;
using Projections.Verdicts;
using PublicApi.Cli;

namespace Ledger.Tests.Compliance;

public sealed class EvaluateCommandTests(Cluster cluster)
{
    private static string Shipped => Repository.Path("src/PublicApi/Regimes/default.json");

    [Fact]
    public async Task A_signed_log_is_judged_by_the_regime_that_it_says_was_adopted()
    {
        var document = JsonValue.Create(RegimeText.Canonical(await File.ReadAllTextAsync(Shipped))).ToJsonString();
        var history = Sound.Network()
            .Add("2026-01-02 09:00", "regime-default", "regime.adopted", $$"""
                {"document":{{document}},"document_hash":"{{new string('c', 64)}}","effective_from":"{{History.Utc("2026-01-02 09:00")}}",
                "legal_basis":"Conference","name_en":"Regime","name_zh":"制度","version":1}
                """, History.Province)
            .Whole(1);
        using var log = TestLog.Of([.. history.Entries.Select(TestLog.Bytes)]);

        var outcome = await TestLog.Run(EvaluateCommand.Build(), "--log", log.Root, "--vkey", log.Vkey, "--month", "2026-03", "--json");

        Assert.Equal(0, outcome.Code);
        var judged = JsonNode.Parse(outcome.Output)!["judged"]!;
        Assert.Equal(("default", history.Entries.Count), ((string?)judged["regime_id"], (int)judged["position"]!));
        Assert.Equal(
            ["D5-RESULT_NOT_PUBLISHED", "D5-RESULT_NOT_PUBLISHED", "U5-SILENT_NODE"],
            judged["findings"]!.AsArray().Select(finding => (string?)finding!["rule"]));
        Assert.Equal("FAIL", (string?)judged["verdicts"]!.AsArray().Single(verdict => (string?)verdict!["item"] == "D5" && (string?)verdict["subject"] == "")!["outcome"]);

        var told = await TestLog.Run(EvaluateCommand.Build(), "--log", log.Root, "--vkey", log.Vkey, "--month", "2026-03");
        Assert.Contains("D1 network: PASS\n  disclosed_delivery_rate 1/1 PASS (D1-UNDISCLOSED_SERVICE)\n", told.Output);

        // The last entry is no longer what was signed.
        var bytes = log.Read($"tile/entries/000.p/{history.Entries.Count}");
        bytes[^20] ^= 1;
        log.Write($"tile/entries/000.p/{history.Entries.Count}", bytes);
        Assert.Equal(1, (await TestLog.Run(EvaluateCommand.Build(), "--log", log.Root, "--vkey", log.Vkey, "--month", "2026-03")).Code);
    }

    [Fact]
    public async Task The_entries_of_the_database_give_the_same_verdicts_by_whatever_pages_they_are_read()
    {
        await using var ledger = await TestLedger.Create(cluster);
        var history = new RandomHistory(ledger, new Random(20_261_123));
        for (var step = 0; step < 60; step++)
        {
            await history.Step();
        }

        await ledger.Sequencer.Drain(CancellationToken.None);
        await using var connection = await ledger.Reader.OpenConnectionAsync();
        await using var snapshot = await connection.BeginTransactionAsync();
        var told = new List<string>();
        foreach (var pageSize in new[] { 1, 7, 5_000 })
        {
            var facts = await FactsCache.ReadAll(connection, CancellationToken.None, pageSize);
            Assert.True(facts.Size > 7);
            told.Add(MonthReport.Json(Evaluation.Evaluate(History.Default, facts, new Month(2026, 1)), []));
        }

        Assert.Single(told.Distinct());
    }

    [Fact]
    public async Task A_list_of_what_was_seeded_is_held_against_what_is_found()
    {
        // March without a report of either platform and the window silent; April begins with the last entry.
        var history = Sound.Network().Adopt("2026-03-01 09:00")
            .Submit(1, "2026-04-01 09:00");
        using var log = TestLog.Of([.. history.Entries.Select(TestLog.Bytes)]);
        using var folder = new TemporaryFolder();
        Task<TestLog.Outcome> Compare(string list)
        {
            folder.Write("seeded.json", list);
            return TestLog.Run(EvaluateCommand.Build(), "--log", log.Root, "--vkey", log.Vkey, "--seeded", Path.Combine(folder.Root, "seeded.json"));
        }

        static string Seed(string rule, string subject) =>
            $$"""{"rule":"{{rule}}","subject":"{{subject}}","period":"2026-03","stream":"{{subject}}","note":""}""";
        var both = $"{Seed("D5-RESULT_NOT_PUBLISHED", "platform-SC")},{Seed("D5-RESULT_NOT_PUBLISHED", "platform-SC-510700")}";

        var exact = await Compare($"[{both},{Seed("U5-SILENT_NODE", "platform-SC-510700")}]");
        Assert.Equal(0, exact.Code);
        Assert.EndsWith("precision 1.0: 3 of 3 of the findings were seeded\nrecall 1.0: 3 of 3 of the seeded breaches were found\n", exact.Output);

        // One is listed that nobody committed, and one that was found is not listed: 2 of 3 both ways, never rounded up.
        var other = await Compare($"[{both},{Seed("U5-SILENT_NODE", "platform-SC")}]");
        Assert.Equal(1, other.Code);
        Assert.Contains("U5-SILENT_NODE                      1     0          1\n", other.Output);
        Assert.Contains("not found: U5-SILENT_NODE platform-SC 2026-03\nnot seeded: U5-SILENT_NODE platform-SC-510700 2026-03\n", other.Output);
        Assert.Contains("precision 0.6666: 2 of 3 of the findings were seeded\nrecall 0.6666: 2 of 3 of the seeded breaches were found", other.Output);

        var none = await Compare("""[{"rule":"D5-RESULT_NOT_PUBLISHED"}]""");
        Assert.Equal(1, none.Code);
        Assert.Contains("is no list of seeded breaches: ", none.Error);
        Assert.Contains("subject", none.Error);
    }

    [Fact]
    public async Task A_month_without_a_regime_is_not_judged()
    {
        using var log = TestLog.Of([.. Sound.Network().Entries.Select(TestLog.Bytes)]);
        var outcome = await TestLog.Run(EvaluateCommand.Build(), "--log", log.Root, "--vkey", log.Vkey, "--month", "2026-03");
        Assert.Equal((1, "No regime is in force in that month.\n"), (outcome.Code, outcome.Error[outcome.Error.IndexOf("No regime", StringComparison.Ordinal)..]));
        Assert.Equal(0, (await TestLog.Run(EvaluateCommand.Build(), "--log", log.Root, "--vkey", log.Vkey, "--month", "2026-03", "--regime", Shipped)).Code);
    }

    [Fact]
    public async Task A_regime_file_is_checked_and_every_fault_told()
    {
        using var folder = new TemporaryFolder();
        folder.Write("bad.json", """{"id":"X","version":0}"""u8.ToArray());
        var bad = await TestLog.Run(RegimeCommand.Build(), "check", Path.Combine(folder.Root, "bad.json"));
        Assert.Equal(1, bad.Code);
        Assert.Equal(
            ["$.id: has to be lower-case letters, digits and '-'.", "$.effective_from: is missing.", "$.version: has to be a whole number from 1 to 1000000."],
            bad.Error.Split('\n').Take(3));
        Assert.Equal(7, bad.Error.TrimEnd().Split('\n').Length);
        var good = await TestLog.Run(RegimeCommand.Build(), "check", Shipped);
        Assert.Equal((0, "right: regime default version 1, 11 items, 57 checks\n"), (good.Code, good.Output));
    }
}
