using System.Net.Http.Headers;
using System.Text.Json;
using Ledger.Tests.Members;
using Ledger.Tests.Privacy;
using Ledger.Tests.Store;
using Microsoft.AspNetCore.Builder;
using Projections.Sequencing;
using PublicApi.Http;
using PublicApi.Members;

namespace Ledger.Tests.GraphQL;

/// <summary>The service, started in this process on a free port over a ledger of its own, and a client of it.</summary>
public sealed class TestServer : IAsyncDisposable
{
    // A test may send as many commands as it likes.
    private static readonly MemberSettings Generous = new()
    {
        CommandBurst = 1_000_000,
        CommandsPerSecond = 1_000_000,
        TokensPerMinute = 1_000_000,
    };

    private readonly WebApplication app;
    private string? token;

    private TestServer(TestLedger ledger, WebApplication app)
    {
        Ledger = ledger;
        this.app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public TestLedger Ledger { get; }

    public HttpClient Client { get; }

    /// <summary>The parts of the service.</summary>
    public IServiceProvider Services => app.Services;

    public static async Task<TestServer> Start(
        Cluster cluster,
        CheckpointPublisher? publisher = null,
        TimeProvider? clock = null,
        Func<MemberSettings, MemberSettings>? members = null,
        IReadOnlyDictionary<string, string?>? configuration = null) =>
        await Start(await TestLedger.Create(cluster), publisher, clock, members, configuration);

    /// <summary>Another process's view of the same ledger, or the service after a restart. It ends with the ledger given.</summary>
    public static async Task<TestServer> Start(
        TestLedger ledger,
        CheckpointPublisher? publisher = null,
        TimeProvider? clock = null,
        Func<MemberSettings, MemberSettings>? members = null,
        IReadOnlyDictionary<string, string?>? configuration = null)
    {
        // Tests ask as fast as they can, all from one address; a test of that limit sets its own.
        var values = new Dictionary<string, string?>(configuration ?? new Dictionary<string, string?>());
        values.TryAdd("PublicRequests:PerSecond", "0");
        var settings = new ServerSettings(ledger.ConnectionString, "http://127.0.0.1:0", publisher)
        {
            Members = members is null ? Generous : members(Generous),
            Clock = clock ?? TimeProvider.System,
            Vault = TestVault.Table,
            Configuration = values,
        };
        var app = await Server.Build(settings, CancellationToken.None);
        await app.StartAsync();
        return new TestServer(ledger, app);
    }

    /// <summary>An access token of a member that may act for every node.</summary>
    public async Task<string> Token()
    {
        if (token is null)
        {
            var (id, secret) = await TestMember.Add(Ledger.ConnectionString, "SC", "province");
            token = await TestMember.Token(Client, id, secret);
        }

        return token;
    }

    /// <summary>Asks and gives <c>data</c>; an answer with errors fails the test.</summary>
    public async Task<JsonElement> Ask(string query, object? variables = null)
    {
        using var response = await Post(new { query, variables });
        var answer = await Json(response);
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.GetProperty("data");
    }

    /// <summary>Asks what must be refused; gives the status and the code of the first error.</summary>
    public async Task<(int Status, string? Code)> Refusal(string query, object? variables = null)
    {
        using var response = await Post(new { query, variables });
        var error = (await Json(response)).GetProperty("errors")[0];
        return ((int)response.StatusCode, error.GetProperty("extensions").GetProperty("code").GetString());
    }

    public Task<HttpResponseMessage> Post(object request, string accept = "application/graphql-response+json") =>
        Send(JsonSerializer.SerializeToUtf8Bytes(request), accept);

    public async Task<HttpResponseMessage> Send(
        byte[] body, string? accept = "application/graphql-response+json", string? contentType = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        if (accept is not null)
        {
            request.Headers.Accept.ParseAdd(accept);
        }

        return await Client.SendAsync(request);
    }

    public static async Task<JsonElement> Json(HttpResponseMessage response)
    {
        using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        return document.RootElement.Clone();
    }

    /// <summary>Ends the service; the ledger stays, for another one.</summary>
    public ValueTask Stop() => app.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        await Ledger.DisposeAsync();
    }
}
