using System.Text.Json;
using Projections.Compliance;
using Projections.Compliance.Facts;
using Projections.Compliance.Indicators;
using static Ledger.Tests.Compliance.Sound;

namespace Ledger.Tests.Compliance;

/// <summary>Where a month looks for its cases is kept as entries come. After any history it is what a walk over all cases finds,
/// and a month is judged the same by facts that were asked after every step and by facts that were asked once.</summary>
public sealed class CaseIndexTests
{
    private const int Cases = 12;

    private static readonly JsonSerializerOptions Options = new() { IncludeFields = true };

    private static readonly Month[] Months = [.. Enumerable.Range(1, 6).Select(number => new Month(2026, number))];

    [Fact]
    public void What_a_month_touches_is_what_a_walk_over_all_cases_finds()
    {
        var random = Seeded();
        for (var round = 0; round < 20; round++)
        {
            var facts = Random(random).Facts();
            Assert.NotEmpty(facts.CaseMonths);
            Assert.Equal(facts.CaseMonths.OrderByDescending(month => month.FirstDay), facts.CaseMonths);
            foreach (var month in Months)
            {
                var walked = facts.Cases
                    .SelectMany(found => found.Entries.Select((entry, index) => (Case: found, Index: index, Entry: entry)))
                    .Where(at => month.Contains(at.Entry.OccurredAt)).OrderBy(at => at.Entry.Position.Value).ToList();
                var indexed = facts.CaseEntriesIn(month);
                Assert.Equal(walked.Select(at => at.Case).Distinct(), indexed.Cases);
                Assert.Equal(walked.Count, indexed.All.Count());
                Assert.Equal(walked.Count > 0, facts.CaseMonths.Contains(month));
                foreach (var type in walked.Select(at => at.Entry.Type).Distinct())
                {
                    Assert.Equal(walked.Where(at => at.Entry.Type == type), indexed[type]);
                }
            }
        }
    }

    [Fact]
    public void What_falls_due_in_a_month_is_what_a_walk_over_all_cases_finds()
    {
        var random = Seeded();
        var seen = 0L;
        for (var round = 0; round < 20; round++)
        {
            var facts = Random(random).Facts();
            foreach (var month in Months)
            {
                var judged = Evaluation.Evaluate(History.Default, facts, month);
                Assert.Equal(facts.Cases.Count(found => ClocksOf(found).Any(month.Contains)), Counted(judged, "D4-COMMITMENT_BREACHED"));
                Assert.Equal(facts.Cases.Sum(found => OffersOf(found).Count(month.Contains)), Counted(judged, "U3-REFERRAL_TIMEOUT"));
                seen += Counted(judged, "D4-COMMITMENT_BREACHED") * Counted(judged, "U3-REFERRAL_TIMEOUT");
            }
        }

        Assert.True(seen > 100);
    }

    [Fact]
    public void Facts_that_are_asked_after_every_step_judge_as_facts_that_are_asked_once()
    {
        var random = Seeded();
        var history = Random(random);
        var asked = new NetworkFacts();
        foreach (var entry in history.Entries)
        {
            asked.Add(entry);
            if (asked.Size % 7 == 0)
            {
                var month = Months[random.Next(Months.Length)];
                Assert.Equal(Text(history.Facts((int)asked.Size), month), Text(asked, month));
            }
        }

        Assert.All(Months, month => Assert.Equal(Text(history.Facts(), month), Text(asked, month)));
    }

    private static Random Seeded()
    {
        var seed = System.Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        return new Random(seed);
    }

    private static long Counted(MonthVerdict judged, string rule) => judged.Verdicts.Single(verdict => verdict.Subject == "" && verdict.Item == rule[..2])
        .Measures.Single(measure => measure.Rule == rule).Denominator;

    private static string Text(NetworkFacts facts, Month month) => JsonSerializer.Serialize(
        (Evaluation.Evaluate(History.Default, facts, month), AllIndicators.Of(facts, month, minimumN: 2)), Options);

