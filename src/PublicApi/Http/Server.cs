using Ledger.Journal;
using Ledger.Vault;
using Marten;
using Npgsql;
using Projections.Sequencing;
using Projections.Transparency;
using Projections.Verdicts;
using Projections.Witnessing;
using PublicApi.Alliance;
using PublicApi.Auditor;
using PublicApi.Explorer;
using PublicApi.Exports;
using PublicApi.Exports.Hsds;
using PublicApi.Exports.Open311;
using PublicApi.GraphQL;
using PublicApi.Members;
using PublicApi.OpenApi;
using PublicApi.Privacy;
using PublicApi.Syndication;
using PublicApi.Transparency;
using PublicApi.Webhooks;

namespace PublicApi.Http;

/// <summary>What the operator decides about the service.</summary>
/// <param name="ConnectionString">A login that is a member of the ledger's roles.</param>
/// <param name="Urls">Addresses to listen on; port 0 takes a free one.</param>
/// <param name="Publisher">Signs checkpoints; without one none is signed and the log is not served.</param>
public sealed record ServerSettings(string ConnectionString, string Urls, CheckpointPublisher? Publisher = null)
{
    public MemberSettings Members { get; init; } = new();

    /// <summary>Keeps confidential values; without it no command that brings any is taken.</summary>
    public VaultTable? Vault { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Whether months are judged by themselves when they are due; otherwise only when somebody asks.</summary>
    public bool EvaluatesByItself { get; init; }

    /// <summary>Values that go before those of the environment.</summary>
    public IReadOnlyDictionary<string, string?>? Configuration { get; init; }
}

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
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("OpenIddict", LogLevel.Warning);
        builder.Configuration.AddInMemoryCollection(settings.Configuration);
        builder.Services.AddProblemDetails(problems => problems.CustomizeProblemDetails = PlainAnswers.Explain);
        builder.Services.AddCompression();
        await using (var writer = Roles.Connect(settings.ConnectionString, Roles.Writer))
        {
            builder.Services.AddSingleton(await CaseIds.Load(writer, ct));
        }

        builder.Services.AddSingleton(settings.Clock);
        await MemberServices.Add(builder.Services, settings.ConnectionString, settings.Members, ct);
        AddLedger(builder.Services, settings);
        PrivacyServices.Add(builder.Services, settings.ConnectionString, settings.Vault);
        WebhookServices.Add(builder.Services, builder.Configuration, settings.Vault);
        OpenApiServices.Add(builder.Services);
        builder.Services.AddPublicGraphQL(builder.Configuration, isSigned: settings.Publisher is not null);
        builder.Services.AddSingleton<ExportSpool>();

        var app = builder.Build();
        RefusedBody.Use(app);
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            StatusCodeSelector = fault =>
                (fault as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status500InternalServerError,

            // What a caller sent wrong is no fault of the service, and no line of its log.
            SuppressDiagnosticsCallback = static fault => fault.Exception is BadHttpRequestException,
        });
        app.UseStatusCodePages();
        PlainAnswers.UseHead(app);
        app.UseCompression();
        MemberServices.Use(app, settings.Members);
        app.MapGet("/health", Health.Answer);
        OpenApiServices.Map(app);
        app.MapPublicGraphQL();
        FeedEndpoints.Map(app);
        DigestEndpoint.Map(app);
        ExportEndpoint.Map(app);
        HsdsEndpoints.Map(app);
        Open311Endpoints.Map(app);
        ExplorerEndpoint.Map(app);
        var mirrored = await MirroredPolicy(settings.ConnectionString, ct);
        if ((mirrored ?? settings.Publisher?.Policy) is { } policy)
        {
            LogEndpoints.Map(app, mirrored?.Rules.Logs.Select(log => log.Verifier) ?? settings.Publisher!.Verifiers, policy);
        }

        if (mirrored is null)
        {
            CommandAreas.Map(app);
            AllianceEndpoint.Map(app);
        }

        return app;
    }

    // A mirror serves the log of another ledger, and takes no commands.
    private static async Task<LogPolicy?> MirroredPolicy(string connectionString, CancellationToken ct)
    {
        await using var reader = Roles.Connect(connectionString, Roles.Reader);
        await using var connection = await reader.OpenConnectionAsync(ct);
        return await Mirror.Policy(connection, ct) is { } text ? LogPolicy.Served(text) : null;
    }

    private static void AddLedger(IServiceCollection services, ServerSettings settings)
    {
        // One pool a role, closed with the service.
        foreach (var role in new[] { Roles.Writer, Roles.Projector, Roles.Reader, Roles.Alliance, Roles.Webhooks })
        {
            services.AddKeyedSingleton(role, (_, _) => Roles.Connect(settings.ConnectionString, role));
        }

        services.AddSingleton<IDocumentStore>(provider => MartenSetup.Open(Pool(provider, Roles.Writer)));
        services.AddSingleton(provider => new NetworkCache(Pool(provider, Roles.Writer)));
        services.AddSingleton(provider => new CommandJournal(
            provider.GetRequiredService<IDocumentStore>(),
            provider.GetRequiredService<NetworkCache>(),
            provider.GetRequiredService<TimeProvider>(),
            Guid.CreateVersion7,
            settings.Vault));
        services.AddSingleton<CommandRunner>();
        services.AddSingleton<CommandBatch>();
        services.AddSingleton(provider => new Sequencer(
            Pool(provider, Roles.Projector),
            provider.GetRequiredService<ILogger<Sequencer>>(),
            provider.GetRequiredService<TimeProvider>(),
            settings.Publisher,
            provider.GetRequiredService<FactsCache>()));
        services.AddHostedService<SequencerService>();
        services.AddSingleton(provider => new StateDigests(
            provider.GetRequiredService<CommandJournal>(),
            provider.GetRequiredService<NetworkCache>(),
            Pool(provider, Roles.Reader),
            provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<StateDigestService>();
        AddMonths(services, settings);
        if (settings.Publisher?.Witnesses is { } witnesses)
        {
            services.AddHostedService(provider => new WitnessService(witnesses, Pool(provider, Roles.Projector)));
        }
    }

    private static void AddMonths(IServiceCollection services, ServerSettings settings)
    {
        services.AddSingleton(_ => new FactsCache());
        services.AddSingleton(provider => new MonthPublications(
            provider.GetRequiredService<NetworkCache>(), provider.GetRequiredService<FactsCache>(), provider.GetRequiredService<StateDigests>(), Pool(provider, Roles.Reader)));
        services.AddSingleton(provider => new MonthEvaluations(
            provider.GetRequiredService<CommandJournal>(),
            provider.GetRequiredService<NetworkCache>(),
            provider.GetRequiredService<FactsCache>(),
            Pool(provider, Roles.Reader),
            provider.GetRequiredService<TimeProvider>()));
        if (settings.EvaluatesByItself)
        {
            services.AddHostedService<MonthEvaluationService>();
        }
    }

    private static NpgsqlDataSource Pool(IServiceProvider provider, string role) => provider.GetRequiredKeyedService<NpgsqlDataSource>(role);

    private sealed class WitnessService(Witnesses witnesses, NpgsqlDataSource projector) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => witnesses.Run(projector, stoppingToken);
    }

    private sealed class SequencerService(Sequencer sequencer) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => sequencer.Run(stoppingToken);
    }
}
