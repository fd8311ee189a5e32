using Ledger.Journal;
using Ledger.Tests.Auditor;
using Ledger.Tests.EndToEnd;
using Ledger.Tests.Store;
using Ledger.Transparency;
using Npgsql;
using Projections.Rebuild;
using Projections.Replay;
using Projections.Sequencing;

namespace Ledger.Tests.Rebuild;

public sealed class RebuildTests(Cluster cluster)
{
    private const int Killed = 128 + 9;

    [Fact]
    public async Task A_rebuilt_view_equals_the_live_one_to_the_byte_and_its_tables_are_the_same()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        await using var ledger = await WithHistory(seed, steps: 200);
        var (live, tables) = (await Digest(ledger), await Tables(ledger));
        Assert.True(tables.Count > 20);

        // With all cases in memory, and with the most of them folded by the page into the fresh tables.
        foreach (var most in new[] { 1_000_000, 3 })
        {
            await Run(ledger, "UPDATE views.case_view SET hops = 7; DELETE FROM views.service_result; DELETE FROM views.platform_view");
            Assert.NotEqual(live.Lines, (await Digest(ledger)).Lines);

            Assert.Equal(live.Size, await Rebuild(ledger, mostCasesInMemory: most));

            Assert.Equal(live.Lines, (await Digest(ledger)).Lines);
            Assert.Equal(tables, await Tables(ledger));
        }

