using System.Security.Cryptography;
using System.Text.Json;
using Ledger.Journal;
using Ledger.Tests.Compliance;
using Ledger.Tests.Store;
using Ledger.Transparency;
using Projections.Compliance;
using Projections.Compliance.Facts;
using Projections.Compliance.Indicators;
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
        // The service judges the demo's months, the province publishes none, and its views are digested by the service; nobody in
        // the demo has a key of their own.
        "compliance.evaluated", "disclosure.published",
        "node_key.registered", "node_key.revoked", "node_key.signing_released", "node_key.signing_required",
        "redaction.executed", // recorded in the transaction that destroys vault rows; the demo keeps none
        "state_digest.recorded",
        "violation.acknowledged", "violation.cured", "violation.waived", // what was found is dealt with by whoever looks at the demo
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
        var position = 0L;
        foreach (var pending in sim.Run())
        {
            json.Clear();
            PublicEntries.Of(new LeafIndex(position++), pending.Id, pending.Stream, new StreamVersion(pending.Version), pending.Fact).WriteTo(json);
            hash.AppendData(json.Written);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
