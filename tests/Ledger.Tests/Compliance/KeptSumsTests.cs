using System.Text.Json;
using Ledger.Transparency;
using Projections.Compliance.Facts;
using Projections.Compliance.Indicators;
using Projections.Compliance.Months;

namespace Ledger.Tests.Compliance;

/// <summary>What cases add up to is carried on from judgement to judgement. After any history, judged forward, back and twice, the
/// indicators are those of facts that are read anew.</summary>
public sealed class KeptSumsTests
{
    private const int Steps = 160;
    private const int Cases = 9;

    private static readonly string[] Slips =
    [
        "nature", "from_node", "to_node", "node_id", "provider_id", "kind", "region_code", "first_contact_node", "channel", "enterprise_count", "score", "delivery_id",
        "amount_fen", "fund_id", "due_accept_at", "due_complete_at", "respond_by", "clock_paused",
    ];

    private static readonly string[] Counted =
    [
        "K2", "K3", "K4", "K5", "COLLABORATION", "NEARBY", "REFERRAL_FLOW", "SERVICE_MIX", "SUSTAINABILITY", "FUND", "LEAGUE_SATISFACTION", "LEAGUE_FULFILMENT",
        "LEAGUE_RESPONSE",
    ];

    // From October 2025 to June 2026: around the end of a year both years are judged.
    private static readonly Month[] Months = [.. Enumerable.Range(9, 9).Select(number => Month.Of(new DateOnly(2025, 1, 1).AddMonths(number)))];

    [Fact]
    public void Indicators_that_are_carried_on_are_those_of_facts_that_are_read_anew()
    {
        var random = Seeded();
        var (judged, seen) = (0, new HashSet<string>());
        for (var round = 0; round < 12; round++)
        {
            var entries = Spoilt(Random(random).Entries, random);
            var carried = new MonthFacts();
            foreach (var entry in entries)
            {
                carried.Add(entry);
                for (; entry.Position.Value > 20 && random.Next(5) < 2; judged++)
                {
                    var month = Months[random.Next(Months.Length)];
                    var text = Text(carried, month);
                    Assert.Equal(Text(Anew(entries, carried.Size), month), text);
                    seen.UnionWith(AllIndicators.Of(carried.Network, month, 2).Where(one => one.Value > 0).Select(one => $"{one.Code} {one.Period.Length}"));
                }
            }
        }

        Assert.True(judged > 200);
        Assert.Superset(Counted.SelectMany(code => new[] { $"{code} 4", $"{code} 7" }).ToHashSet(), seen);
    }

    private static Random Seeded()
    {
        var seed = System.Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        return new Random(seed);
    }

    private static MonthFacts Anew(IReadOnlyList<PublicEntry> entries, long size)
    {
        var facts = new MonthFacts();
        foreach (var entry in entries.Take((int)size))
        {
            facts.Add(entry);
        }

        return facts;
    }

    private static string Text(MonthFacts facts, Month month) =>
        string.Join('\n', AllIndicators.Of(facts.Network, month, minimumN: 2).Select(row => JsonSerializer.Serialize(row)));

    // A log may hold what nobody can read: one entry in thirty lacks one of its fields, until a correction says it.
    private static List<PublicEntry> Spoilt(IReadOnlyList<PublicEntry> entries, Random random) =>
    [
        .. entries.Select(entry => entry.Stream.StartsWith("case-", StringComparison.Ordinal) && random.Next(30) == 0 ? Without(entry, random.Next(entry.Fields.Count + 1)) : entry),
    ];

    private static PublicEntry Without(PublicEntry entry, int lost) => entry with
    {
        Fields = entry.Fields.All.Where((_, index) => index != lost).Aggregate(new PublicFields(), static (fields, field) => fields.Add(field.Key, field.Value)),
    };

    private static History Random(Random random)
    {
        var history = Sound.Network().Add(
            "2025-10-01 09:00", "fund-F1", "fund.received", """{"amount_fen":800,"received_on":"2025-10-01","source":"Finance"}""", History.Province);
        for (var step = 0; step < Steps; step++)
        {
            var number = random.Next(1, Cases);
            _ = !history.Entries.Any(entry => entry.Stream == History.Case(number))
                ? history.Submit(number, At(random), due: At(random), channel: random.Next(6) == 0 ? "import" : random.Next(2) == 0 ? "online" : "counter")
                : random.Next(30) switch
                {
                    0 => Calendar(history, random.Next(2025, 2027)),
                    1 or 2 or 3 => Correct(history, random),
                    var act => Act(history, number, act, At(random), random),
                };
        }

        return history;
    }

