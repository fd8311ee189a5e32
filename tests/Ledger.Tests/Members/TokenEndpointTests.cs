using System.Net;
using System.Text;
using Ledger.Members;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Store;
using Npgsql;

namespace Ledger.Tests.Members;

public sealed class TokenEndpointTests(Cluster cluster)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Gives_a_member_a_token_of_fifteen_minutes_for_its_secret(bool basic)
    {
        await using var service = await TestServer.Start(cluster);
        var (id, secret) = await TestMember.Add(service.Ledger.ConnectionString, "SC-510100", "platform");

        using var answer = basic
            ? await TestMember.Ask(service.Client, $"{id}:{secret}")
            : await TestMember.Ask(service.Client, basic: null, ("client_id", id), ("client_secret", secret));

        var body = await TestServer.Json(answer);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Bearer", body.GetProperty("token_type").GetString());
        Assert.Equal(900, body.GetProperty("expires_in").GetInt32());
        Assert.True(answer.Headers.CacheControl?.NoStore);
        using var command = await Commands.Submit(service, body.GetProperty("access_token").GetString());
        Assert.Equal(HttpStatusCode.OK, command.StatusCode);
    }

    [Fact]
    public async Task Answers_alike_whether_the_member_or_its_secret_is_wrong_or_it_is_revoked()
    {
        await using var service = await TestServer.Start(cluster);
        var (id, secret) = await TestMember.Add(service.Ledger.ConnectionString, "SC-510100", "platform");
        var (revoked, revokedSecret) = await TestMember.Add(service.Ledger.ConnectionString, "SC-510100", "platform");
        await using var register = new MemberRegister(service.Ledger.ConnectionString);
        Assert.True(await register.Revoke(revoked, DateTimeOffset.UtcNow, CancellationToken.None));

        string[] wrong =
        [
            $"{id}:{secret[1..]}", $"{id}:{secret}x", $"{id}:{secret.ToUpperInvariant()}", $"{id}:{revokedSecret}", $"{revoked}:{revokedSecret}",
            $"{id} :{secret}", $"{id.ToLowerInvariant()}:{secret}", $"m-SC-510100-9:{secret}", $"m'--:{secret}", $"m%00:{secret}", $"{new string('m', 5000)}:x",
        ];
        var answers = new HashSet<string>();
        foreach (var credentials in wrong)
        {
            using var answer = await TestMember.Ask(service.Client, credentials);
            answer.Headers.Date = null;
            answers.Add($"{answer}\n{await answer.Content.ReadAsStringAsync()}");
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        Assert.Contains("invalid_client", Assert.Single(answers), StringComparison.Ordinal);
        Assert.Equal("m-SC-510100-2", revoked);
    }

    [Fact]
    public async Task Takes_no_other_grant_and_no_request_without_a_proof()
    {
        await using var service = await TestServer.Start(cluster);
        var (id, secret) = await TestMember.Add(service.Ledger.ConnectionString, "SC-510100", "platform");

        using var password = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "password",
            ["username"] = id,
            ["password"] = secret,
            ["client_id"] = id,
            ["client_secret"] = secret,
        });
        using var other = await service.Client.PostAsync(new Uri("/oauth/token", UriKind.Relative), password);
        using var none = await TestMember.Ask(service.Client);
        using var onlyId = await TestMember.Ask(service.Client, basic: null, ("client_id", id));
        using var noSecret = await TestMember.Ask(service.Client, $"{id}:");

        Assert.All([other, none, onlyId, noSecret], answer => Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized, $"{answer}"));
    }

    [Fact]
    public async Task Keeps_the_secret_nowhere_in_the_database()
    {
        await using var service = await TestServer.Start(cluster);
        var (id, secret) = await TestMember.Add(service.Ledger.ConnectionString, "SC-510100", "platform");
        var token = await TestMember.Token(service.Client, id, secret);
        using var command = await Commands.Submit(service, token);

        var text = await WholeDatabase(service.Ledger.Administrator);

        Assert.Contains(id, text, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(secret)), text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexStringLower(System.Buffers.Text.Base64Url.DecodeFromChars(secret)), text, StringComparison.Ordinal);
        Assert.DoesNotContain(token, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Holds_an_address_to_its_rate_and_says_when_to_come_back()
    {
        await using var service = await TestServer.Start(cluster, members: settings => settings with { TokensPerMinute = 2 });
        var (id, secret) = await TestMember.Add(service.Ledger.ConnectionString, "SC-510100", "platform");

        using var first = await TestMember.Ask(service.Client, $"{id}:{secret}");
        using var second = await TestMember.Ask(service.Client, $"{id}:wrong");
        using var third = await TestMember.Ask(service.Client, $"{id}:{secret}");

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, second.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
        Assert.InRange(third.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("application/problem+json", third.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/.well-known/openid-configuration")]
    [InlineData("/.well-known/oauth-authorization-server")]
    public async Task Tells_its_own_address_whatever_host_the_request_names(string path)
    {
        await using var service = await TestServer.Start(cluster, members: settings => settings with { Issuer = new Uri("https://ledger.example") });
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = "evil.example";

        using var answer = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);

        var metadata = await TestServer.Json(answer);
        Assert.Equal("https://ledger.example/", metadata.GetProperty("issuer").GetString());
        Assert.Equal("https://ledger.example/oauth/token", metadata.GetProperty("token_endpoint").GetString());
        Assert.Equal(
            ["client_secret_basic", "client_secret_post", "private_key_jwt"],
            metadata.GetProperty("token_endpoint_auth_methods_supported").EnumerateArray().Select(method => method.GetString()!).Order(StringComparer.Ordinal));
    }

    // Every row of every table, with bytea as hex.
    private static async Task<string> WholeDatabase(NpgsqlDataSource administrator)
    {
        var tables = new List<string>();
        await using (var names = administrator.CreateCommand(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"))
        await using (var found = await names.ExecuteReaderAsync())
        {
            while (await found.ReadAsync())
            {
                tables.Add(found.GetString(0));
            }
        }

        var text = new StringBuilder();
        foreach (var table in tables)
        {
            await using var command = administrator.CreateCommand($"SELECT string_agg(one::text, E'\\n') FROM {table} one");
            text.AppendLine(await command.ExecuteScalarAsync() as string);
        }

        return text.ToString();
    }
}
