using System.Collections.Concurrent;
using Ledger.Cases;
using Ledger.Tests.Auditor;
using Ledger.Tests.Imports;
using Ledger.Tests.Store;
using Ledger.Tests.Transparency;
using Ledger.Transparency;
using Projections.Sequencing;
using PublicApi.Cli;

namespace Ledger.Tests.EndToEnd;

public sealed class CrashPointTests(Cluster cluster)
{
    private const int Kills = 100;
    private const int Killed = 128 + 9;

    // At once, each a ledger of its own: a process takes longer to begin than to be killed.
    private const int Ledgers = 2;

    [Fact]
    public async Task A_hundred_kills_at_the_named_points_fork_nothing_leave_no_gap_and_lose_nothing()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var points = await Task.WhenAll(Enumerable.Range(0, Ledgers).Select(i => KillOneLedger(new Random(seed + i), Kills / Ledgers)));

        // Over the whole run each point was hit: the first kills take them in turn.
        Assert.Equal(CrashPoint.Names.Order(StringComparer.Ordinal), points.SelectMany(hit => hit).Distinct().Order(StringComparer.Ordinal));
    }

    private async Task<List<string>> KillOneLedger(Random random, int kills)
    {
        await using var ledger = await TestLedger.Create(cluster);
        using var folder = new TemporaryFolder();
        using var signer = NoteSigner.FromSeed("test.example/log", SignedNoteTests.Seed(1));
        folder.Write("log-key", NoteSigner.WritePrivateKey(signer.Verifier, SignedNoteTests.Seed(1)));
        var files = Path.Combine(folder.Root, "files");
        var signed = new ConcurrentDictionary<long, string>();
        using var end = new CancellationTokenSource();
        var writer = Write(ledger, end.Token);
        var hit = new List<string>();
        for (var attempt = 0; hit.Count < kills; attempt++)
        {
            // Each point in turn, then any; every fifth then in writing the static files, which passes two of them often.
            var publishes = hit.Count >= CrashPoint.Names.Count && attempt % 5 == 4;
            var points = publishes ? ["file-written", "file-renamed"] : CrashPoint.Names;
            var point = hit.Count < CrashPoint.Names.Count ? points[hit.Count] : points[random.Next(points.Count)];
            var count = publishes ? random.Next(1, 6) : 1;
            await ledger.Recorder.RecordAsync([.. Accounts(random, attempt)], CancellationToken.None);
            string[] arguments = publishes ? ["publish", files] : ["sequence"];
            using var product = Product.Start(ledger.ConnectionString, folder.Root, arguments, crashAt: $"{point}:{count}");
            var (code, _, errors) = await product.End();
            Assert.True(code is Killed or 0, errors);
            Assert.True(attempt < Kills * 10, $"the product passes no point any more; last asked for {point}");
            if (code == Killed)
            {
                hit.Add(point);
            }

            await Look(ledger, folder.Root, signer.Verifier, signed);
            if (File.Exists(Path.Combine(files, "checkpoint")))
            {
                (await TestLog.Run(VerifyCommand.Build(), "--log", files, "--vkey", $"{signer.Verifier}")).IsRight();
            }
        }

        await end.CancelAsync();
        var acknowledged = await writer;
        var (ended, _, why) = await Sequence(ledger, folder.Root);
        Assert.True(ended == 0, why);
        await Look(ledger, folder.Root, signer.Verifier, signed);
        await AssertWhole(ledger, acknowledged, signed);
        return hit;
    }

    // Whatever the world may have seen: the notes that are served, and the file that is ahead of them.
    private static async Task Look(TestLedger ledger, string folder, NoteVerifier key, ConcurrentDictionary<long, string> signed)
    {
        var notes = new List<string>();
        await using (var command = ledger.Administrator.CreateCommand("SELECT note FROM published.checkpoint UNION ALL SELECT note FROM public_log.signed_checkpoint"))
        {
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                notes.Add(rows.GetString(0));
            }
        }

        var shown = notes.Count == 0 ? 0 : notes.Max(note => Read(note, key).Size.Value);
        var file = Path.Combine(folder, "last-checkpoint");
        if (File.Exists(file))
        {
            notes.Add(await File.ReadAllTextAsync(file));
            Assert.True(Read(notes[^1], key).Size.Value >= shown, "the file is behind what was shown");
        }

        foreach (var head in notes.Select(note => Read(note, key)))
        {
            var root = Convert.ToBase64String(head.Root);
            Assert.Equal(root, signed.GetOrAdd(head.Size.Value, root));
        }
    }

    private static Checkpoint Read(string text, NoteVerifier key)
    {
        var note = SignedNote.Parse(System.Text.Encoding.UTF8.GetBytes(text));
        Assert.True(note.Check([key]).IsAccepted);
        return Checkpoint.Parse(note.Text);
    }

    private static async Task AssertWhole(TestLedger ledger, List<Guid> acknowledged, ConcurrentDictionary<long, string> signed)
    {
        var leaves = new List<byte[]>();
        var events = new HashSet<Guid>();
        await using (var command = ledger.Administrator.CreateCommand("SELECT position, event_id, body FROM public_log.entry ORDER BY position"))
        {
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                Assert.Equal(leaves.Count, rows.GetInt64(0));
                Assert.True(events.Add(rows.GetGuid(1)));
                leaves.Add(Merkle.LeafHash(rows.GetFieldValue<byte[]>(2)));
            }
        }

        Assert.Equal(await ledger.Count("journal.mt_events"), leaves.Count);
        Assert.NotEmpty(acknowledged);
        Assert.Empty(acknowledged.Except(events));
        Assert.Equal(leaves.Count, signed.Keys.Max());
        Assert.True(signed.Count > 3);
        foreach (var (size, root) in signed)
        {
            Assert.Equal(Convert.ToBase64String(NaiveTree.Root(leaves.GetRange(0, (int)size).ToArray())), root);
        }

        Assert.Empty((await Fsck.Check(ledger.Administrator, new Progress<long>(), CancellationToken.None)).Faults);
    }

    // Commands that come in while the sequencer works and is killed.
    private static async Task<List<Guid>> Write(TestLedger ledger, CancellationToken end)
    {
        var acknowledged = new List<Guid>();
        for (var i = 0; !end.IsCancellationRequested; i++)
        {
            var stream = Ledger.Journal.CaseIds.Prefix + Guid.CreateVersion7();
            var outcome = await ledger.Journal.Execute(
                stream, expected: null, $"w{i}", _ => Ledger.Deciding.Decision.Accept(Samples.Submitted($"w{i}")), TimeSpan.FromMinutes(5));
            acknowledged.AddRange(Assert.IsType<Ledger.Journal.Outcome.Done>(outcome).Appended.EventIds);
            await Task.Delay(20, CancellationToken.None);
        }

        return acknowledged;
    }

    private static IEnumerable<RecordSourceAccount> Accounts(Random random, int attempt) =>
        Enumerable.Range(0, random.Next(1, 20)).Select(i => Samples.Account($"{attempt}-{i}"));

    private static async Task<(int ExitCode, string Output, string Errors)> Sequence(TestLedger ledger, string folder)
    {
        using var product = Product.Start(ledger.ConnectionString, folder, ["sequence"]);
        return await product.End();
    }
}
