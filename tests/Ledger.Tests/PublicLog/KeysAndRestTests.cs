using Ledger.Tests.Store;
using Ledger.Tests.Transparency;
using Ledger.Transparency;
using Npgsql;
using Projections.Sequencing;
using Projections.Transparency;

namespace Ledger.Tests.PublicLog;

public sealed class KeysAndRestTests(Cluster cluster) : IDisposable
{
    private static readonly NoteSigner First = NoteSigner.FromSeed("test.example/log", SignedNoteTests.Seed(1));
    private static readonly NoteSigner Second = NoteSigner.FromSeed("test.example/log", SignedNoteTests.Seed(2));

    private readonly string folder = Directory.CreateTempSubdirectory("ledger-keys-").FullName;
    private readonly ManualClock clock = new();

    [Fact]
    public async Task A_log_that_changes_keys_signs_with_both_and_goes_on_with_the_new_one()
    {
        await using var ledger = await TestLedger.Create(cluster);
        await Publish(ledger, First, null);
        await Publish(ledger, First, Second);
        var both = await Served(ledger);
        await Publish(ledger, Second, null);
        var after = await Served(ledger);

        foreach (var key in new[] { First, Second })
        {
            Assert.True(both.Check([key.Verifier]).IsAccepted);
            Assert.Equal(CheckpointVerdict.Valid, WitnessPolicy.Only(key.Verifier).Check(both));
        }

        Assert.Equal(2, both.Signatures.Count);
        Assert.True(after.Check([Second.Verifier]).IsAccepted);
        Assert.False(after.Check([First.Verifier]).IsAccepted);

        // Without a time in which both sign, the new key cannot vouch for what the old one published.
        using var third = NoteSigner.FromSeed("test.example/log", SignedNoteTests.Seed(3));
        await Assert.ThrowsAsync<SequencerAlarmException>(() => Publish(ledger, third, null));
    }

    [Fact]
    public async Task At_rest_the_same_size_is_published_again_every_ten_minutes()
    {
        await using var ledger = await TestLedger.Create(cluster);
        await using var connection = await ledger.Projector.OpenConnectionAsync(CancellationToken.None);
        var publisher = New(First, null);
        foreach (var (minutes, rows) in new[] { (0, 1), (0, 1), (9, 1), (1, 2), (9, 2), (1, 3) })
        {
            clock.Advance(TimeSpan.FromMinutes(minutes));
            await publisher.Publish(connection, CancellationToken.None);
            Assert.Equal(rows, await ledger.Count("published.checkpoint"));
        }

        Assert.Equal(1, await ledger.Count("public_log.signed_checkpoint"));
        Assert.Equal(clock.GetUtcNow(), (await PublishedLog.Checkpoint(connection, CancellationToken.None))!.SignedAt);
    }

    [Fact]
    public async Task What_is_published_again_is_never_another_root_of_the_same_size()
    {
        await using var ledger = await TestLedger.Create(cluster);
        await ledger.SubmitCase();
        await ledger.Sequencer.Drain(CancellationToken.None);
        await using var connection = await ledger.Projector.OpenConnectionAsync(CancellationToken.None);
        var publisher = New(First, null);
        await publisher.Publish(connection, CancellationToken.None);
        await using (var tamper = ledger.Administrator.CreateCommand("UPDATE public_log.head SET root = sha256('another')"))
        {
            await tamper.ExecuteNonQueryAsync();
        }

        clock.Advance(CheckpointPublisher.RestInterval);
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => publisher.Publish(connection, CancellationToken.None));

        Assert.Equal(PostgresErrorCodes.UniqueViolation, refusal.SqlState);
        Assert.Equal(1, await ledger.Count("published.checkpoint"));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private CheckpointPublisher New(NoteSigner signer, NoteSigner? second) =>
        new(signer, Path.Combine(folder, "last-checkpoint"), clock) { SecondSigner = second };

    private async Task Publish(TestLedger ledger, NoteSigner signer, NoteSigner? second)
    {
        await using var connection = await ledger.Projector.OpenConnectionAsync(CancellationToken.None);
        await New(signer, second).Publish(connection, CancellationToken.None);
    }

    private static async Task<SignedNote> Served(TestLedger ledger)
    {
        await using var connection = await ledger.Reader.OpenConnectionAsync(CancellationToken.None);
        return SignedNote.Parse(System.Text.Encoding.UTF8.GetBytes((await PublishedLog.Checkpoint(connection, CancellationToken.None))!.Note));
    }
}
