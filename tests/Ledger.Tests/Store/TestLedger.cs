using Ledger.Cases;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Tests.Privacy;
using Ledger.Transparency;
using Marten;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Projections.Sequencing;

[assembly: AssemblyFixture(typeof(Ledger.Tests.Store.Cluster))]

namespace Ledger.Tests.Store;

/// <summary>A ledger in a database of its own, with the parts that the product runs.</summary>
public sealed class TestLedger : IAsyncDisposable
{
    private readonly DocumentStore store;

    private TestLedger(string connectionString, CaseIds caseIds)
    {
        ConnectionString = connectionString;
        Administrator = NpgsqlDataSource.Create(connectionString);
        Writer = Roles.Connect(connectionString, Roles.Writer);
        Projector = Roles.Connect(connectionString, Roles.Projector);
        Reader = Patient(Roles.Connect(connectionString, Roles.Reader));
        store = MartenSetup.Open(Writer);
        CaseIds = caseIds;
        Journal = new CommandJournal(store, new NetworkCache(Writer), TimeProvider.System, Guid.CreateVersion7, TestVault.Table);
        Recorder = new SourceAccountRecorder(Writer, caseIds, TimeProvider.System, Guid.CreateVersion7);
        Sequencer = new Sequencer(Projector, NullLogger<Sequencer>.Instance, TimeProvider.System);
    }

    public string ConnectionString { get; }

    /// <summary>The superuser; for what only a superuser can do, and for looking behind the product's back.</summary>
    public NpgsqlDataSource Administrator { get; }

    public NpgsqlDataSource Writer { get; }

    public NpgsqlDataSource Projector { get; }

    public NpgsqlDataSource Reader { get; }

    public CaseIds CaseIds { get; }

    public CommandJournal Journal { get; }

    public SourceAccountRecorder Recorder { get; }

    public Sequencer Sequencer { get; }

    public static async Task<TestLedger> Create(Cluster cluster) => await Open(await cluster.NewDatabase());

    public static async Task<TestLedger> Open(string connectionString)
    {
        await using var writer = Roles.Connect(connectionString, Roles.Writer);
        return new TestLedger(connectionString, await CaseIds.Load(writer, CancellationToken.None));
    }

    /// <summary>Stores the first event of a new case and gives its stream id.</summary>
    public async Task<string> SubmitCase(string commandId = "submit-1")
    {
        var stream = CaseIds.Prefix + Guid.CreateVersion7();
        var outcome = await Journal.Execute(
            stream, expected: null, commandId, _ => Decision.Accept(Samples.Submitted(commandId)), Timeout.InfiniteTimeSpan);
        Assert.IsType<Outcome.Done>(outcome);
        return stream;
    }

    public async Task<long> Count(string fromWhere)
    {
        await using var command = Administrator.CreateCommand($"SELECT count(*) FROM {fromWhere}");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    // The limit of a public query is the service's own, which has its own pool.
    private static NpgsqlDataSource Patient(NpgsqlDataSource limited)
    {
        using (limited)
        {
            var settings = new NpgsqlConnectionStringBuilder(limited.ConnectionString);
            settings.Options += " -c statement_timeout=0";
            return NpgsqlDataSource.Create(settings);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        foreach (var source in new[] { Administrator, Writer, Projector, Reader })
        {
            await source.DisposeAsync();
        }
    }
}

/// <summary>Decisions of tests, which look at the case alone.</summary>
public static class CaseExecution
{
    public static Task<Outcome> Execute(
        this CommandJournal journal,
        string stream,
        StreamVersion? expected,
        string commandId,
        Func<CaseState, Decision> decide,
        TimeSpan deadline) =>
        journal.Execute<CaseState>(stream, expected, commandId, commandHash: null, (state, _) => decide(state), deadline);
}

/// <summary>Facts that tests begin from.</summary>
public static class Samples
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 5, 4, 0, 0, TimeSpan.Zero);

    public static Envelope Envelope(string commandId) =>
        new(Noon, Noon, "SC-510100", "requester", Channels.Online, commandId, CausationId: null);

    private static readonly Sealed Nothing = new(Convert.ToBase64String(new byte[32]));

    public static RequestSubmitted Submitted(string commandId) => new(
        Envelope(commandId), "SC-510100", Channels.Online, "TRAIN-01", "Digital training", "TRAIN", "510100",
        UtcOffsetMinutes: 480, "small", "35", DueAcceptAt: null, ContactId: null, EnterpriseId: null, Consent: null, Nothing, Nothing,
        Nothing, Source: null);

    /// <summary>An account of a Boston request, made at <see cref="Noon"/> and closed after <paramref name="hours"/>.</summary>
    public static RecordSourceAccount Account(string id, double? hours = null) => new(
        "boston", id, "boston", Channels.Online, "SNOW", "Sidewalk Not Shoveled", "OTHER", "000000", Noon,
        UtcOffsetMinutes: -300, Noon.AddHours(hours ?? 0), hours is null ? SourceStatus.Open : SourceStatus.Closed,
        hours is { } h ? Noon.AddHours(h) : null);

    public static string Written(PublicEntry entry)
    {
        var json = new CanonicalJson();
        entry.WriteTo(json);
        return System.Text.Encoding.UTF8.GetString(json.Written);
    }
}
