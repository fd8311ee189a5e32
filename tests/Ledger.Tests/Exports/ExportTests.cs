using System.Net;
using System.Text;
using Ledger.Tests.Auditor;
using Ledger.Tests.EndToEnd;
using Ledger.Tests.Store;
using Ledger.Tests.Transparency;
using Ledger.Transparency;
using Npgsql;
using Projections.Replay;
using Projections.Sequencing;
using PublicApi.Cli;
using PublicApi.Http;

namespace Ledger.Tests.Exports;

public sealed class ExportTests(Cluster cluster) : IDisposable
{
    private static readonly NoteSigner Signer = NoteSigner.FromSeed("test.example/log", SignedNoteTests.Seed(1));

    private readonly string folder = Directory.CreateTempSubdirectory("ledger-export-").FullName;

    private string Export => Path.Combine(folder, "export.jsonl");

    [Fact]
    public async Task A_restored_log_is_served_verified_and_folded_as_it_was_and_takes_no_events()
    {
        await using var ledger = await WithHistory(300);
        var (code, output, errors) = await Product.Run(ledger.ConnectionString, "export", Export);
        Assert.True(code == 0, errors);
        Assert.Equal($"exported: {await ledger.Count("public_log.entry")} entries\n", output);

        await using var mirror = await Restored();
        Assert.Equal((await DatabaseDigest.Compute(ledger.Reader, default)).Lines, (await DatabaseDigest.Compute(mirror.Reader, default)).Lines);
        Assert.Empty((await Fsck.Check(mirror.Administrator, new Progress<long>(), CancellationToken.None)).Faults);

        var again = Path.Combine(folder, "again.jsonl");
        Assert.Equal(0, (await Product.Run(mirror.ConnectionString, "export", again)).ExitCode);
        Assert.Equal(await File.ReadAllBytesAsync(Export), await File.ReadAllBytesAsync(again));

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => mirror.Recorder.RecordAsync([Samples.Account("one")], CancellationToken.None));
        Assert.Contains("mirror", refusal.MessageText, StringComparison.Ordinal);
        await Assert.ThrowsAsync<SequencerAlarmException>(() => mirror.Sequencer.Drain(CancellationToken.None));
    }

    [Fact]
    public async Task A_mirror_serves_the_log_under_the_key_of_its_owner_and_signs_nothing_itself()
    {
        await using var ledger = await WithHistory(40);
        Assert.Equal(0, (await Product.Run(ledger.ConnectionString, "export", Export)).ExitCode);
        await using var mirror = await Restored();
        using var own = NoteSigner.FromSeed("mirror.example/log", SignedNoteTests.Seed(5));
        var publisher = new CheckpointPublisher(own, Path.Combine(folder, "mirror-checkpoint"), TimeProvider.System);
        await using var app = await Server.Build(new ServerSettings(mirror.ConnectionString, "http://127.0.0.1:0", publisher), default);
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        (await TestLog.Run(VerifyCommand.Build(), "--log", $"{app.Urls.Single()}/log", "--vkey", $"{Signer.Verifier}")).IsRight();
        Assert.Equal($"{Signer.Verifier}\n", await client.GetStringAsync("/log/vkey"));
        using var command = await client.PostAsync("/cases", new StringContent("{}", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.NotFound, command.StatusCode);
        using var health = await client.GetAsync("/health");
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.False(File.Exists(Path.Combine(folder, "mirror-checkpoint")));
        Assert.Equal(1, await mirror.Count("published.checkpoint"));
    }

    [Fact]
    public async Task A_file_that_is_not_the_signed_log_restores_nothing()
    {
        await using var ledger = await WithHistory(40);
        Assert.Equal(0, (await Product.Run(ledger.ConnectionString, "export", Export)).ExitCode);
        var lines = await File.ReadAllLinesAsync(Export);
        await using var target = await TestLedger.Create(cluster);
        string[] withoutOne = [.. lines[..5], .. lines[6..]];
        string[] withoutLast = lines[..^1];
        string[] swapped = [.. lines[..5], lines[6], lines[5], .. lines[7..]];
        string[] changed = [.. lines[..5], lines[5].Replace("\"node\":\"", "\"node\":\"X", StringComparison.Ordinal), .. lines[6..]];
        string[] spaced = [.. lines[..5], lines[5].Replace("\":", "\": ", StringComparison.Ordinal), .. lines[6..]];
        foreach (var (content, reason) in new[]
        {
            (withoutOne, "line 6, entry 4: the entry says that it is entry 5"),
            (swapped, "line 6, entry 4: the entry says that it is entry 5"),
            (spaced, "line 6, entry 4: the entry is not in its canonical form"),
            (changed, $"the checkpoint signs {lines.Length - 1} entries with the root"),
            (withoutLast, $"the checkpoint signs {lines.Length - 1} entries with the root"),
            ([.. lines, lines[^1]], $"line {lines.Length + 1}, entry {lines.Length - 1}: the entry says that it is entry {lines.Length - 2}"),
            (lines[1..], "line 1: "),
            ([], "the file is empty"),
        })
        {
            var file = Path.Combine(folder, "bad.jsonl");
            await File.WriteAllTextAsync(file, string.Concat(content.Select(line => line + "\n")));
            var (code, _, errors) = await Product.Run(target.ConnectionString, "restore", file, "--vkey", $"{Signer.Verifier}");

            Assert.Equal(1, code);
            Assert.Contains($"Nothing was restored: {reason}", errors, StringComparison.Ordinal);
            Assert.Equal(0, await target.Count("public_log.entry"));
        }

        using var stranger = NoteSigner.FromSeed("test.example/log", SignedNoteTests.Seed(2));
        Assert.Contains("not valid by this key", (await Product.Run(target.ConnectionString, "restore", Export, "--vkey", $"{stranger.Verifier}")).Errors, StringComparison.Ordinal);
        Assert.Contains("not empty", (await Product.Run(ledger.ConnectionString, "restore", Export, "--vkey", $"{Signer.Verifier}")).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fsck_finds_what_was_changed_in_a_mirror()
    {
        await using var ledger = await WithHistory(20);
        Assert.Equal(0, (await Product.Run(ledger.ConnectionString, "export", Export)).ExitCode);
        await using var mirror = await Restored();
        await using (var tamper = mirror.Administrator.CreateCommand(
            """
            ALTER TABLE public_log.entry DISABLE TRIGGER refuse_change; ALTER TABLE journal.mt_events DISABLE TRIGGER refuse_events;
            UPDATE public_log.entry SET body = convert_to(replace(convert_from(body, 'UTF8'), '"node":"', '"node":"X'), 'UTF8') WHERE position = 3;
            ALTER TABLE public_log.entry ENABLE ALWAYS TRIGGER refuse_change
            """))
        {
            await tamper.ExecuteNonQueryAsync();
        }

        var faults = (await Fsck.Check(mirror.Administrator, new Progress<long>(), CancellationToken.None)).Faults.Select(fault => fault.Check).Distinct();

        // The checkpoint's root is that of the tiles, which still are the true ones.
        Assert.Equal(["GUARD", "ROOT", "TILE"], faults.Order(StringComparer.Ordinal));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<TestLedger> WithHistory(int steps)
    {
        var ledger = await TestLedger.Create(cluster);
        var history = new RandomHistory(ledger, new Random(steps));
        for (var step = 0; step < steps; step++)
        {
            await history.Step();
        }

        await ledger.Sequencer.Drain(CancellationToken.None);
        await using var connection = await ledger.Projector.OpenConnectionAsync(CancellationToken.None);
        await new CheckpointPublisher(Signer, Path.Combine(folder, $"last-{steps}"), TimeProvider.System).Publish(connection, CancellationToken.None);
        return ledger;
    }

    private async Task<TestLedger> Restored()
    {
        var mirror = await TestLedger.Create(cluster);
        var (code, output, errors) = await Product.Run(mirror.ConnectionString, "restore", Export, "--vkey", $"{Signer.Verifier}");
        Assert.True(code == 0, errors);
        Assert.StartsWith("restored: test.example/log, ", output, StringComparison.Ordinal);
        return mirror;
    }
}
