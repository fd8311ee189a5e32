using Ledger.Deciding;
using Ledger.Governance.StateDigests;
using Ledger.Journal;
using Ledger.Tests.Cases;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Store;
using Microsoft.Extensions.DependencyInjection;
using Projections.Replay;
using PublicApi.Transparency;

namespace Ledger.Tests.Auditor;

public sealed class StateDigestTests(Cluster cluster)
{
    [Fact]
    public async Task A_digest_on_the_log_is_the_one_that_its_entries_lead_to()
    {
        await using var server = await TestServer.Start(cluster);
        await SampleNetwork.Write(server.Ledger);
        await server.Ledger.SubmitCase();
        await Sequenced(server);
        var digests = server.Services.GetRequiredService<StateDigests>();

        Assert.IsType<Outcome.Done>(await digests.Record("digest-1", CancellationToken.None));
        await server.Ledger.SubmitCase("submit-2");
        await Sequenced(server);
        Assert.IsType<Outcome.Done>(await digests.Record("digest-2", CancellationToken.None));
        await Sequenced(server);

        using var log = await ReplayTests.Publish(server.Ledger);
        var replay = await log.Replay("--digests");
        Assert.EndsWith("recorded digests: 2 compared, 0 different\n", replay.Output, StringComparison.Ordinal);
        Assert.Equal(0, replay.Code);
        (await log.Verify()).IsRight();
    }

    [Fact]
    public async Task A_digest_that_does_not_follow_from_its_entries_is_named()
    {
        await using var server = await TestServer.Start(cluster);
        await SampleNetwork.Write(server.Ledger);
        await server.Ledger.SubmitCase();
        await Sequenced(server);
        var size = await server.Ledger.Count("public_log.entry");

        // What the service itself would never record, put there behind its back.
        var lie = new StateDigestRecorded(
            By.Owner("lie"), size, ViewDigest.Version, [new DigestedView(ViewDigest.CaseViewName, new string('0', 64))]);
        await using (var connection = await server.Ledger.Writer.OpenConnectionAsync())
        {
            await EventPage.Append(connection, [new PendingEvent(StateDigestState.Stream, 1, Guid.CreateVersion7(), lie)], CancellationToken.None);
        }

        await Sequenced(server);
        using var log = await ReplayTests.Publish(server.Ledger);
        var replay = await log.Replay("--digests");
        Assert.EndsWith(
            $"recorded digests: 1 compared, 1 different\nentry {size} states another digest of case_view after {size} entries than follows from them\n",
            replay.Output, StringComparison.Ordinal);
        Assert.Equal(1, replay.Code);
        Assert.Equal(0, (await log.Replay()).Code);
    }

    [Fact]
    public async Task A_month_gets_one_digest_by_itself_and_an_empty_ledger_none()
    {
        await using var server = await TestServer.Start(cluster);
        var digests = server.Services.GetRequiredService<StateDigests>();

        await digests.RecordIfDue(CancellationToken.None);
        Assert.Equal(0, await Recorded(server));

        await SampleNetwork.Write(server.Ledger);
        await Sequenced(server);
        await digests.RecordIfDue(CancellationToken.None);
        await digests.RecordIfDue(CancellationToken.None);
        Assert.Equal(1, await Recorded(server));
    }

    [Fact]
    public async Task A_shorter_log_is_not_digested_after_a_longer_one()
    {
        await using var server = await TestServer.Start(cluster);
        await SampleNetwork.Write(server.Ledger);
        await Sequenced(server);
        var digests = server.Services.GetRequiredService<StateDigests>();
        var first = Assert.IsType<Outcome.Done>(await digests.Record("digest-1", CancellationToken.None));
        var again = Assert.IsType<Outcome.Done>(await digests.Record("digest-1", CancellationToken.None));

        Assert.Equal(first.Appended.EventIds, again.Appended.EventIds);
        Assert.Equal(
            RecordStateDigest.Order,
            Assert.IsType<Decision.Refused>(new RecordStateDigest(5, 1, [new DigestedView("case_view", new string('a', 64))]).DecideOn(
                StateDigestState.Initial with { Size = 5 },
                new Act(StateDigestState.Stream, SampleNetwork.At("digest") with { Node = "SC" }, SampleNetwork.Network, () => new byte[32]))).Rule);
    }

    private static Task<long> Recorded(TestServer server) => server.Ledger.Count("journal.mt_events WHERE type = 'state_digest.recorded.v1'");

    private static async Task Sequenced(TestServer server)
    {
        var size = await server.Ledger.Count("journal.mt_events");
        while (await server.Ledger.Count("public_log.entry") < size)
        {
            await Task.Delay(20);
        }
    }
}
