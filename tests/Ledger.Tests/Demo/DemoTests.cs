using System.Security.Cryptography;
using System.Text.Json;
using Ledger.Journal;
using Ledger.Tests.Compliance;
using Ledger.Tests.Store;
using Ledger.Transparency;
using Projections.Compliance;
using Projections.Compliance.Facts;
using Projections.Compliance.Indicators;
using Projections.Compliance.Months;
using Projections.Replay;
using PublicApi.Demo;
using Outcome = Projections.Compliance.Outcome;

namespace Ledger.Tests.Demo;

/// <summary>The demo network, small. That every decider accepts the plan shows in every test: a refusal throws.</summary>
public sealed class DemoTests(Cluster cluster)
{
    private const int Scale = 20;

    // They need rows that the demo does not have.
    private static readonly string[] NotInDemo =
    [
        "node_key.registered", "node_key.revoked", "node_key.signing_released", "node_key.signing_required", // nobody in the demo has a key of their own
        "redaction.executed", // recorded in the transaction that destroys vault rows; the demo keeps none
    ];

    private static readonly string[] Codes =
    [
        "D1-UNDISCLOSED_SERVICE", "D1-INCOMPLETE_ENTRY", "D1-STALE_ENTRY", "D1-LATE_PUBLICATION",
        "D2-NO_PUBLISHED_PROCESS", "D2-OFF_PROCESS_TRANSITION", "D2-TIMELINE_GAP", "D2-UNTRACKABLE_CASE",
        "D3-UNLISTED_FEE", "D3-OVER_LIST_PRICE", "D3-CHARGE_WITHOUT_QUOTE", "D3-FREE_SERVICE_CHARGED", "D3-REDUCTION_NOT_APPLIED",
        "D3-FEE_NOT_PUBLISHED",
        "D4-NO_COMMITMENT", "D4-COMMITMENT_BREACHED", "D4-RETROACTIVE_WEAKENING", "D4-EXTENSION_WITHOUT_REASON", "D4-EMPTY_PROMISE",
        "D5-RESULT_NOT_PUBLISHED", "D5-LATE_RESULT", "D5-RESULT_MISMATCH", "D5-MISSING_OUTCOME", "D5-RATING_SUPPRESSED",
        "D5-BAD_RATING_UNRECTIFIED",
        "U1-WRONG_BRAND_VERSION", "U1-NON_UNIFIED_HOTLINE", "U1-INVALID_USCC", "U1-DUPLICATE_NODE_CODE", "U1-UNATTESTED",
        "U2-OFF_STANDARD_SERVICE", "U2-OUTDATED_STANDARD", "U2-LOOSER_THAN_STANDARD", "U2-UNKNOWN_CATEGORY",
        "U3-ILLEGAL_TRANSITION", "U3-OFF_LEDGER_HANDOFF", "U3-REFERRAL_TIMEOUT", "U3-EXCESS_HOPS", "U3-ORPHAN_CASE", "U3-BACKDATED_EVENT",
        "U4-FEE_ABOVE_CAP", "U4-DISCOUNT_BELOW_MINIMUM", "U4-DOUBLE_CHARGE", "U4-PRICE_DISPERSION", "U4-PUBLIC_GOOD_SHARE_LOW",
        "U5-SCHEMA_REJECTS", "U5-INVALID_CODE", "U5-LATE_RECORDING", "U5-SILENT_NODE", "U5-REPORT_MISMATCH", "U5-UNREGISTERED_CONTACT",
        "U6-NOT_ASSESSED", "U6-SCHEME_MISMATCH", "U6-SCORE_NOT_REPRODUCIBLE", "U6-CONSEQUENCE_MISSING", "U6-NON_STANDARD_SCALE",
        "U6-DEMONSTRATION_LAPSED",
    ];

