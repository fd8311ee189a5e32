using System.Net;
using Ledger.Tests.Auditor;
using Ledger.Tests.Store;
using Ledger.Tests.Transparency;
using Ledger.Transparency;
using Microsoft.AspNetCore.Http;
using PublicApi.Cli;

namespace Ledger.Tests.Witnessing;

public sealed class WitnessedLogTests(Cluster cluster)
{
    [Fact]
    public async Task Serves_its_checkpoint_with_the_cosignatures_of_its_witnesses_and_verify_asks_for_them()
    {
        await using var one = await TestWitness.Start(11);
        await using var two = await TestWitness.Start(12);
        await using var log = await WitnessedLog.Start(cluster, "all", (one.Key.Verifier, one.Url), (two.Key.Verifier, two.Url));
        await log.Grow(3);

        var note = await log.Served(3, cosignatures: 2);
        Assert.Equal(3, note.Check([TestWitness.LogKey.Verifier, one.Key.Verifier, two.Key.Verifier]).Signers.Count);
        Assert.Equal(await File.ReadAllTextAsync(log.PolicyFile), await log.Server.Client.GetStringAsync("/log/policy"));
        var status = await log.Status();
        Assert.Equal(3, status.GetProperty("published").GetInt64());
        Assert.All(status.GetProperty("witnesses").EnumerateArray(), witness =>
        {
            Assert.Equal(3, witness.GetProperty("size").GetInt64());
            Assert.Equal(System.Text.Json.JsonValueKind.Null, witness.GetProperty("fault").ValueKind);
            Assert.True(witness.GetProperty("askedAt").GetDateTimeOffset() >= witness.GetProperty("cosignedAt").GetDateTimeOffset());
        });

        var url = new Uri(log.Server.Client.BaseAddress!, "/log").ToString();
        (await TestLog.Run(VerifyCommand.Build(), "--log", url, "--vkey", $"{TestWitness.LogKey.Verifier}", "--policy", log.PolicyFile)).IsRight();

        // A policy that asks for one more witness than there is.
        var strict = log.PolicyFile + ".strict";
        var third = NoteSigner.CosignerFromSeed("third.example", SignedNoteTests.Seed(13)).Verifier;
        await File.WriteAllTextAsync(strict, $"witness W1 {one.Key.Verifier}\nwitness W3 {third}\ngroup Q all W1 W3\nquorum Q\n");
        (await TestLog.Run(VerifyCommand.Build(), "--log", url, "--vkey", $"{TestWitness.LogKey.Verifier}", "--policy", strict))
            .IsWrong("checkpoint: too few of the policy's witnesses have signed it");
    }

    [Fact]
    public async Task Without_a_quorum_sequencing_goes_on_and_the_public_sees_the_checkpoint_before()
    {
        await using var one = await TestWitness.Start(11);
        await using var two = await TestWitness.Start(12);
        await using var log = await WitnessedLog.Start(cluster, "all", (one.Key.Verifier, one.Url), (two.Key.Verifier, two.Url));
        await log.Grow(2);
        await log.Served(2, cosignatures: 2);

        await two.Close();
        await log.Grow(3);
        await log.Fault(1, "no connection");
        while (await log.Ledger.Count("public_log.signed_checkpoint WHERE size = 5") == 0)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.Equal(5, await log.Ledger.Count("public_log.entry"));
        Assert.Equal(2, Checkpoint.Parse((await log.TryServed())!.Text).Size.Value);
        using var beyond = await log.Server.Client.GetAsync("/log/tile/0/000.p/5");
        Assert.Equal(HttpStatusCode.NotFound, beyond.StatusCode);

        await two.Open();
        await log.Served(5, cosignatures: 2);
    }

