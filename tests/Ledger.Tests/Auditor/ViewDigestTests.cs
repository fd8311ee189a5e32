using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ledger.Tests.Store;
using Ledger.Transparency;
using Npgsql;
using Projections;
using Projections.Cases;
using Projections.Disclosures;
using Projections.Replay;
using Projections.Transparency;
using Projections.Verdicts;

namespace Ledger.Tests.Auditor;

public sealed class ViewDigestTests(Cluster cluster)
{
    [Fact]
    public async Task A_replay_in_memory_gives_the_digests_of_the_database_after_every_step()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var ledger = await TestLedger.Create(cluster);
        var history = new RandomHistory(ledger, random);
        var catalogue = new RandomCatalogue(ledger, random);
        var months = new RandomMonths(ledger, random);
        await months.Begin();
        var replay = new MemoryReplay();
        for (var step = 0; step <= 300; step++)
        {
            await (step == 300 ? months.End() : random.Next(7) switch { < 3 => history.Step(), < 6 => catalogue.Step(), _ => months.Step() });
            await ledger.Sequencer.Drain(CancellationToken.None);
            foreach (var entry in await Entries(ledger, replay.Size.Value - 1))
            {
                replay.Add(entry);
            }

            AssertEqual(await Digest(ledger), replay.Digest(), $"seed {seed}, step {step}");
        }

        Assert.True(replay.Size.Value > 300);
        var nothing = Convert.ToHexStringLower(SHA256.HashData([]));
        Assert.All(replay.Digest().Views, view => Assert.NotEqual(nothing, view.Value));
        await AssertPagesDoNotMatter(await Entries(ledger, null), replay.Digest(), random);
    }

    [Fact]
    public async Task The_digest_of_no_rows_is_that_of_nothing()
    {
        await using var ledger = await TestLedger.Create(cluster);
        var nothing = Convert.ToHexStringLower(SHA256.HashData([]));

        var digests = await Digest(ledger);

        Assert.Equal(new TreeSize(0), digests.Size);
        Assert.Equal(ViewDigest.Names, digests.Views.Select(view => view.Key));
        Assert.All(digests.Views, view => Assert.Equal(nothing, view.Value));
    }

    [Fact]
    public void A_row_has_one_written_form()
    {
        var key = new ServiceResultKey("S", "Service", "N", "P", "R", "2026-01");
        var counts = new ServiceResultCounts(Enumerable.Range(1, 23).Select(static n => (long)n), Enumerable.Range(31, 6).Select(static n => (decimal)n));
        using var digest = new ViewDigest();
        digest.Add(key, counts);

        const string Row =
            """
            {"accepted":2,"answered":3,"charged_fen":"32","confirmed":9,"declined":4,"deemed_confirmed":10,"delivered":8,"disputed":11,"duration_ms_total":"31","fees_disputed":23,"merged":6,"month":"2026-01","negative_durations":15,"open":12,"paid_fen":"33","platform":"N","provider_id":"P","rated1":16,"rated2":17,"rated3":18,"rated4":19,"rated5":20,"received":1,"rectifications_closed":22,"rectifications_opened":21,"referred":7,"refunded_fen":"34","region_code":"R","reopened":13,"service_code":"S","service_name":"Service","subsidised_fen":"36","timed":14,"waived_fen":"35","withdrawn":5}

            """;
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Row))), digest.Finish());
    }

    [Fact]
    public void A_row_has_every_column()
    {
        var json = new CanonicalJson();
        ViewRows.Write(json, new CaseView(
            "c", 1, "received", "S", "Service", "C", "N", "N", "P", "R", "call", "market", "small", "35", Samples.Noon, "2026-01",
            Samples.Noon, Samples.Noon, 1, "resolved", 1, 1, 5, 1, 1, 1, 1, 1, "reason", "confirmed", 1, 1, 1, 1, [0]));
        using var row = JsonDocument.Parse(json.Written.ToArray());

        var columns = typeof(CaseView).GetConstructors().Single(constructor => constructor.GetParameters().Length > 1).GetParameters()
            .Select(parameter => JsonNamingPolicy.SnakeCaseLower.ConvertName(parameter.Name!));
        Assert.Equal(columns.Order(StringComparer.Ordinal), row.RootElement.EnumerateObject().Select(member => member.Name));
    }

    [Theory]
    [InlineData("", "a")]
    [InlineData("a", "b")]
    [InlineData("a", "ab")]
    [InlineData("\uD7FF", "\uE000")]
    [InlineData("\uFFFD", "\U0001F600")]
    [InlineData("\U0001F600", "\U0001F601")]
    [InlineData("x\uE000", "x\U0010FFFF")]
    public void Texts_order_as_their_bytes_do(string smaller, string greater)
    {
        Assert.True(ViewDigest.CompareTexts(smaller, greater) < 0);
        Assert.True(ViewDigest.CompareTexts(greater, smaller) > 0);
        Assert.Equal(0, ViewDigest.CompareTexts(greater, greater));
        Assert.True(Encoding.UTF8.GetBytes(smaller).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(greater)) < 0);
    }

    [Fact]
    public void A_replay_takes_entries_in_their_order_only()
    {
        var entry = PublicEntry.Parse(Ledger.Tests.Cases.SampleFacts.PublicBytes(Ledger.Tests.Cases.SampleFacts.All[0]));

        Assert.Throws<FormatException>(() => new MemoryReplay().Add(entry));
    }

    private async Task AssertPagesDoNotMatter(List<PublicEntry> entries, ViewDigests expected, Random random)
    {
        await using var other = await TestLedger.Create(cluster);
        await using var connection = await other.Projector.OpenConnectionAsync(CancellationToken.None);
        using var facts = new FactsCache();
        for (var from = 0; from < entries.Count;)
        {
            var page = entries.Skip(from).Take(random.Next(1, 200)).ToList();
            await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
            await ViewFold.Apply(connection, page, facts, CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
            from += page.Count;
        }

        Assert.Equal(expected.Views, (await Digest(other)).Views);
    }

    private static void AssertEqual(ViewDigests database, ViewDigests replay, string where)
    {
        Assert.True(database.Size == replay.Size, where);
        Assert.True(database.Views.SequenceEqual(replay.Views), where);
    }

    private static Task<ViewDigests> Digest(TestLedger ledger) => DatabaseDigest.Compute(ledger.Reader, CancellationToken.None);

    private static async Task<List<PublicEntry>> Entries(TestLedger ledger, long? after)
    {
        await using NpgsqlConnection connection = await ledger.Reader.OpenConnectionAsync(CancellationToken.None);
        return [.. (await EntryQuery.After(connection, after, int.MaxValue, CancellationToken.None)).Select(logged => logged.Entry)];
    }
}