    [Fact]
    public void The_same_seed_gives_the_same_entries_to_the_byte_and_another_seed_others()
    {
        var first = Digest(DemoPlan.Build(7, 1, Scale));
        Assert.Equal(first, Digest(DemoPlan.Build(7, 1, Scale)));
        Assert.NotEqual(first, Digest(DemoPlan.Build(8, 1, Scale)));
    }

    [Fact]
    public void Every_type_of_event_occurs_and_every_possible_breach_is_seeded_where_it_says()
    {
        var sim = DemoPlan.Build(1, 1, Scale);
        var (types, streams, last) = (new HashSet<string>(), new HashSet<string>(), DateTimeOffset.MinValue);
        foreach (var pending in sim.Run())
        {
            types.Add(EventCatalogue.For(pending.Fact).Name);
            streams.Add(pending.Stream);
            Assert.True(pending.Fact.Envelope.RecordedAt >= last);
            last = pending.Fact.Envelope.RecordedAt;
        }

        Assert.Equal(NotInDemo, EventCatalogue.All.Select(type => type.Name).Distinct().Except(types).Order(StringComparer.Ordinal));
        var seeded = sim.Seeded.All.Select(breach => breach.Rule).ToHashSet();
        Assert.Empty(Codes.Except(SeededViolations.Impossible.Keys).Except(seeded));
        Assert.Empty(SeededViolations.Impossible.Keys.Intersect(seeded));
        Assert.Empty(SeededViolations.Impossible.Keys.Except(Codes));
        Assert.All(sim.Seeded.All, seeded => Assert.Contains(seeded.Stream, streams));
        Assert.All(sim.Seeded.All, seeded => Assert.StartsWith($"{DemoPlan.LastYear}-", seeded.Period, StringComparison.Ordinal));
    }

    // The first of two years has no calendar, so no clocks.
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    public void Every_breach_that_was_seeded_is_found_and_nothing_else_is(ulong seed, int years)
    {
        var sim = DemoPlan.Build(seed, years, Scale);
        var compared = SeedComparison.Of(sim.Seeded.All, DemoFacts.Of(sim));
        Assert.Empty(compared.Missed);
        Assert.Empty(compared.Unexpected);
        Assert.Equal(sim.Seeded.All.Count, compared.Found);
        Assert.Contains($"precision 1.0: {compared.Found} of {compared.Found} of the findings were seeded\nrecall 1.0", compared.Text());
    }

    // Every month but the one that is left out. An auditor folds the entries alone and comes to the same digests.
    [Fact]
    public void What_is_published_speaks_of_the_entries_before_it_and_tells_the_digests_of_the_views_that_they_give()
    {
        var (auditor, months) = (new MemoryReplay(), new List<string>());
        foreach (var entry in Entries(DemoPlan.Build(5, 1, Scale)))
        {
            if (entry.Type is MonthEntries.Published)
            {
                var digests = auditor.Digest().Views.OrderBy(view => view.Key, StringComparer.Ordinal).Select(view => (view.Key, view.Value));
                var said = JsonDocument.Parse(Samples.Written(entry)).RootElement.GetProperty("pub");
                Assert.Equal(entry.Position.Value, said.GetProperty("size").GetInt64());
                Assert.Equal(digests, said.GetProperty("views").EnumerateArray().Select(view => (
                    view.GetProperty("name").GetString()!, view.GetProperty("sha256").GetString()!)));
                months.Add(said.GetProperty("month").GetString()!);
            }

            auditor.Add(entry);
        }

        Assert.Equal(11, months.Distinct().Count());
        Assert.DoesNotContain($"{DemoPlan.LastYear}-07", months);
        var rows = auditor.MonthRows(MonthViews.Publications).Cast<PublicationRow>().ToList();
        Assert.Equal(months.Order(), rows.Select(row => row.Month).Order());
        Assert.Equal(
            [($"{DemoPlan.LastYear}-09", "", "received", 7L)],
            from row in rows
            from figure in row.Figures
            where figure.Stated != figure.Recounted
            select (row.Month, figure.Node, figure.Code, figure.Stated - figure.Recounted));
    }

