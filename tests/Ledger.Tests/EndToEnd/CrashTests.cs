using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Tests.Store;
using Npgsql;
using Projections.Sequencing;

namespace Ledger.Tests.EndToEnd;

public sealed class CrashTests(Cluster cluster)
{
    private const int Requests = 30_000;

    [Fact]
    public async Task Kill_9_of_the_service_and_the_import_loses_nothing_and_doubles_nothing()
    {
        await using var ledger = await TestLedger.Create(cluster);
        var folder = Directory.CreateTempSubdirectory("ledger-crash-");
        var file = Path.Combine(folder.FullName, "requests.json");
        await WriteRequests(file);

        for (var crash = 1; crash <= 3; crash++)
        {
            using var service = Product.Start(ledger.ConnectionString, "serve", "--urls", "http://127.0.0.1:0");
            using var import = Product.Start(ledger.ConnectionString, "import", "open311", file, "--source", "city");

            // Somewhere inside the import, further in at every crash, with events both sequenced and waiting.
            while (import.IsRunning && await ledger.Count("public_log.entry") < crash * 10_000)
            {
                await Task.Delay(5, TestContext.Current.CancellationToken);
            }

            Assert.True(import.IsRunning, "the import ended before it could be killed");
            await Task.WhenAll(service.Kill(), import.Kill());
        }

        var (exitCode, output, errors) = await Product.Run(ledger.ConnectionString, "import", "open311", file, "--source", "city");
        Assert.True(exitCode == 0, errors);
        Assert.Contains($"imported: {Requests} records", output, StringComparison.Ordinal);

        var (fsck, report, _) = await Product.Run(ledger.ConnectionString, "fsck");
        Assert.True(fsck == 0, report);
        await AssertFigures(ledger);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Kill_9_of_PostgreSQL_under_load_loses_no_acknowledged_command()
    {
        await using var own = new Cluster();
        await own.InitializeAsync();
        await using var ledger = await TestLedger.Create(own);
        using var end = new CancellationTokenSource();
        var sequencer = ledger.Sequencer.Run(end.Token);
        var acknowledged = new ConcurrentDictionary<string, Appended>();
        var commands = Enumerable.Range(0, 3_000).Select(i => CaseIds.Prefix + Guid.CreateVersion7()).ToList();
        var load = Parallel.ForEachAsync(
            commands, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (stream, _) => await Submit(ledger, stream, acknowledged));

        for (var crash = 1; crash <= 3; crash++)
        {
            while (acknowledged.Count < crash * 700)
            {
                await Task.Delay(5, TestContext.Current.CancellationToken);
            }

            await own.Kill();
            await own.Restart();
        }

        await load;
        NpgsqlConnection.ClearAllPools();
        await ledger.Sequencer.Drain(CancellationToken.None);
        await end.CancelAsync();
        await sequencer;

        Assert.Null(ledger.Sequencer.Alarm);
        Assert.Equal(commands.Count, acknowledged.Count);
        Assert.Equal(commands.Count, await ledger.Count("journal.mt_events"));
        Assert.Equal(
            acknowledged.Values.SelectMany(answer => answer.EventIds).Order(), (await EventIds(ledger)).Order());
        Assert.Empty((await Fsck.Check(ledger.Administrator, new Progress<long>(), CancellationToken.None)).Faults);
    }

    [Fact]
    public async Task Kill_9_at_random_while_signing_never_forks_the_log()
    {
        const int kills = 15;
        await using var ledger = await TestLedger.Create(cluster);
        var folder = Directory.CreateTempSubdirectory("ledger-signing-");
        var (made, _, errors) = await Product.Run(
            ledger.ConnectionString, "key", "new", Path.Combine(folder.FullName, "log-key"), "--origin", "test.example/log");
        Assert.True(made == 0, errors);
        using var end = new CancellationTokenSource();
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var writers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                await ledger.SubmitCase($"c-{Guid.NewGuid()}");
            }
        })).ToList();

        for (var kill = 0; kill < kills; kill++)
        {
            var signed = await ledger.Count("public_log.signed_checkpoint");
            using var service = Product.Start(ledger.ConnectionString, folder.FullName, ["serve", "--urls", "http://127.0.0.1:0"]);
            while (await ledger.Count("public_log.signed_checkpoint") == signed)
            {
                Assert.True(service.IsRunning);
                await Task.Delay(5, TestContext.Current.CancellationToken);
            }

            // The next checkpoint is due a second after this one.
            await Task.Delay(random.Next(900, 1_100), TestContext.Current.CancellationToken);
            await service.Kill();
        }

        await end.CancelAsync();
        await Task.WhenAll(writers);
        await ledger.Sequencer.Drain(CancellationToken.None);
        Assert.True(await ledger.Count("public_log.signed_checkpoint") >= kills);
        Assert.Equal(await ledger.Count("journal.mt_events"), await ledger.Count("public_log.entry"));

        // fsck derives the root of every size the log bound itself to; that the notes say the same is seen here.
        Assert.Empty((await Fsck.Check(ledger.Administrator, new Progress<long>(), CancellationToken.None)).Faults);
        Assert.Equal(
            0,
            await ledger.Count(
                "public_log.signed_checkpoint s JOIN public_log.checkpoint c USING (size) WHERE split_part(s.note, E'\n', 3) <> encode(c.root, 'base64')"));
        folder.Delete(recursive: true);
    }

    // A client that repeats with the same key until it is told that the command stands.
    private static async Task Submit(TestLedger ledger, string stream, ConcurrentDictionary<string, Appended> acknowledged)
    {
        while (true)
        {
            try
            {
                var outcome = await ledger.Journal.Execute(
                    stream, expected: null, stream, _ => Decision.Accept(Samples.Submitted(stream)), TimeSpan.FromMinutes(5));
                acknowledged[stream] = Assert.IsType<Outcome.Done>(outcome).Appended;
                return;
            }
            catch (Exception fault) when (fault is NpgsqlException or IOException || fault.InnerException is NpgsqlException)
            {
                await Task.Delay(50);
            }
        }
    }

    private static async Task<List<Guid>> EventIds(TestLedger ledger)
    {
        await using var command = ledger.Administrator.CreateCommand("SELECT id FROM journal.mt_events");
        await using var rows = await command.ExecuteReaderAsync();
        var ids = new List<Guid>();
        while (await rows.ReadAsync())
        {
            ids.Add(rows.GetGuid(0));
        }

        return ids;
    }

    // Request i is made i minutes after the start of 2020; three of four are closed, after i seconds.
    private static async Task WriteRequests(string file)
    {
        var start = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await using var text = new StreamWriter(file, append: false, new UTF8Encoding(false));
        for (var i = 0; i < Requests; i++)
        {
            var requested = start.AddMinutes(i);
            var closed = i % 4 != 0;
            await text.WriteAsync(string.Create(CultureInfo.InvariantCulture, $$"""
                {{(i == 0 ? "[" : ",")}}{"service_request_id":"r{{i}}","status":"{{(closed ? "closed" : "open")}}","service_code":"s{{i % 7}}",
                "service_name":"Service {{i % 7}}","requested_datetime":"{{requested:yyyy-MM-ddTHH:mm:sszzz}}",
                "updated_datetime":"{{(closed ? requested.AddSeconds(i) : requested):yyyy-MM-ddTHH:mm:sszzz}}"}
                """));
        }

        await text.WriteAsync("]");
    }

    private static async Task AssertFigures(TestLedger ledger)
    {
        await using var command = ledger.Administrator.CreateCommand(
            "SELECT sum(received), sum(delivered), sum(open), sum(duration_ms_total) FROM views.service_result");
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        var closed = Enumerable.Range(0, Requests).Where(i => i % 4 != 0).ToList();
        Assert.Equal(Requests, row.GetDecimal(0));
        Assert.Equal(closed.Count, row.GetDecimal(1));
        Assert.Equal(Requests - closed.Count, row.GetDecimal(2));
        Assert.Equal(closed.Sum(i => (decimal)i * 1000), row.GetDecimal(3));
    }
}