        // And the sequencer goes on from there.
        await new RandomHistory(ledger, new Random(seed + 1)).Step();
        await ledger.Sequencer.Drain(CancellationToken.None);
        await AssertRight(ledger);
    }

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(20)]
    public async Task Judged_months_are_judged_again_at_the_entries_that_judged_them(int mostCasesInMemory)
    {
        await using var ledger = await TestLedger.Create(cluster);
        var entries = JudgedYear().ToList();
        await using (var command = ledger.Administrator.CreateCommand(
            """
            INSERT INTO public_log.entry (position, event_id, seq_id, body) SELECT number - 1, gen_random_uuid(), number, convert_to(body, 'UTF8')
            FROM unnest($1) WITH ORDINALITY AS bodies (body, number)
            """))
        {
            command.Parameters.Add(new() { Value = entries.Select(Samples.Written).ToArray() });
            await command.ExecuteNonQueryAsync();
        }

        await Run(ledger, $"UPDATE public_log.head SET size = {entries.Count}");
        Assert.Equal(new TreeSize(entries.Count), await Rebuild(ledger, mostCasesInMemory: mostCasesInMemory));

        // The twelve months of the year: December is judged in the January after it.
        Assert.Equal(12, await ledger.Count("(SELECT DISTINCT row->>'month' FROM views.verdict_view) AS months"));
        await AssertRight(ledger);
    }

    [Fact]
    public async Task An_empty_log_has_empty_views()
    {
        await using var ledger = await TestLedger.Create(cluster);
        var empty = await Digest(ledger);

        Assert.Equal(new TreeSize(0), await Rebuild(ledger));

        Assert.Equal(empty.Lines, (await Digest(ledger)).Lines);
    }

    [Fact]
    public async Task Who_reads_already_is_waited_for_and_who_comes_meanwhile_is_let_pass()
    {
        await using var ledger = await WithCases(3);
        await using var early = await ledger.Reader.OpenConnectionAsync();
        var reading = await ViewSchema.BeginReading(early, CancellationToken.None);
        Assert.Equal(3L, await Ask(early, "SELECT size FROM public_log.head"));
        var waits = new TaskCompletionSource();
        var rebuild = Rebuild(ledger, new Heard(progress => _ = progress.Step == "waiting for readers" && waits.TrySetResult()));
        await Task.WhenAny(waits.Task, rebuild);
        Assert.True(waits.Task.IsCompleted);

        // Commands, sequencing and other readers go on while it waits; what was begun sees what it saw.
        await ledger.SubmitCase("meanwhile");
        await ledger.Sequencer.Drain(CancellationToken.None);
        await AssertOneState(ledger);
        Assert.Equal(3L, await Ask(early, "SELECT sum(version)::bigint FROM views.case_view"));
        await reading.DisposeAsync();

        Assert.Equal(new TreeSize(4), await rebuild);
        await AssertOneState(ledger);
        await AssertRight(ledger);
    }

    [Fact]
    public async Task Every_answer_is_of_one_state_while_rebuilds_writers_and_the_sequencer_race()
    {
        await using var ledger = await WithCases(50);
        using var end = new CancellationTokenSource();
        var sequencer = ledger.Sequencer.Run(end.Token);
        var writers = Enumerable.Range(0, 2).Select(number => Task.Run(async () =>
        {
            for (var i = 0; !end.IsCancellationRequested; i++)
            {
                await ledger.SubmitCase($"{number}-{i}");
            }
        })).ToList();
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            var answers = 0;
            for (; !end.IsCancellationRequested; answers++)
            {
                await AssertOneState(ledger);
            }

            return answers;
        })).ToList();

        for (var i = 0; i < 8; i++)
        {
            await Rebuild(ledger);
        }

        await end.CancelAsync();
        await Task.WhenAll(writers);
        Assert.All(await Task.WhenAll(readers), answers => Assert.True(answers > 0));
        await sequencer;
        Assert.Null(ledger.Sequencer.Alarm);
        await ledger.Sequencer.Drain(CancellationToken.None);
        await AssertRight(ledger);
        Assert.Empty((await Fsck.Check(ledger.Administrator, new Progress<long>(), CancellationToken.None)).Faults);
    }

    [Fact]
    public async Task A_rebuild_that_is_killed_leaves_the_old_views_whole_and_the_next_one_starts_clean()
    {
        await using var ledger = await WithHistory(seed: 7, steps: 40);
        var right = await Digest(ledger);
        await Run(ledger, "UPDATE views.case_view SET hops = 7");
        var wrong = await Digest(ledger);
        Assert.NotEqual(right.Lines, wrong.Lines);
        foreach (var point in CrashPoint.OfRebuild)
        {
            using (var product = Product.Start(ledger.ConnectionString, keyFolder: null, ["rebuild"], crashAt: $"{point}:1"))
            {
                Assert.Equal(Killed, (await product.End()).ExitCode);
            }

            Assert.Equal(point == "rebuild-committed" ? right.Lines : wrong.Lines, (await Digest(ledger)).Lines);
        }

        await Run(ledger, "UPDATE views.case_view SET hops = 7");
        var (code, _, errors) = await Product.Run(ledger.ConnectionString, "rebuild");

        Assert.True(code == 0, errors);
        Assert.Contains($"rebuilt: the views follow from {right.Size} entries", errors, StringComparison.Ordinal);
        Assert.Equal(right.Lines, (await Digest(ledger)).Lines);
        Assert.Equal(0, await ledger.Count("pg_namespace WHERE nspname IN ('views_next', 'views_old')"));
    }

    [Fact]
    public async Task An_entry_that_cannot_be_folded_is_named_and_the_views_stay()
    {
        await using var ledger = await WithCases(3);
        var before = await Digest(ledger);
        await Run(ledger,
            """
            ALTER TABLE public_log.entry DISABLE TRIGGER refuse_change;
            UPDATE public_log.entry SET body = convert_to(replace(convert_from(body, 'UTF8'), '"n":1', '"n":2'), 'UTF8') WHERE position = 1
            """);

        var fault = await Assert.ThrowsAsync<SequencerAlarmException>(() => Rebuild(ledger));

        Assert.Equal("the views cannot take the entries from 0: Entry 1 is version 2 of a case at 0.", fault.Message);
        Assert.Equal(before.Lines, (await Digest(ledger)).Lines);
    }

    [Theory]
    [InlineData("UPDATE views.fold SET version = 0")]
    [InlineData("DELETE FROM views.fold WHERE view = 'provider_view'; DROP TABLE views.provider_view")]
    [InlineData("DROP TABLE views.fold; ALTER TABLE views.case_view DROP COLUMN month, ADD COLUMN other text")]
    public async Task Views_of_older_folds_are_made_anew_at_the_start(string older)
    {
        await using var ledger = await WithHistory(seed: 8, steps: 40);
        var (live, tables) = (await Digest(ledger), await Tables(ledger));
        await Run(ledger, older);

        var (code, _, errors) = await Product.Run(ledger.ConnectionString, "migrate");

        Assert.True(code == 0, errors);
        Assert.Equal(live.Lines, (await Digest(ledger)).Lines);
        Assert.Equal(tables, await Tables(ledger));
        Assert.DoesNotContain("rebuilt", (await Product.Run(ledger.ConnectionString, "migrate")).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_folded_into_views_that_other_folds_made()
    {
        await using var ledger = await WithCases(3);
        await Run(ledger, $"UPDATE views.fold SET version = {ViewDigest.Version + 1}");
        await ledger.SubmitCase("next");

        await ledger.Sequencer.Run(CancellationToken.None);
        Assert.Contains("made by other folds", ledger.Sequencer.Alarm, StringComparison.Ordinal);
        var (code, _, errors) = await Product.Run(ledger.ConnectionString, "migrate");
        Assert.Equal(1, code);
        Assert.Contains("made by newer folds", errors, StringComparison.Ordinal);

        // Going back is a decision of the operator.
        Assert.Equal(new TreeSize(3), await Rebuild(ledger));
        await ledger.Sequencer.Drain(CancellationToken.None);
        await AssertRight(ledger);
    }

    // A year of the demo network, in which months are judged and published.
    private static IEnumerable<PublicEntry> JudgedYear() => PublicApi.Demo.DemoPlan.Build(seed: 1, years: 1, scalePerMille: 10).Run()
        .Select((pending, position) => PublicEntries.Of(
            new LeafIndex(position), pending.Id, pending.Stream, new StreamVersion(pending.Version), pending.Fact));

    private async Task<TestLedger> WithHistory(int seed, int steps)
    {
        var ledger = await TestLedger.Create(cluster);
        var random = new Random(seed);
        var history = new RandomHistory(ledger, random);
        var catalogue = new RandomCatalogue(ledger, random);
        var months = new RandomMonths(ledger, random);
        await months.Begin();
        for (var step = 0; step < steps; step++)
        {
            await (step % 7 == 6 ? months.Step() : step % 2 == 0 ? history.Step() : catalogue.Step());
        }

        await ledger.Sequencer.Drain(CancellationToken.None);
        return ledger;
    }

    private async Task<TestLedger> WithCases(int cases)
    {
        var ledger = await TestLedger.Create(cluster);
        for (var i = 0; i < cases; i++)
        {
            await ledger.SubmitCase($"first-{i}");
        }

        await ledger.Sequencer.Drain(CancellationToken.None);
        return ledger;
    }

    private static async Task<TreeSize> Rebuild(TestLedger ledger, IProgress<RebuildProgress>? progress = null, int mostCasesInMemory = 1_000_000)
    {
        await using var owner = Roles.Connect(ledger.ConnectionString, Roles.Owner);
        var rebuild = new ViewRebuild(owner, progress ?? new Heard(_ => { })) { MostCasesInMemory = mostCasesInMemory };
        return await rebuild.Run(onlyOutdated: false, CancellationToken.None);
    }

    // Every entry of these ledgers is of a case: the versions of the cases add up to the size of the log.
    private static async Task AssertOneState(TestLedger ledger)
    {
        await using var connection = await ledger.Reader.OpenConnectionAsync();
        await using var reading = await ViewSchema.BeginReading(connection, CancellationToken.None);
        var size = await Ask(connection, "SELECT size FROM public_log.head");
        await Task.Delay(Random.Shared.Next(5));
        Assert.Equal(size, await Ask(connection, "SELECT sum(version)::bigint FROM views.case_view"));
        Assert.Equal(size, await Ask(connection, "SELECT sum(received)::bigint FROM views.service_result"));
    }

    private static async Task AssertRight(TestLedger ledger)
    {
        var replay = new MemoryReplay();
        await using var connection = await ledger.Reader.OpenConnectionAsync();
        foreach (var logged in await Projections.Transparency.EntryQuery.After(connection, after: null, int.MaxValue, CancellationToken.None))
        {
            replay.Add(logged.Entry);
        }

        Assert.Equal(replay.Digest().Lines, (await Digest(ledger)).Lines);
    }

    // Columns, keys, indexes and grants.
    private static async Task<List<string>> Tables(TestLedger ledger)
    {
        await using var command = ledger.Administrator.CreateCommand(
            """
            SELECT tablename || ': ' || indexdef FROM pg_indexes WHERE schemaname = 'views'
            UNION ALL SELECT relname || ': ' || relowner::regrole || ' ' || relacl::text FROM pg_class WHERE relnamespace = 'views'::regnamespace AND relkind = 'r'
            UNION ALL SELECT table_name || ': ' || column_name || ' ' || data_type || ' ' || is_nullable FROM information_schema.columns WHERE table_schema = 'views'
            UNION ALL SELECT 'schema: ' || nspowner::regrole || ' ' || nspacl::text FROM pg_namespace WHERE nspname = 'views'
            ORDER BY 1
            """);
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await rows.ReadAsync())
        {
            found.Add(rows.GetString(0));
        }

        return found;
    }

    private static async Task<long> Ask(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static Task<ViewDigests> Digest(TestLedger ledger) => DatabaseDigest.Compute(ledger.Reader, CancellationToken.None);

    private static async Task Run(TestLedger ledger, string sql)
    {
        await using var command = ledger.Administrator.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    // At once, in order; Progress<T> hands on later.
    private sealed class Heard(Action<RebuildProgress> hear) : IProgress<RebuildProgress>
    {
        public void Report(RebuildProgress value) => hear(value);
    }
}
