using System.Text.Json;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Imports;
using Ledger.Tests.Store;
using Ledger.Transparency;
using Microsoft.Extensions.Logging.Abstractions;
using Projections.Sequencing;
using Projections.Witnessing;

namespace Ledger.Tests.Witnessing;

/// <summary>The service with a policy of witnesses.</summary>
internal sealed class WitnessedLog : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();

    private WitnessedLog(string policy) => PolicyFile = folder.Write("policy", policy);

    public TestServer Server { get; private set; } = null!;

    public TestLedger Ledger => Server.Ledger;

    public string PolicyFile { get; }

    public string LastCheckpointFile => Path.Combine(folder.Root, "last-checkpoint");

    public static async Task<WitnessedLog> Start(Cluster cluster, string quorum, params (NoteVerifier Key, Uri Url)[] witnesses)
    {
        var lines = witnesses.Select((witness, i) => $"witness W{i + 1} {witness.Key} {witness.Url}\n");
        var names = string.Join(' ', witnesses.Select((_, i) => $"W{i + 1}"));
        var log = new WitnessedLog($"log {TestWitness.LogKey.Verifier}\n{string.Concat(lines)}group Q {quorum} {names}\nquorum Q\n");
        log.Server = await TestServer.Start(cluster, log.Publisher());
        return log;
    }

    public CheckpointPublisher Publisher()
    {
        var policy = LogPolicy.Parse(File.ReadAllText(PolicyFile), [TestWitness.LogKey.Verifier]);
        return new CheckpointPublisher(TestWitness.LogKey, LastCheckpointFile, TimeProvider.System)
        {
            Policy = policy,
            Witnesses = new Witnesses(
                new WitnessRound(policy.Rules, [TestWitness.LogKey.Verifier], TimeProvider.System), NullLogger<Witnesses>.Instance, TimeProvider.System),
        };
    }

    public async Task Grow(int entries)
    {
        for (var i = 0; i < entries; i++)
        {
            await Ledger.SubmitCase($"case-{Guid.NewGuid()}");
        }
    }

    /// <summary>Waits until the public sees a checkpoint of this size, cosigned by so many.</summary>
    public async Task<SignedNote> Served(int size, int cosignatures)
    {
        while (true)
        {
            if (await TryServed() is { } note && Checkpoint.Parse(note.Text).Size.Value == size && note.Signatures.Count == 1 + cosignatures)
            {
                return note;
            }

            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    public async Task<SignedNote?> TryServed()
    {
        using var answer = await Server.Client.GetAsync("/log/checkpoint");
        return answer.IsSuccessStatusCode ? SignedNote.Parse(await answer.Content.ReadAsByteArrayAsync()) : null;
    }

    public async Task<JsonElement> Status()
    {
        using var answer = await Server.Client.GetAsync("/log/witnesses");
        return await TestServer.Json(answer);
    }

    /// <summary>Waits until a witness is said to have this fault.</summary>
    public async Task Fault(int witness, string beginning)
    {
        while ((await Status()).GetProperty("witnesses")[witness].GetProperty("fault").GetString()?.StartsWith(beginning, StringComparison.Ordinal) != true)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        folder.Dispose();
    }
}
