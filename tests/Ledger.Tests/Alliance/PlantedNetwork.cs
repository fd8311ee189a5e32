using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Http;
using Ledger.Tests.Members;
using Ledger.Tests.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using PublicApi.Http;

namespace Ledger.Tests.Alliance;

/// <summary>What an endpoint answered.</summary>
public sealed record Told(int Status, string Text)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;
}

/// <summary>The network of the examples, with a canary in every alliance and confidential field that leaves room for one.</summary>
public sealed class PlantedNetwork(Cluster cluster) : IAsyncLifetime
{
    private readonly Dictionary<string, string> tokens = [];

    public TestServer Server { get; private set; } = null!;

    public ShiftedClock Clock { get; } = new();

    internal Canaries Canaries { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await TestServer.Start(cluster, clock: Clock);
        var routes = Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<CommandRoute>() is not null).ToList();
        Canaries = new(path => routes.Find(route => new TemplateMatcher(TemplateParser.Parse(route.RoutePattern.RawText!.TrimStart('/')), [])
            .TryMatch(new PathString(PublicApi.OpenApi.ExampleFile.Fill(path, _ => "x")), []))?.Metadata.GetRequiredMetadata<CommandRoute>().Command);
        var (id, secret) = await TestMember.Add(Server.Ledger.ConnectionString, "SC", "province");
        await ExampleTests.Play(Server, id, secret, isAgain: false, Canaries.Plant);
        await Server.Sequenced();
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    /// <summary>A member's token; the same for the same node and role.</summary>
    public async Task<string> Token(string node, string role)
    {
        if (!tokens.TryGetValue($"{node} {role}", out var token))
        {
            var (id, secret) = await TestMember.Add(Server.Ledger.ConnectionString, node, role);
            tokens.Add($"{node} {role}", token = await TestMember.Token(Server.Client, id, secret));
        }

        return token;
    }

    /// <summary>Asks as a member, or as anybody where there is no token.</summary>
    public async Task<Told> Ask(string? token, string query, string? path = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path ?? (token is null ? "/graphql" : "/alliance/graphql"))
        {
            Content = JsonContent.Create(new { query }),
        };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await Server.Client.SendAsync(request);
        return new Told((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>One text, or a text each, from the database.</summary>
    public async Task<List<string>> Texts(string sql)
    {
        await using var command = Server.Ledger.Administrator.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await rows.ReadAsync())
        {
            texts.Add(rows.GetString(0));
        }

        return texts;
    }
}