    private static History Act(History history, int number, int act, string at, Random random) => act switch
    {
        4 or 5 => history.Accept(number, at, random.Next(3) switch { 0 => "public_good", 1 => "discounted", _ => "market" }, contact: At(random), complete: At(random)),
        6 => history.Contact(number, at),
        7 or 8 => history.Start(number, at, Node(random), random.Next(3) == 0 ? History.Provider : null),
        9 or 10 or 11 => history.Do(number, at, "delivery.completed", $$"""
            {"delivery_id":"{{History.Id(number)}}","enterprise_count":{{random.Next(4)}},"evidence_hashes":[],"outcome_code":"resolved","service_count":1}
            """),
        12 => history.Do(number, at, "delivery.disputed", $$"""{"delivery_id":"{{History.Id(number)}}","reason_code":"R"}"""),
        13 or 14 => history.Rate(number, at, random.Next(1, 6)),
        15 => history.Do(number, at, "rating.revised", $$"""
            {"contacted":true,"delivery_id":"{{History.Id(number)}}","rating_no":2,"reason_code":"R","resolved":true,"score":{{random.Next(1, 6)}},"supersedes":1}
            """),
        16 => history.Do(number, at, "rating.invalidated", $$"""{"decided_by_unit":"SC","delivery_id":"{{History.Id(number)}}","reason_code":"R","supersedes":1}"""),
        17 or 18 => history.Offer(number, at, At(random), random.Next(1, 4), random.Next(3) == 0 ? "information" : "transfer", Node(random)),
        19 or 20 => history.TakeReferral(number, at, random.Next(1, 4), random.Next(3) == 0 ? "information" : "transfer", Node(random)),
        21 => history.Do(number, at, "referral.rejected", $$"""{"kind":"transfer","reason_code":"R","referral_id":"{{History.Id(801)}}"}"""),
        22 => history.Do(number, at, "fee.paid", $$"""{"amount_fen":{{random.Next(1000)}}}"""),
        23 => history.Do(number, at, "fee.refunded", $$"""{"amount_fen":{{random.Next(1000)}},"reason_code":"R"}"""),
        24 or 25 => history.Do(number, at, "fee.subsidised", $$"""{"amount_fen":{{random.NextInt64(1L << 40)}},"fund_id":"fund-F{{random.Next(1, 3)}}"}"""),
        26 or 27 => history.Do(number, at, "request.supplement_requested", """{"clock_paused":true,"missing_items":["LICENCE"]}""")
            .Do(number, At(random), "request.supplemented", """{"items":["LICENCE"]}"""),
        28 => history.Do(number, at, "request.reopened", """{"reason_code":"R","trigger":"DISPUTE"}"""),
        _ => history.Do(number, at, "request.withdrawn", """{"reason_code":"R"}"""),
    };

    private static string Node(Random random) => random.Next(2) == 0 ? History.Province : History.Window;

    private static string At(Random random) =>
        $"{Months[random.Next(Months.Length)]}-{random.Next(1, 29):00} {random.Next(24):00}:00";

    // One month in three has no working day, and each time others: clocks that waited for the requester fall due in another month.
    private static History Calendar(History history, int year) => history.Add("2026-01-02 08:00", $"calendar-{year}", "work_calendar.published", $$"""
        {"source_document":"Notice","version":{{history.Entries.Count}},"working_days":[{{string.Join(",", Enumerable.Range(0, 365)
            .Select(new DateOnly(year, 1, 1).AddDays).Where(day => (day.Month + history.Entries.Count) % 3 != 0).Select(day => $"\"{day:yyyy-MM-dd}\""))}}]}
        """, History.Province);

    private static History Correct(History history, Random random)
    {
        var target = history.Entries[random.Next(history.Entries.Count)];
        var slips = target.Fields.Names.ToArray().Intersect(Slips).ToArray();
        return slips.Length == 0 ? history : slips[random.Next(slips.Length)] is var slip ? history.Correct(target, slip, Corrected(slip, random)) : history;
    }

    private static string Corrected(string field, Random random) => field switch
    {
        "nature" => random.Next(2) == 0 ? "market" : "public_good",
        "kind" => random.Next(2) == 0 ? "information" : "transfer",
        "channel" => random.Next(2) == 0 ? "online" : "counter",
        "region_code" => random.Next(2) == 0 ? "510700" : "510800",
        "enterprise_count" or "score" or "amount_fen" => $"{random.Next(1, 6)}",
        "delivery_id" => History.Id(random.Next(1, Cases)),
        "fund_id" => "fund-F1",
        "clock_paused" => random.Next(2) == 0 ? "true" : "false",
        "due_accept_at" or "due_complete_at" or "respond_by" => History.Utc(At(random)),
        _ => Node(random),
    };
}