    [Fact]
    public void Some_findings_are_acknowledged_declared_cured_and_waived()
    {
        var sim = DemoPlan.Build(1, 1, Scale);
        _ = sim.Run().Count();
        var settled = sim.Replay.MonthRows(MonthViews.Findings).Cast<FindingRow>()
            .Where(row => row.Acknowledged is not null || row.Waived is not null).OrderBy(row => row.Month)
            .Select(row => $"{row.Rule} {row.Node} {row.Status} {row.Cured?.ReasonCode ?? row.Waived?.ReasonCode}".TrimEnd());
        Assert.Equal(
            [
                $"D2-TIMELINE_GAP {Places.Platforms[4].Code} acknowledged",
                "U1-WRONG_BRAND_VERSION SC-511900 cured attested_anew",
                "U1-NON_UNIFIED_HOTLINE SC-512000 cured unified_number_restored",
                "U5-SILENT_NODE SC-513200 waived cut_off_by_flood",
            ],
            settled);
    }

    // 1.5 and 5.7 of domain.md: 95 percent of promises are kept, 90 percent of ratings are satisfied, 200 members offer something.
    [Fact]
    public void Targets_are_met_in_some_months_and_missed_in_others()
    {
        var facts = DemoFacts.Of(DemoPlan.Build(1, 1, 80));
        var months = Enumerable.Range(1, 12).Select(month => new Month(DemoPlan.LastYear, month)).ToList();
        var kept = months.Select(month => History.Figure(Evaluation.Evaluate(History.Default, facts, month), "D4-COMMITMENT_BREACHED", "").Split(' ')[0]);
        Assert.Equal(["PASS", "WARN", "FAIL"], kept.Distinct());
        Assert.Equal([Outcome.Pass, Outcome.Fail], Told("K1"));
        Assert.Equal([Outcome.Pass, Outcome.Fail], Told("K5"));

        IEnumerable<Outcome> Told(string kpi) => months
            .SelectMany(month => AllIndicators.Of(facts, month, minimumN: 30).Where(one => one.Code == kpi && one.Period == month.ToString()))
            .Select(one => one.Outcome).Distinct().Order();
    }

    [Fact]
    public void The_list_of_breaches_is_JSON_with_five_fields()
    {
        var sim = DemoPlan.Build(1, 1, Scale);
        _ = sim.Run().Count();
        using var list = JsonDocument.Parse(sim.Seeded.Json());
        Assert.All(
            list.RootElement.EnumerateArray(),
            seeded => Assert.Equal(["rule", "subject", "period", "stream", "note"], seeded.EnumerateObject().Select(field => field.Name)));
    }

    [Fact]
    public async Task It_is_stored_in_order_and_a_ledger_that_has_events_is_left_alone()
    {
        await using var ledger = await TestLedger.Create(cluster);
        var sim = DemoPlan.Build(1, 1, Scale);
        await DemoWriter.Store(sim, ledger.Writer, static (_, _) => { }, TestContext.Current.CancellationToken);
        await ledger.Sequencer.Drain(TestContext.Current.CancellationToken);
        Assert.Equal(sim.Size, await ledger.Count("public_log.entry"));
        Assert.True(await DemoWriter.HasEvents(ledger.Writer, TestContext.Current.CancellationToken));
    }

    private static string Digest(Simulation sim)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var json = new CanonicalJson();
        foreach (var entry in Entries(sim))
        {
            json.Clear();
            entry.WriteTo(json);
            hash.AppendData(json.Written);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static IEnumerable<PublicEntry> Entries(Simulation sim) => sim.Run().Select((pending, position) => PublicEntries.Of(
        new LeafIndex(position), pending.Id, pending.Stream, new StreamVersion(pending.Version), pending.Fact));
}