    // The last instants of the clocks that a submission or the first acceptance set, where the requester did not end the case
    // before. The histories here ask for no supplement, reopen nothing and extend nothing.
    private static IEnumerable<DateTimeOffset> ClocksOf(CaseFacts found)
    {
        var accepted = found.Entries.ToList().FindIndex(entry => entry.Type == "request.accepted");
        return Clock(found, 0, "due_accept_at", isMet: accepted >= 0)
            .Concat(accepted < 0 ? [] : Clock(found, accepted, "due_first_contact_at", found.Entries.Any(entry => entry.Type == "request.contacted")))
            .Concat(accepted < 0 ? [] : Clock(found, accepted, "due_complete_at", found.Entries.Skip(accepted).Any(entry => entry.Type == "delivery.completed")));
    }

    private static IEnumerable<DateTimeOffset> Clock(CaseFacts found, int set, string name, bool isMet) =>
        found.Entries[set].Fields.FindInstant(name) is { } due && !found.Entries.Skip(set).Any(entry => entry.OccurredAt < due
            && (entry.Type == "request.withdrawn" || (entry.Type == "request.closed" && !isMet)))
            ? [due.AddMilliseconds(-1)]
            : [];

    private static IEnumerable<DateTimeOffset> OffersOf(CaseFacts found) => found.Entries
        .Where(entry => entry.Type == "referral.offered" && entry.Fields.FindText("kind") != "information")
        .Select(entry => entry.Fields.RequireInstant("respond_by").AddMilliseconds(-1));

    private static History Random(Random random)
    {
        var history = Network();
        for (var step = 0; step < 120; step++)
        {
            var (number, at) = (random.Next(1, Cases), At(random));
            var isSubmitted = history.Entries.Any(entry => entry.Stream == History.Case(number));
            _ = (isSubmitted, random.Next(12)) switch
            {
                (false, < 10) => history.Submit(number, at, due: At(random), channel: random.Next(5) == 0 ? "import" : "online"),
                (false, _) => history,
                (_, 0) => history.Accept(number, at, contact: At(random), complete: At(random)),
                (_, 1) => history.Contact(number, at),
                (_, 2) => history.Start(number, at),
                (_, 3) => history.Complete(number, at),
                (_, 4 or 5) => history.Offer(number, at, At(random), hop: random.Next(1, 4), kind: random.Next(3) == 0 ? "information" : "transfer"),
                (_, 6) => history.TakeReferral(number, at, hop: random.Next(1, 4)),
                (_, 7) => history.Rate(number, at, random.Next(1, 6)),
                (_, 8) => random.Next(4) == 0 ? history.Do(number, at, "request.withdrawn", """{"reason_code":"R"}""") : history.Invite(number, at),
                (_, 9) => history.Close(number, at),
                (_, 10) => random.Next(4) == 0 ? Calendar(history) : history,
                _ => Correct(history, random),
            };
        }

        return history;
    }

    private static string At(Random random) => $"2026-{random.Next(1, 7):00}-{random.Next(6, 29):00} {random.Next(24):00}:00";

    // Saturdays are worked, as when a feast is made up for.
    private static History Calendar(History history) => history.Add("2026-01-02 08:00", "calendar-2026", "work_calendar.published",
        $$"""{"source_document":"Notice","version":2,"working_days":[{{string.Join(",", WorkingDays)}}]}""", History.Province);

    private static IEnumerable<string> WorkingDays => Enumerable.Range(0, 365).Select(new DateOnly(2026, 1, 1).AddDays)
        .Where(day => day.DayOfWeek is not DayOfWeek.Sunday).Select(day => $"\"{day:yyyy-MM-dd}\"");

    private static History Correct(History history, Random random)
    {
        var fields = new[] { "due_accept_at", "due_first_contact_at", "due_complete_at", "respond_by" };
        var slips = history.Entries.Where(entry => fields.Any(field => entry.Fields.FindText(field) is not null)).ToList();
        if (slips.Count == 0)
        {
            return history;
        }

        var target = slips[random.Next(slips.Count)];
        var field = fields.First(field => target.Fields.FindText(field) is not null);
        return history.Correct(target, field, History.Utc(At(random)), "2026-06-28 09:00");
    }
}
