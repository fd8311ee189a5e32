using Ledger.Cases;
using Ledger.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;
using Projections;
using Projections.Sequencing;
using PublicApi.Http;

namespace Benchmarks;

/// <summary>The whole service in this process over a database of its own, with so many cases in it, and no limit of rates.</summary>
internal sealed class Service : IAsyncDisposable
{
    public static readonly DateTimeOffset First = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const int Page = 5_000;

    private readonly WebApplication app;
    private int next;

    private Service(string connectionString, WebApplication app) => (ConnectionString, this.app) = (connectionString, app);

    public string ConnectionString { get; }

    public Uri Url => new(app.Urls.Single());

    /// <param name="administrator">Connects as one who may make databases.</param>
    /// <param name="name">Of the database.</param>
    /// <param name="cases">How many there are; each is an entry.</param>
    /// <param name="extend">Adds endpoints of the benchmark's own.</param>
    /// <param name="configuration">Settings beside the absent limit of rates.</param>
    public static async Task<Service> Start(
        string administrator, string name, int cases, Action<WebApplication>? extend = null, IReadOnlyDictionary<string, string?>? configuration = null)
    {
        var own = await ScratchDatabase.Create(administrator, name);
        await Migration.Apply(own, [ViewFold.Script], CancellationToken.None);
        var values = new Dictionary<string, string?> { ["PublicRequests:PerSecond"] = "0", ["Logging:LogLevel:Default"] = "Error" };
        foreach (var (key, value) in configuration ?? new Dictionary<string, string?>())
        {
            values[key] = value;
        }

        var app = await Server.Build(new ServerSettings(own, "http://127.0.0.1:0") { Configuration = values }, CancellationToken.None);
        extend?.Invoke(app);
        var service = new Service(own, app);
        await service.Record(cases);
        await using var projector = Roles.Connect(own, Roles.Projector);
        await new Sequencer(projector, NullLogger<Sequencer>.Instance, TimeProvider.System).Drain(CancellationToken.None);
        await app.StartAsync();
        return service;
    }

    /// <summary>Records cases, a minute apart, as the import does.</summary>
    public async Task Record(int cases)
    {
        await using var writer = Roles.Connect(ConnectionString, Roles.Writer);
        var recorder = new SourceAccountRecorder(writer, await CaseIds.Load(writer, CancellationToken.None), TimeProvider.System, Guid.CreateVersion7);
        for (var last = next + cases; next < last;)
        {
            var page = Enumerable.Range(next, Math.Min(Page, last - next)).Select(Account).ToList();
            await recorder.RecordAsync(page, CancellationToken.None);
            next += page.Count;
        }
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private static RecordSourceAccount Account(int i) => new(
        "city", $"{i}", "city", "online", $"SVC-{i % 40:00}", "数字化培训", "TRAIN", "510100", First.AddMinutes(i), UtcOffsetMinutes: 480,
        First.AddMinutes(i), SourceStatus.Open, EndedAt: null);
}
