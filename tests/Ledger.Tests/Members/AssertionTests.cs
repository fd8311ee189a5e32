using System.Net;
using System.Security.Cryptography;
using System.Text;
using Ledger.Members;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Store;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PublicApi.Members;

namespace Ledger.Tests.Members;

/// <summary>private_key_jwt: RFC 7523 section 3.</summary>
public sealed class AssertionTests(Cluster cluster, NamedService named) : IDisposable, IClassFixture<NamedService>
{
    private const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private const string Issuer = "https://ledger.example/";

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    [Theory]
    [InlineData(Issuer, "JWT")]
    [InlineData("https://ledger.example", "client-authentication+jwt")]
    public async Task A_member_proves_itself_by_its_key(string audience, string type)
    {
        await using var service = await Start();
        var id = await AddMember(service);

        using var answer = await Ask(service, Assertion(id, audience, type: type));

        var body = await TestServer.Json(answer);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, body.ToString());
        using var command = await Commands.Submit(service, body.GetProperty("access_token").GetString());
        Assert.Equal(HttpStatusCode.OK, command.StatusCode);
    }

    [Fact]
    public async Task An_assertion_is_good_for_one_token()
    {
        await using var service = await Start();
        await using var second = await TestServer.Start(await TestLedger.Open(service.Ledger.ConnectionString), members: Named);
        var assertion = Assertion(await AddMember(service));

        using var first = await Ask(service, assertion);
        using var replayed = await Ask(service, assertion);
        using var elsewhere = await Ask(second, assertion);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await AssertRefused(replayed);
        await AssertRefused(elsewhere);
    }

    [Fact]
    public async Task Of_many_copies_sent_at_once_one_is_taken()
    {
        await using var service = await Start();
        var assertion = Assertion(await AddMember(service));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Ask(service, assertion)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Used_assertions_are_forgotten_when_they_have_expired()
    {
        var clock = new ShiftedClock();
        await using var service = await Start(clock);
        var id = await AddMember(service);
        using var first = await Ask(service, Assertion(id));
        clock.Ahead = TimeSpan.FromMinutes(30);
        using var second = await Ask(service, Assertion(id, expires: clock.GetUtcNow().AddMinutes(1)));
        using var expired = await Ask(service, Assertion(id, expires: clock.GetUtcNow().AddMinutes(-1)));

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        await AssertRefused(expired);
        Assert.Equal(1, await service.Ledger.Count("journal.spent_assertion"));
    }

    [Theory]
    [InlineData("OTHER-KEY")]
    [InlineData("OTHER-MEMBER")]
    [InlineData("OTHER-SUBJECT")]
    [InlineData("OTHER-AUDIENCE")]
    [InlineData("OTHER-AUDIENCE-IN-THE-HOST-HEADER")]
    [InlineData("TOKEN-ENDPOINT-AS-AUDIENCE")]
    [InlineData("ACCESS-TOKEN")]
    [InlineData("EXPIRED")]
    [InlineData("GOOD-FOR-A-DAY")]
    [InlineData("NO-ID")]
    [InlineData("LONG-ID")]
    [InlineData("PUBLIC-KEY-AS-SECRET")]
    [InlineData("NO-ALGORITHM")]
    [InlineData("REVOKED")]
    [InlineData("SECRET-MEMBER")]
    [InlineData("NOT-A-TOKEN")]
    [InlineData("LONE-SURROGATE")]
    [InlineData("NUL")]
    public async Task A_bad_assertion_is_refused_and_all_alike(string fault)
    {
        var service = named.Server;
        var id = await AddMember(service);
        var other = await AddMember(service);
        using var otherKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var register = new MemberRegister(service.Ledger.ConnectionString);
        var host = fault == "OTHER-AUDIENCE-IN-THE-HOST-HEADER" ? "other.example" : null;
        if (fault == "REVOKED")
        {
            Assert.True(await register.Revoke(id, DateTimeOffset.UtcNow, CancellationToken.None));
        }

        var assertion = fault switch
        {
            "OTHER-KEY" => Assertion(id, signer: otherKey),
            "OTHER-MEMBER" => Assertion("m-SC-510199-1"),
            "OTHER-SUBJECT" => Assertion(id, subject: other),
            "OTHER-AUDIENCE" => Assertion(id, "https://other.example/"),
            "OTHER-AUDIENCE-IN-THE-HOST-HEADER" => Assertion(id, "https://other.example/oauth/token"),
            "TOKEN-ENDPOINT-AS-AUDIENCE" => Assertion(id, "https://ledger.example/oauth/token"),
            "ACCESS-TOKEN" => Assertion(id, type: "at+jwt"),
            "EXPIRED" => Assertion(id, expires: DateTimeOffset.UtcNow.AddSeconds(-2)),
            "GOOD-FOR-A-DAY" => Assertion(id, expires: DateTimeOffset.UtcNow.AddDays(1)),
            "NO-ID" => Assertion(id, tokenId: ""),
            "LONG-ID" => Assertion(id, tokenId: new string('x', 201)),
            "PUBLIC-KEY-AS-SECRET" => Sign(id, new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Jwks())), SecurityAlgorithms.HmacSha256),
            "NO-ALGORITHM" => string.Join('.', "eyJhbGciOiJub25lIn0", Assertion(id).Split('.')[1], ""),
            "SECRET-MEMBER" => Assertion((await TestMember.Add(service.Ledger.ConnectionString, "SC-510100", "platform")).Id),
            "NOT-A-TOKEN" => "not.a.token",
            "LONE-SURROGATE" => $"eyJhbGciOiJFUzI1NiJ9.{Base64UrlEncoder.Encode("{\"iss\":\"\\ud800\"}")}.AA",
            "NUL" => Assertion("m\0"),
            _ => Assertion(id),
        };
        using var answer = await Ask(service, assertion, host);

        await AssertRefused(answer);
        Assert.Equal(0, await service.Ledger.Count("journal.spent_assertion"));
    }

    // Only the holder of the key gets this far, so the answer may say what is wrong with the form of the claims.
    [Fact]
    public async Task An_assertion_that_is_meant_for_others_too_is_no_sound_request()
    {
        await using var service = await Start();
        using var answer = await Ask(service, Assertion(await AddMember(service), new[] { Issuer, "https://other.example/" }));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("invalid_request", (await TestServer.Json(answer)).GetProperty("error").GetString());
    }

    public void Dispose() => key.Dispose();

    internal static MemberSettings Named(MemberSettings settings) => settings with { Issuer = new Uri(Issuer) };

    private Task<TestServer> Start(TimeProvider? clock = null) => TestServer.Start(cluster, clock: clock, members: Named);

    private static async Task<HttpResponseMessage> Ask(TestServer service, string assertion, string? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/oauth/token")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_assertion_type"] = Type,
                ["client_assertion"] = assertion,
            }),
        };
        request.Headers.Host = host;
        return await service.Client.SendAsync(request);
    }

    private static async Task AssertRefused(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(
            """{"error":"invalid_client","error_description":"The client is not known, or its proof does not hold."}""",
            System.Text.Json.JsonSerializer.Serialize(await TestServer.Json(answer)));
    }

    private async Task<string> AddMember(TestServer service)
    {
        await using var register = new MemberRegister(service.Ledger.ConnectionString);
        return (await register.Add("SC-510100", "platform", "Chengdu", Proof.OfKeys(Jwks()), DateTimeOffset.UtcNow, CancellationToken.None)).Id;
    }

    private string Jwks()
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return $$"""{"keys":[{"kty":"EC","crv":"P-256","x":"{{Base64UrlEncoder.Encode(point.X)}}","y":"{{Base64UrlEncoder.Encode(point.Y)}}"}]}""";
    }

    private string Assertion(
        string id, object? audience = null, string? subject = null, DateTimeOffset? expires = null, string? tokenId = null, ECDsa? signer = null, string type = "JWT") =>
        Sign(id, new ECDsaSecurityKey(signer ?? key), SecurityAlgorithms.EcdsaSha256, audience, subject, expires, tokenId, type);

    private static string Sign(
        string id, SecurityKey signer, string algorithm, object? audience = null, string? subject = null, DateTimeOffset? expires = null, string? tokenId = null, string type = "JWT")
    {
        var claims = new Dictionary<string, object>
        {
            ["iss"] = id,
            ["sub"] = subject ?? id,
            ["aud"] = audience ?? Issuer,
            ["exp"] = (expires ?? DateTimeOffset.UtcNow.AddMinutes(2)).ToUnixTimeSeconds(),
        };
        if (tokenId != "")
        {
            claims["jti"] = tokenId ?? $"{Guid.NewGuid()}";
        }

        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            System.Text.Json.JsonSerializer.Serialize(claims),
            new SigningCredentials(signer, algorithm),
            new Dictionary<string, object> { ["typ"] = type });
    }
}

/// <summary>A service with a name of its own, whose tests get no token.</summary>
public sealed class NamedService(Cluster cluster) : SharedService(() => TestServer.Start(cluster, members: AssertionTests.Named));
