using System.Diagnostics;
using System.Security.Cryptography;
using Ledger.Cases;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Registry;
using Ledger.Registry.Platforms;
using Ledger.Transparency;
using Npgsql;
using NpgsqlTypes;

namespace Benchmarks;

/// <summary>
/// One command at a time through the journal, against the same rows (stream, event, outbox) inserted by plain Npgsql in
/// one transaction a command, with the same durability, prepared statements and number of writers.
/// </summary>
internal static class AppendBenchmark
{
    private const int Pairs = 5;

    private const string Node = "SC";

    private static readonly string ProvinceStream = PlatformState.StreamOf(Node);

    private static readonly SubmitRequest Command = new(
        Channels.Online, "TRAIN-01", "Digital training", "TRAIN", "510100", UtcOffsetMinutes: 480, "small", "35");

    public static async Task Run(string connectionString, int writers, Report report)
    {
        await using var writer = Roles.Connect(connectionString, Roles.Writer);
        await using var store = MartenSetup.Open(writer);
        var journal = new CommandJournal(store, new NetworkCache(writer), TimeProvider.System, Guid.CreateVersion7);
        await using var plain = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxAutoPrepare = 50,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true,
        });
        await CreatePlainTables(plain);
        await OpenNetwork(journal);

        var count = writers == 1 ? 1_000 : 5_000;
        await Rate(writers, count / 5, () => Append(journal));
        await Rate(writers, count / 5, () => Insert(plain));
        var pairs = new List<(double, double)>();
        for (var i = 0; i < Pairs; i++)
        {
            pairs.Add((await Rate(writers, count, () => Append(journal)), await Rate(writers, count, () => Insert(plain))));
        }

        report.Ratio($"append, one command at a time, {writers} writers, to plain inserts", "commands", pairs);
    }

    private static async Task<double> Rate(int writers, int count, Func<Task> once)
    {
        var left = count;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await once();
            }
        })));
        return count / watch.Elapsed.TotalSeconds;
    }

    /// <summary>One command on a case of its own; what was stored of it.</summary>
    public static async Task<Appended> Append(CommandJournal journal)
    {
        var envelope = NewEnvelope();
        var stream = CaseIds.Prefix + Guid.CreateVersion7();
        var outcome = await journal.Execute<CaseState>(
            stream,
            expected: null,
            envelope.CommandId,
            commandHash: null,
            (state, network) => Command.DecideOn(state, new Act(stream, envelope, network, () => RandomNumberGenerator.GetBytes(32))),
            TimeSpan.FromMinutes(1));
        return outcome is Outcome.Done done
            ? done.Appended
            : throw new InvalidOperationException($"The journal answered {outcome}.");
    }

    private static readonly RegisterPlatform Register = new("Province", PlatformKinds.Provincial, "510000", ClusterCode: null, "12345");

    // The network of a province alone: somebody has to be there to record a case.
    private static readonly Network Province = ((Decision.Accepted)Registered(PlatformState.Initial, NewEnvelope(), Network.Empty)).Events
        .Aggregate(Network.Empty, static (network, fact) => network.Evolve(ProvinceStream, fact));

    private static Decision Registered(PlatformState state, Envelope envelope, Network network) =>
        Register.DecideOn(state, new Act(ProvinceStream, envelope, network, () => RandomNumberGenerator.GetBytes(32)));

    public static async Task OpenNetwork(CommandJournal journal)
    {
        var envelope = NewEnvelope() with { CommandId = "open-network", ActorRole = "operator" };
        var outcome = await journal.Execute<PlatformState>(
            ProvinceStream, expected: null, envelope.CommandId, commandHash: null,
            (state, network) => Registered(state, envelope, network), TimeSpan.FromMinutes(1));
        if (outcome is not Outcome.Done)
        {
            throw new InvalidOperationException($"The journal answered {outcome}.");
        }
    }

    private static Envelope NewEnvelope()
    {
        var now = Instants.ToMillisecond(DateTimeOffset.UtcNow);
        return new Envelope(now, now, Node, "requester", Channels.Online, Guid.CreateVersion7().ToString(), CausationId: null);
    }

    private static async Task Insert(NpgsqlDataSource plain)
    {
        var stream = CaseIds.Prefix + Guid.CreateVersion7();
        var envelope = NewEnvelope();
        var fact = ((Decision.Accepted)Command.DecideOn(
            CaseState.Initial, new Act(stream, envelope, Province, () => RandomNumberGenerator.GetBytes(32)))).Events[0];

        await using var connection = await plain.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                new("INSERT INTO plain.mt_streams (id, version, tenant_id) VALUES ($1, 1, $2)")
                {
                    Parameters = { new() { Value = stream }, new() { Value = StoredEvents.Tenant } },
                },
                new(
                    """
                    WITH event AS (
                        INSERT INTO plain.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, is_archived)
                        VALUES (nextval('plain.events_sequence'), $1, $2, 1, $3, $4, $5, $6, $7, false) RETURNING seq_id)
                    INSERT INTO plain.outbox SELECT seq_id FROM event
                    """)
                {
                    Parameters =
                    {
                        new() { Value = Guid.CreateVersion7() },
                        new() { Value = stream },
                        new() { Value = StoredEvents.Encode(fact), NpgsqlDbType = NpgsqlDbType.Jsonb },
                        new() { Value = EventCatalogue.For(fact).StoredName },
                        new() { Value = envelope.RecordedAt },
                        new() { Value = StoredEvents.Tenant },
                        new() { Value = StoredEvents.DotNetType(fact) },
                    },
                },
            },
        };
        await batch.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    private static async Task CreatePlainTables(NpgsqlDataSource plain)
    {
        await using var command = plain.CreateCommand(
            """
            DROP TABLE IF EXISTS plain.mt_events, plain.mt_streams, plain.outbox;
            CREATE TABLE plain.mt_streams (LIKE journal.mt_streams INCLUDING ALL);
            CREATE TABLE plain.mt_events (LIKE journal.mt_events INCLUDING ALL, FOREIGN KEY (stream_id) REFERENCES plain.mt_streams (id));
            CREATE TABLE plain.outbox (LIKE journal.outbox INCLUDING ALL);
            CREATE SEQUENCE IF NOT EXISTS plain.events_sequence;
            """);
        await command.ExecuteNonQueryAsync();
    }
}
