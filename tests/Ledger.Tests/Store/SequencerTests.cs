namespace Ledger.Tests.Store;

public sealed class SequencerTests(Cluster cluster)
{
    [Fact]
    public async Task Gives_every_event_one_position_without_gaps()
    {
        await using var ledger = await TestLedger.Create(cluster);
        for (var i = 0; i < 3; i++)
        {
            await ledger.SubmitCase($"submit-{i}");
        }

        await ledger.Recorder.RecordAsync([Samples.Account("1", hours: 5), Samples.Account("2")], CancellationToken.None);
        await ledger.Sequencer.Drain(CancellationToken.None);

        Assert.Equal(6, await ledger.Count("public_log.entry"));
        Assert.Equal(0, await ledger.Count("journal.outbox"));
        Assert.Equal(5, await ledger.Count("views.case_view"));
        Assert.Equal(1, await ledger.Count("public_log.head WHERE size = 6"));
    }
}
