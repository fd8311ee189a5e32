using Ledger.Journal;
using Marten;
using Projections.Sequencing;
using PublicApi.Auditor;
using PublicApi.Cases;
using PublicApi.GraphQL;
using PublicApi.Transparency;

namespace PublicApi.Http;

/// <summary>What the operator decides about the service.</summary>
/// <param name="ConnectionString">A login that is a member of the ledger's roles.</param>
/// <param name="Urls">Addresses to listen on; port 0 takes a free one.</param>
/// <param name="CommandToken">Bearer token of commands; without one there are no command endpoints.</param>
/// <param name="Publisher">Signs checkpoints; without one none is signed and the log is not served.</param>
/// <param name="Configuration">Values that go before those of the environment.</param>
public sealed record ServerSettings(
    string ConnectionString, string Urls, string? CommandToken, CheckpointPublisher? Publisher = null,
    IReadOnlyDictionary<string, string?>? Configuration = null);

/// <summary>Puts the service together.</summary>
public static class Server
{
    // A request holds no more memory than this for its body.
    private const long LargestBodyBytes = 64 * 1024;

    /// <param name="settings">What the operator decides.</param>
    /// <param name="ct">Ends the start.</param>
    public static async Task<WebApplication> Build(ServerSettings settings, CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(settings.Urls).ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = LargestBodyBytes;
            kestrel.AddServerHeader = false;
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Configuration.AddInMemoryCollection(settings.Configuration);
        builder.Services.AddProblemDetails();
        await using (var writer = Roles.Connect(settings.ConnectionString, Roles.Writer))
        {
            builder.Services.AddSingleton(await CaseIds.Load(writer, ct));
        }

        AddLedger(builder.Services, settings.ConnectionString, settings.Publisher);
        builder.Services.AddPublicGraphQL(builder.Configuration, isSigned: settings.Publisher is not null);

        var app = builder.Build();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            StatusCodeSelector = fault =>
                (fault as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePages();
        app.MapGet("/health", Health.Answer);
        app.MapPublicGraphQL();
        DigestEndpoint.Map(app);
        if (settings.Publisher is { } publisher)
        {
            LogEndpoints.Map(app, publisher.Verifier);
        }

        if (settings.CommandToken is { } token)
        {
            CaseEndpoints.Map(app, new CommandToken(token));
        }

        return app;
    }

    private static void AddLedger(IServiceCollection services, string connectionString, CheckpointPublisher? publisher)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IDocumentStore>(_ => MartenSetup.Open(Roles.Connect(connectionString, Roles.Writer)));
        services.AddSingleton(provider => new CaseJournal(
            provider.GetRequiredService<IDocumentStore>(), provider.GetRequiredService<TimeProvider>(), Guid.CreateVersion7));
        services.AddKeyedSingleton(Roles.Reader, (_, _) => Roles.Connect(connectionString, Roles.Reader));
        services.AddSingleton(provider => new Sequencer(
            Roles.Connect(connectionString, Roles.Projector),
            provider.GetRequiredService<ILogger<Sequencer>>(),
            provider.GetRequiredService<TimeProvider>(),
            publisher));
        services.AddHostedService<SequencerService>();
    }

    private sealed class SequencerService(Sequencer sequencer) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => sequencer.Run(stoppingToken);
    }
}
