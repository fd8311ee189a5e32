using GraphQL;
using Ledger.Journal;
using Ledger.Members;
using Npgsql;
using PublicApi.Feed;
using PublicApi.GraphQL;
using PublicApi.Members;

namespace PublicApi.Alliance;

/// <summary>
/// <c>/alliance/graphql</c>: what <c>/graphql</c> does, for members with a token, with what the alliance sees beside. Nothing
/// of it is kept for others, and no cache on the way may keep it.
/// </summary>
internal static class AllianceEndpoint
{
    private const string Path = "/alliance/graphql";

    public static void AddAlliance(this IServiceCollection services)
    {
        services.AddScoped<Asker>().AddScoped<JournalReader>().AddSingleton<AllianceAccess>().AddSingleton<AllianceDoor>();
        services.AddSingleton(provider => new AllianceFeed(
            provider.GetRequiredService<EntryFeed>(), provider.GetRequiredService<AllianceAccess>(),
            provider.GetRequiredKeyedService<NpgsqlDataSource>(Roles.Alliance)));
        services.AddTransient<Extended<Cases.PublicCase, CaseOfAlliance>>().AddTransient<Extended<Transparency.LogEntry, EntryOfAlliance>>();

        // Documents of its own: one that is valid here need not be valid for the public.
        services.AddKeyedSingleton(Path, (provider, _) => ActivatorUtilities.CreateInstance<Operations>(
            provider, provider.GetRequiredService<IDocumentExecuter<AllianceSchema>>(), new Documents()));
    }

    public static void Map(WebApplication app)
    {
        var text = new SchemaText(app.Services.GetRequiredService<AllianceSchema>);
        app.MapGet($"{Path}/schema.graphql", (HttpContext http, AllianceDoor door) => door.Admit(http, _ => text.Answer().ExecuteAsync(http)));
        app.Map(Path, (HttpContext http, AllianceDoor door) => door.Admit(http, member => Serve(http, member)));
    }

    private static Task Serve(HttpContext http, Member member)
    {
        var services = http.RequestServices;
        var journal = services.GetRequiredKeyedService<NpgsqlDataSource>(Roles.Alliance);
        var operations = services.GetRequiredKeyedService<Operations>(Path).For(new Audience($"{member.Role} {member.Node} ", scope =>
        {
            scope.GetRequiredService<Asker>().Member = member;
            scope.GetRequiredService<LedgerSnapshot>().Source = journal;
        }, () => services.GetRequiredService<RateLimits>().Commands.AttemptAcquire(member.Id)));
        return GraphQL.Endpoint.Serve(
            http, services.GetRequiredService<IGraphQLTextSerializer>(), operations, services.GetRequiredService<EventStream>(),
            services.GetRequiredService<Sockets>(), services.GetRequiredService<Visitors>());
    }
}

/// <summary>Lets members in, each within its rate, whatever address it comes from; an address within its own where it has no member's token.</summary>
internal sealed class AllianceDoor(AllianceAccess access, RateLimits limits, AddressRate addresses)
{
    public async Task Admit(HttpContext http, Func<Member, Task> serve)
    {
        http.Response.Headers.CacheControl = "no-store";
        var member = await access.Find(http);
        using var lease = member is null ? addresses.Take(http) : limits.Commands.AttemptAcquire(member.Id);
        await (!lease.IsAcquired ? FrontDoor.Refuse(http, lease, "Too many requests.", http.RequestAborted)
            : member is not null ? serve(member)
            : RequireMember.Refuse(http, "This needs the bearer token of a member in force.", "须带有效成员的访问令牌。").ExecuteAsync(http));
    }
}
