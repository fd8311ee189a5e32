using Ledger.Tests.Auditor;
using Ledger.Tests.EndToEnd;
using Ledger.Tests.Store;
using Ledger.Transparency;
using Npgsql;
using Projections.Sequencing;
using Projections.Transparency;
using PublicApi.Cli;
using PublicApi.Transparency;

namespace Ledger.Tests.PublicLog;

public sealed class LogFolderTests(Cluster cluster) : IDisposable
{
    private static readonly NoteSigner Signer = NoteSigner.FromSeed("test.example/log", new byte[32]);

    private readonly string folder = Directory.CreateTempSubdirectory("ledger-folder-").FullName;

    private string Files => Path.Combine(folder, "files");

    [Fact]
    public async Task A_folder_that_is_brought_up_step_by_step_verifies_at_each_step()
    {
        await using var ledger = await TestLedger.Create(cluster);
        var files = new LogFolder(Files);
        foreach (var size in new[] { 0, 1, 255, 256, 257, 600 })
        {
            await Grow(ledger, size);
            await Update(files, ledger);

            (await Verify()).IsRight();
        }

        // As a run that begins anew finds it: nothing is missing and nothing is written twice.
        Assert.Equal(0, await Update(new LogFolder(Files), ledger));
        Assert.DoesNotContain(Directory.EnumerateFiles(Files, "*", SearchOption.AllDirectories), file => file.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_is_never_taken_back()
    {
        await using var ledger = await TestLedger.Create(cluster);
        await Grow(ledger, 3);
        await using var connection = await ledger.Reader.OpenConnectionAsync(CancellationToken.None);
        var before = (await PublishedLog.Checkpoint(connection, CancellationToken.None))!;
        await Grow(ledger, 5);
        var files = new LogFolder(Files);
        await Update(files, ledger);

        await Assert.ThrowsAsync<SequencerAlarmException>(() => files.Update(connection, before, CancellationToken.None));
        (await Verify()).IsRight();
    }

    [Fact]
    public async Task Follow_keeps_a_folder_current_while_the_log_grows()
    {
        await using var ledger = await TestLedger.Create(cluster);
        using var follow = Product.Start(ledger.ConnectionString, "publish", Files, "--follow");
        foreach (var size in new[] { 2, 300, 301 })
        {
            await Grow(ledger, size);
            while (SizeOf(Path.Combine(Files, "checkpoint")) != size)
            {
                Assert.True(follow.IsRunning);
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }

            (await Verify()).IsRight();
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static long SizeOf(string file) =>
        File.Exists(file) ? Checkpoint.Parse(SignedNote.Parse(File.ReadAllBytes(file)).Text).Size.Value : -1;

    private Task<TestLog.Outcome> Verify() => TestLog.Run(VerifyCommand.Build(), "--log", Files, "--vkey", $"{Signer.Verifier}");

    private async Task Grow(TestLedger ledger, int size)
    {
        var stored = (int)await ledger.Count("journal.mt_events");
        if (size > stored)
        {
            await ledger.Recorder.RecordAsync([.. Enumerable.Range(stored, size - stored).Select(i => Samples.Account($"{i}"))], CancellationToken.None);
        }

        await ledger.Sequencer.Drain(CancellationToken.None);
        await using var connection = await ledger.Projector.OpenConnectionAsync(CancellationToken.None);
        await new CheckpointPublisher(Signer, Path.Combine(folder, "last-checkpoint"), TimeProvider.System).Publish(connection, CancellationToken.None);
    }

    private static async Task<int> Update(LogFolder files, TestLedger ledger)
    {
        await using NpgsqlConnection connection = await ledger.Reader.OpenConnectionAsync(CancellationToken.None);
        return await files.Update(connection, (await PublishedLog.Checkpoint(connection, CancellationToken.None))!, CancellationToken.None);
    }
}
