using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Store;
using PublicApi.Members;

namespace Ledger.Tests.Members;

public sealed class ForeignIssuerTests(Cluster cluster, ForeignService foreign) : IClassFixture<ForeignService>
{
    [Fact]
    public async Task Takes_the_tokens_of_the_configured_issuer_beside_its_own()
    {
        await using var issuer = await ForeignIssuer.Start();
        await using var service = await Start(issuer);

        using var own = await Commands.Submit(service, await service.Token());
        using var platform = await Commands.Submit(service, issuer.Token());
        using var province = await Commands.Submit(service, issuer.Token(node: "SC", role: "province"));
        using var otherNode = await Commands.Submit(service, issuer.Token(node: "SC-510300"));
        using var auditor = await Commands.Submit(service, issuer.Token(role: "auditor"));

        Assert.All([own, platform, province], answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.All([otherNode, auditor], answer => Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode));
        Assert.Equal(3, await service.Ledger.Count("journal.mt_events WHERE stream_id LIKE 'case-%'"));
    }

    [Theory]
    [InlineData("OTHER-KEY")]
    [InlineData("OTHER-AUDIENCE")]
    [InlineData("OTHER-ISSUER")]
    [InlineData("OWN-ISSUER")]
    [InlineData("EXPIRED")]
    [InlineData("NO-NODE")]
    [InlineData("NO-ROLE")]
    [InlineData("UNKNOWN-ROLE")]
    [InlineData("NO-SUBJECT")]
    [InlineData("LONE-SURROGATE")]
    [InlineData("NO-OBJECT")]
    public async Task Refuses_what_the_issuer_did_not_say_to_this_ledger(string fault)
    {
        var (issuer, service) = (foreign.Issuer, foreign.Server);
        using var otherKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var token = fault switch
        {
            "OTHER-KEY" => issuer.Token(signer: otherKey),
            "OTHER-AUDIENCE" => issuer.Token(audience: "another"),
            "OTHER-ISSUER" => issuer.Token(issuer: "https://other.example"),
            "OWN-ISSUER" => issuer.Token(issuer: service.Client.BaseAddress!.AbsoluteUri, audience: "ledger"),
            "EXPIRED" => issuer.Token(minutes: -1),
            "NO-NODE" => issuer.Token(node: null),
            "NO-ROLE" => issuer.Token(role: null),
            "LONE-SURROGATE" => $"eyJhbGciOiJFUzI1NiJ9.{Base64Url.EncodeToString("{\"iss\":\"\\ud800\"}"u8)}.AA",
            "NO-OBJECT" => $"eyJhbGciOiJFUzI1NiJ9.{Base64Url.EncodeToString("[]"u8)}.AA",
            "UNKNOWN-ROLE" => issuer.Token(role: "administrator"),
            _ => issuer.Token(subject: ""),
        };

        using var answer = await Commands.Submit(service, token);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(0, await service.Ledger.Count("journal.mt_events WHERE stream_id LIKE 'case-%'"));
    }

    [Fact]
    public async Task Takes_no_foreign_token_when_none_is_configured()
    {
        await using var issuer = await ForeignIssuer.Start();
        await using var service = await TestServer.Start(cluster);

        using var answer = await Commands.Submit(service, issuer.Token());

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_foreign_subject_is_not_a_member_of_that_id()
    {
        await using var issuer = await ForeignIssuer.Start();
        await using var service = await Start(issuer);
        var (id, _) = await TestMember.Add(service.Ledger.ConnectionString, "SC-510300", "platform");

        using var asMember = await Commands.Submit(service, issuer.Token(subject: id), node: "SC-510300");

        Assert.Equal(HttpStatusCode.Forbidden, asMember.StatusCode);
    }

    [Fact]
    public void Reads_its_settings_and_names_the_one_that_makes_no_sense()
    {
        var settings = new Dictionary<string, string>
        {
            ["Ledger__Issuer"] = "https://ledger.example",
            ["Ledger__Oidc__Issuer"] = "https://id.example/realms/sc",
            ["Ledger__Oidc__Audience"] = "ledger-sc",
            ["Ledger__CommandBurst"] = "7",
            ["Ledger__TrustedProxy"] = "10.0.0.1",
        };
        var read = Read();
        Assert.Equal(new OidcSettings("https://id.example/realms/sc", "ledger-sc", "node", "role"), read.Oidc);
        Assert.Equal((7, "10.0.0.1"), (read.CommandBurst, read.TrustedProxy!.ToString()));

        foreach (var (name, value) in new[]
        {
            ("Ledger__Issuer", "https://ledger.example/path"), ("Ledger__Issuer", "ledger.example"), ("Ledger__Oidc__Audience", ""),
            ("Ledger__CommandBurst", "0"), ("Ledger__CommandsPerSecond", "many"), ("Ledger__TokensPerMinute", "-1"), ("Ledger__TrustedProxy", "proxy"),
        })
        {
            var before = settings.GetValueOrDefault(name);
            settings[name] = value;
            Assert.Contains(name, Assert.Throws<PublicApi.Cli.MissingSettingException>(Read).Message, StringComparison.Ordinal);
            settings[name] = before ?? "";
        }

        MemberSettings Read() => MemberSettings.Read(settings.GetValueOrDefault);
    }

    private Task<TestServer> Start(ForeignIssuer issuer) => ForeignService.Start(cluster, issuer);
}

/// <summary>A service that takes the tokens of another issuer, for tests in which it takes none.</summary>
public sealed class ForeignService(Cluster cluster) : IAsyncLifetime
{
    public ForeignIssuer Issuer { get; private set; } = null!;

    public TestServer Server { get; private set; } = null!;

    public static Task<TestServer> Start(Cluster cluster, ForeignIssuer issuer) => TestServer.Start(
        cluster, members: settings => settings with { Oidc = new OidcSettings(issuer.Url, "the-ledger", "org", "ledger_role") });

    public async ValueTask InitializeAsync()
    {
        Issuer = await ForeignIssuer.Start();
        Server = await Start(cluster, Issuer);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Issuer.DisposeAsync();
    }
}
