using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Ledger.Journal;
using Ledger.Members;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Store;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PublicApi.Members;

namespace Ledger.Tests.Members;

public sealed class MemberAccessTests(Cluster cluster, EmptyService empty) : IClassFixture<EmptyService>
{
    [Theory]
    [InlineData("SC-510100", "platform", "SC-510100", HttpStatusCode.OK)]
    [InlineData("P-91510100", "provider", "P-91510100", HttpStatusCode.UnprocessableEntity)]
    [InlineData("SC", "province", "SC-510100", HttpStatusCode.OK)]
    [InlineData("SC-510100", "platform", "SC-510300", HttpStatusCode.Forbidden)]
    [InlineData("SC-510100", "platform", "SC-510100 ", HttpStatusCode.Forbidden)]
    [InlineData("SC-510100", "platform", "sc-510100", HttpStatusCode.Forbidden)]
    [InlineData("P-91510100", "provider", "SC-510100", HttpStatusCode.Forbidden)]
    [InlineData("SC-510100", "auditor", "SC-510100", HttpStatusCode.Forbidden)]
    public async Task A_member_acts_for_its_own_node_and_the_province_for_all(string node, string role, string commandNode, HttpStatusCode expected)
    {
        await using var service = await TestServer.Start(cluster);
        var (id, secret) = await TestMember.Add(service.Ledger.ConnectionString, node, role);
        var token = await TestMember.Token(service.Client, id, secret);

        using var answer = await Commands.Submit(service, token, commandNode);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected == HttpStatusCode.OK ? 1 : 0, await service.Ledger.Count("journal.mt_events WHERE stream_id LIKE 'case-%'"));
    }

    [Fact]
    public async Task A_foreign_node_hears_the_same_of_a_case_that_is_there_and_of_one_that_is_not()
    {
        await using var service = await TestServer.Start(cluster);
        using var opened = await Commands.Submit(service, await service.Token(), "SC-510300");
        var caseId = (await TestServer.Json(opened)).GetProperty("stream").GetString()!;
        var (id, secret) = await TestMember.Add(service.Ledger.ConnectionString, "SC-510100", "platform");
        var token = await TestMember.Token(service.Client, id, secret);

        using var there = await Commands.Withdraw(service, token, caseId, "SC-510300");
        using var absent = await Commands.Withdraw(service, token, $"case-{Guid.NewGuid()}", "SC-510300");

        Assert.Equal(HttpStatusCode.Forbidden, there.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, absent.StatusCode);
        Assert.Equal(await WithoutTrace(there), await WithoutTrace(absent));
        Assert.Equal(1, await service.Ledger.Count("journal.mt_events WHERE stream_id LIKE 'case-%'"));
    }

    [Fact]
    public async Task A_revoked_member_is_refused_at_once_though_its_token_has_time_left()
    {
        await using var service = await TestServer.Start(cluster);
        var (id, secret) = await TestMember.Add(service.Ledger.ConnectionString, "SC-510100", "platform");
        var token = await TestMember.Token(service.Client, id, secret);
        await using var register = new MemberRegister(service.Ledger.ConnectionString);

        using var before = await Commands.Submit(service, token);
        Assert.True(await register.Revoke(id, DateTimeOffset.UtcNow, CancellationToken.None));
        using var after = await Commands.Submit(service, token);

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        await AssertRefused(after);
        Assert.False(await register.Revoke(id, DateTimeOffset.UtcNow, CancellationToken.None));
        Assert.False(await register.Rotate(id, Proof.Of("x"), DateTimeOffset.UtcNow, CancellationToken.None));
    }

    [Theory]
    [InlineData("UPDATE journal.member SET revoked_at = NULL")]
    [InlineData("UPDATE journal.member SET jwks = '{}', secret_hash = NULL")]
    [InlineData("DELETE FROM journal.member")]
    public async Task A_revoked_member_stays_revoked_whoever_tries(string way)
    {
        await using var ledger = await TestLedger.Create(cluster);
        var (id, _) = await TestMember.Add(ledger.ConnectionString, "SC-510100", "platform");
        await using var register = new MemberRegister(ledger.ConnectionString);
        Assert.True(await register.Revoke(id, DateTimeOffset.UtcNow, CancellationToken.None));

        await using var command = ledger.Administrator.CreateCommand(way);
        var refusal = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal(Npgsql.PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Fact]
    public async Task Rotation_ends_the_old_secret_and_the_tokens_that_were_got_by_it()
    {
        await using var service = await TestServer.Start(cluster);
        var (id, old) = await TestMember.Add(service.Ledger.ConnectionString, "SC-510100", "platform");
        var oldToken = await TestMember.Token(service.Client, id, old);
        var secret = ClientSecret.Write(RandomNumberGenerator.GetBytes(ClientSecret.Bytes));
        await using var register = new MemberRegister(service.Ledger.ConnectionString);
        Assert.True(await register.Rotate(id, Proof.Of(secret), DateTimeOffset.UtcNow, CancellationToken.None));

        using var oldSecret = await TestMember.Ask(service.Client, $"{id}:{old}");
        using var oldCommand = await Commands.Submit(service, oldToken);
        using var newCommand = await Commands.Submit(service, await TestMember.Token(service.Client, id, secret));

        Assert.Equal(HttpStatusCode.Unauthorized, oldSecret.StatusCode);
        await AssertRefused(oldCommand);
        Assert.Equal(HttpStatusCode.OK, newCommand.StatusCode);
    }

    [Fact]
    public async Task A_token_is_good_for_fifteen_minutes_by_the_service_s_clock()
    {
        var clock = new ShiftedClock();
        await using var service = await TestServer.Start(cluster, clock: clock);
        var token = await service.Token();

        clock.Ahead = TimeSpan.FromMinutes(14);
        using var late = await Commands.Submit(service, token);
        clock.Ahead = TimeSpan.FromMinutes(15);
        using var tooLate = await Commands.Submit(service, token);

        Assert.Equal(HttpStatusCode.OK, late.StatusCode);
        await AssertRefused(tooLate);
    }

    [Fact]
    public async Task A_token_outlives_a_restart_and_is_worth_nothing_on_another_ledger()
    {
        await using var service = await TestServer.Start(cluster, members: Named);
        await using var other = await TestServer.Start(await LedgerWithAnotherKey(), members: Named);
        var token = await service.Token();
        await other.Token();

        await using var restarted = await TestServer.Start(await TestLedger.Open(service.Ledger.ConnectionString), members: Named);
        using var here = await Commands.Submit(restarted, token);
        using var there = await Commands.Submit(other, token);

        Assert.Equal(HttpStatusCode.OK, here.StatusCode);
        await AssertRefused(there);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("a.b.c")]
    [InlineData("e30.e30.")]
    [InlineData("NO-SIGNATURE")]
    [InlineData("OTHER-SIGNATURE")]
    [InlineData("ALGORITHM-NONE")]
    public async Task Whatever_is_no_token_is_refused_alike(string? sent)
    {
        var service = empty.Server;
        var parts = (await service.Token()).Split('.');
        var token = sent switch
        {
            "NO-SIGNATURE" => $"{parts[0]}.{parts[1]}.",
            "OTHER-SIGNATURE" => $"{parts[0]}.{parts[1]}.{new string('A', 86)}",
            "ALGORITHM-NONE" => $"{System.Buffers.Text.Base64Url.EncodeToString("""{"alg":"none","typ":"at+jwt"}"""u8)}.{parts[1]}.",
            _ => sent,
        };

        using var answer = await Commands.Submit(service, token);

        await AssertRefused(answer, error: sent is not null);
        Assert.Equal(0, await service.Ledger.Count("journal.mt_events WHERE stream_id LIKE 'case-%'"));
    }

    [Fact]
    public async Task Whatever_a_member_may_ask_for_is_refused_without_a_token_before_it_is_read()
    {
        var service = empty.Server;
        var open = new[] { "/health", "/graphql", "/oauth/", "/openapi/", "/feeds/", "/data", "/hsds", "/open311/", "/explorer", "/alliance/" };
        var closed = service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText != "/" && !open.Any(path => endpoint.RoutePattern.RawText!.StartsWith(path, StringComparison.Ordinal))).ToList();

        Assert.InRange(closed.Count, 100, 300);
        foreach (var endpoint in closed)
        {
            var path = Regex.Replace(endpoint.RoutePattern.RawText!, @"\{[^}]*\}", "1");
            var type = endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes[0] ?? "application/json";
            using var request = new HttpRequestMessage(HttpMethod.Parse(endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods[0]), path)
            {
                Content = new StringContent("neither JSON nor lines", new MediaTypeHeaderValue(type)),
            };
            using var answer = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, $"{request.Method} {path}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Each_member_has_a_rate_of_its_own_and_hears_when_to_come_back()
    {
        await using var service = await TestServer.Start(cluster, members: settings => settings with { CommandBurst = 2, CommandsPerSecond = 1 });
        var (id, secret) = await TestMember.Add(service.Ledger.ConnectionString, "SC-510100", "platform");
        var token = await TestMember.Token(service.Client, id, secret);

        // More at once than two and what a few seconds bring.
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Commands.Submit(service, token)));
        using var other = await Commands.Submit(service, await service.Token());

        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, answer => Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 2));
        Assert.All(refused, answer => Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal(answers.Length - refused.Count + 1, await service.Ledger.Count("journal.mt_events WHERE stream_id LIKE 'case-%'"));
    }

    private static async Task AssertRefused(HttpResponseMessage answer, bool error = true)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(error ? "Bearer error=\"invalid_token\"" : "Bearer", answer.Headers.WwwAuthenticate.ToString());
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("This needs the bearer token of a member in force.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<string> WithoutTrace(HttpResponseMessage answer)
    {
        var body = System.Text.Json.Nodes.JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
        body.Remove("trace_id");
        return body.ToJsonString();
    }

    // The test ledgers are copies of one database, key included.
    private async Task<TestLedger> LedgerWithAnotherKey()
    {
        var ledger = await TestLedger.Create(cluster);
        await using var forget = ledger.Administrator.CreateCommand("DELETE FROM journal.secret WHERE name = 'token-key'");
        Assert.Equal(1, await forget.ExecuteNonQueryAsync());
        await Migration.Apply(ledger.ConnectionString, [], CancellationToken.None);
        return ledger;
    }

    // Both are the same issuer; only their keys tell them apart.
    private static MemberSettings Named(MemberSettings settings) => settings with { Issuer = new Uri("https://ledger.example") };
}