    [Fact]
    public async Task Serves_what_came_when_others_lie_are_slow_or_are_down()
    {
        await using var good = await TestWitness.Start(11);
        await using var liar = await StrangeWitness.Start(12, request => Task.FromResult(
            request.Method == "POST" ? Results.Text("— strange.example/w12 " + Convert.ToBase64String(new byte[76]) + "\n") : Results.NotFound()));
        await using var babbler = await StrangeWitness.Start(13, _ => Task.FromResult(Results.Text("cosigned, of course", "text/plain; charset=none-such")));
        await using var ahead = await StrangeWitness.Start(14, request => Task.FromResult(
            request.Method == "POST" ? Results.Text("9000000\n", "text/x.tlog.size", statusCode: 409) : Results.NotFound()));
        await using var slow = await StrangeWitness.Start(15, async request =>
        {
            await Task.Delay(TimeSpan.FromMinutes(1), request.HttpContext.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return Results.Ok();
        });
        var gone = await TestWitness.Start(16);
        await gone.Close();
        await using var log = await WitnessedLog.Start(
            cluster, "any", (good.Key.Verifier, good.Url), (liar.Key.Verifier, liar.Url), (babbler.Key.Verifier, babbler.Url),
            (ahead.Key.Verifier, ahead.Url), (slow.Key.Verifier, slow.Url), (gone.Key.Verifier, gone.Url));
        await log.Grow(2);

        var note = await log.Served(2, cosignatures: 1);
        Assert.True(good.Key.Verifier.Verifies(note.Text, note.Signatures[1]));
        await log.Fault(1, "its answer is no cosignature of this checkpoint by its key");
        await log.Fault(2, "its answer has not the form of a cosignature");
        await log.Fault(3, "it answered 409 to size 2, and is at size 9000000");
        await log.Fault(4, "no answer in time");
        await log.Fault(5, "no connection");

        // The word of a witness alone, without a checkpoint that this log signed, stops nothing.
        Assert.Equal(HttpStatusCode.OK, (await log.Server.Client.GetAsync("/health")).StatusCode);
        await gone.DisposeAsync();
    }

    [Fact]
    public async Task Tells_a_witness_that_knows_another_size_from_there_on()
    {
        await using var witness = await TestWitness.Start(11);
        await using var log = await WitnessedLog.Start(cluster, "all", (witness.Key.Verifier, witness.Url));
        await log.Grow(2);
        await log.Served(2, cosignatures: 1);

        // Somebody else showed it a larger, true checkpoint of this log: what is known here is behind.
        await using (var forget = log.Ledger.Administrator.CreateCommand("UPDATE published.witness SET size = 0"))
        {
            await forget.ExecuteNonQueryAsync();
        }

        await log.Grow(2);
        await log.Served(4, cosignatures: 1);
    }

    [Fact]
    public async Task Stops_when_a_witness_holds_a_checkpoint_of_this_log_that_it_does_not_have()
    {
        await using var witness = await TestWitness.Start(11);
        await using var log = await WitnessedLog.Start(cluster, "all", (witness.Key.Verifier, witness.Url));
        await log.Served(0, cosignatures: 1);

        // Signed with this log's key elsewhere.
        Assert.Equal(HttpStatusCode.OK, (await witness.Grow(0, 7)).Status);
        await log.Grow(2);
        using var health = await Stopped(log);

        Assert.Contains(
            "holds 2 entries and the checkpoint that the witness W1 holds has 7: it was set back", await health.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_was_set_back_is_found_at_the_start_by_what_witnesses_hold()
    {
        await using var witness = await TestWitness.Start(11);
        await using var log = await WitnessedLog.Start(cluster, "all", (witness.Key.Verifier, witness.Url));
        await log.Grow(5);
        await log.Served(5, cosignatures: 1);
        File.Delete(log.LastCheckpointFile);

        await using var other = await TestLedger.Create(cluster);
        await other.SubmitCase();
        await using var projector = Ledger.Journal.Roles.Connect(other.ConnectionString, Ledger.Journal.Roles.Projector);
        var sequencer = new Projections.Sequencing.Sequencer(
            projector, Microsoft.Extensions.Logging.Abstractions.NullLogger<Projections.Sequencing.Sequencer>.Instance, TimeProvider.System, log.Publisher());
        await sequencer.Run(CancellationToken.None);

        Assert.Contains("the witness W1 holds has 5", sequencer.Alarm, StringComparison.Ordinal);
        Assert.Equal(0, await other.Count("public_log.entry"));
        Assert.Equal(0, await other.Count("public_log.checkpoint"));
    }

    private static async Task<HttpResponseMessage> Stopped(WitnessedLog log)
    {
        while (true)
        {
            var health = await log.Server.Client.GetAsync("/health");
            if (health.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                return health;
            }

            health.Dispose();
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
