namespace PublicApi.Feed;

/// <summary>Puts the live feed together.</summary>
internal static class FeedServices
{
    public static void AddFeed(this IServiceCollection services, IConfiguration configuration, bool isSigned)
    {
        services.Configure<FeedSettings>(configuration.GetSection("Feed"));
        services.PostConfigure<FeedSettings>(settings => settings.OnlySigned = isSigned);
        services.AddScoped<LiveSource>();
        services.AddSingleton<LogTail>().AddSingleton<LogPages>().AddSingleton<EntryFeed>().AddSingleton<CheckpointFeed>().AddSingleton<FindingFeed>();
        services.AddSingleton<SharedResults>().AddSingleton<Visitors>().AddSingleton<EventStream>().AddSingleton<Sockets>();
        services.AddHostedService(provider => provider.GetRequiredService<LogTail>());
    }
}
