using Ledger.Tests.Store;
using Ledger.Transparency;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Projections.Sequencing;

namespace Ledger.Tests.PublicLog;

public sealed class NeverForkTests(Cluster cluster) : IDisposable
{
    private static readonly NoteSigner Signer = NoteSigner.FromSeed("test.example/log", new byte[32]);

    private readonly string folder = Directory.CreateTempSubdirectory("ledger-fork-").FullName;

    private string LastCheckpoint => Path.Combine(folder, "last-checkpoint");

    [Fact]
    public async Task Signs_what_it_sequenced_and_signs_a_size_once()
    {
        await using var ledger = await TestLedger.Create(cluster);
        await Grow(ledger, 3);
        await Grow(ledger, 0);
        await Grow(ledger, 2);

        Assert.Equal(2, await ledger.Count("public_log.signed_checkpoint"));
        Assert.Equal(1, await ledger.Count("public_log.signed_checkpoint s JOIN public_log.head h ON h.size = s.size WHERE h.size = 5"));
        Assert.Equal(5, Checkpoint.Parse(SignedNote.Parse(await File.ReadAllBytesAsync(LastCheckpoint)).Text).Size.Value);
        Assert.Empty((await Fsck.Check(ledger.Administrator, new Progress<long>(), CancellationToken.None)).Faults);
    }

    [Fact]
    public async Task Neither_sequences_nor_signs_on_a_database_that_was_set_back()
    {
        var before = await cluster.NewDatabase();
        await using (var ledger = await TestLedger.Open(before))
        {
            await Grow(ledger, 3);
        }

        NpgsqlConnection.ClearAllPools();
        var backup = await cluster.Copy(before);
        await using (var ledger = await TestLedger.Open(before))
        {
            await Grow(ledger, 2);
        }

        await using var restored = await TestLedger.Open(backup);
        await restored.SubmitCase("after-the-restore");
        var sequencer = NewSequencer(restored);
        await sequencer.Run(CancellationToken.None);

        Assert.Contains("holds 3 entries and the last checkpoint that was published has 5", sequencer.Alarm, StringComparison.Ordinal);
        Assert.Equal(3, await restored.Count("public_log.entry"));
        Assert.Equal(1, await restored.Count("public_log.signed_checkpoint"));
        await Assert.ThrowsAsync<SequencerAlarmException>(() => NewSequencer(restored).Drain(CancellationToken.None));
    }

    [Fact]
    public async Task Does_not_sign_a_history_that_differs_from_the_one_it_published()
    {
        await using (var published = await TestLedger.Create(cluster))
        {
            await Grow(published, 2);
        }

        await using var other = await TestLedger.Create(cluster);
        await other.SubmitCase("a");
        await other.SubmitCase("b");
        await other.Sequencer.Drain(CancellationToken.None);
        var sequencer = NewSequencer(other);
        await sequencer.Run(CancellationToken.None);

        Assert.Contains("the history was rewritten", sequencer.Alarm, StringComparison.Ordinal);
        Assert.Equal(0, await other.Count("public_log.signed_checkpoint"));
    }

    [Fact]
    public async Task Does_not_trust_a_last_checkpoint_that_another_key_signed()
    {
        await using var ledger = await TestLedger.Create(cluster);
        await Grow(ledger, 1);
        var forged = NoteSigner.FromSeed("test.example/log", [.. Enumerable.Repeat((byte)7, 32)]);
        var text = new Checkpoint(forged.Verifier.Name, new TreeSize(0), Merkle.EmptyRoot).Text;
        await File.WriteAllBytesAsync(LastCheckpoint, new SignedNote(text, [forged.Sign(text)]).Write());

        var sequencer = NewSequencer(ledger);
        await sequencer.Run(CancellationToken.None);

        Assert.Contains("not one that this log's key signed", sequencer.Alarm, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task Grow(TestLedger ledger, int cases)
    {
        for (var i = 0; i < cases; i++)
        {
            await ledger.SubmitCase($"case-{Guid.NewGuid()}");
        }

        await NewSequencer(ledger).Drain(CancellationToken.None);
    }

    private Sequencer NewSequencer(TestLedger ledger) => new(
        ledger.Projector, NullLogger<Sequencer>.Instance, TimeProvider.System, new CheckpointPublisher(Signer, LastCheckpoint, TimeProvider.System));
}
