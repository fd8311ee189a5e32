using System.Net;
using System.Text;
using Ledger.Tests.EndToEnd;
using Ledger.Tests.Store;

namespace Ledger.Tests.Members;

/// <summary><c>ledger member</c> and the service, as processes of their own.</summary>
public sealed class MemberCommandTests(Cluster cluster) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ledger-member-").FullName;

    [Fact]
    public async Task Adds_lists_rotates_and_revokes_and_shows_a_secret_once()
    {
        await using var ledger = await TestLedger.Create(cluster);
        var added = await Run(ledger, "add", "--node", "SC-510100", "--role", "platform", "--unit", "Chengdu window");
        var (id, secret) = (added.Output.Split('\n')[0], added.Output.Split('\n')[1]);
        var second = await Run(ledger, "add", "--node", "SC-510100", "--role", "auditor", "--secret-file", Path.Combine(folder, "secret"));
        var rotated = await Run(ledger, "rotate", id);
        var revoked = await Run(ledger, "revoke", "m-SC-510100-2");
        var list = await Run(ledger, "list");

        Assert.Equal("m-SC-510100-1", id);
        Assert.Matches("^[A-Za-z0-9_-]{43}$", secret);
        Assert.Matches("^m-SC-510100-1\n[A-Za-z0-9_-]{43}\n$", rotated.Output);
        Assert.DoesNotContain(secret, rotated.Output, StringComparison.Ordinal);
        Assert.Equal((0, "m-SC-510100-2\n"), (second.ExitCode, second.Output));
        Assert.Matches("^m-SC-510100-2:[A-Za-z0-9_-]{43}\n$", await File.ReadAllTextAsync(Path.Combine(folder, "secret"), TestContext.Current.CancellationToken));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "secret")));
        Assert.Equal(0, revoked.ExitCode);
        const string time = @"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z";
        Assert.Matches(
            $"^m-SC-510100-1\tSC-510100\tplatform\tChengdu window\tsecret\t{time}\t{time}\t-\nm-SC-510100-2\tSC-510100\tauditor\tSC-510100\tsecret\t{time}\t-\t{time}\n$",
            list.Output);
    }

    [Theory]
    [InlineData(1, "revoke", "m-none-1")]
    [InlineData(1, "rotate", "m-none-1")]
    [InlineData(1, "rotate", "m-none-1", "--secret-file", "FOLDER/new")]
    [InlineData(1, "add", "--node", "SC:510100", "--role", "platform")]
    [InlineData(2, "add", "--node", "SC-510100", "--role", "administrator")]
    [InlineData(1, "add", "--node", "SC-510100", "--role", "platform", "--unit", "a\tb")]
    [InlineData(2, "add", "--node", "SC-510100")]
    [InlineData(1, "add", "--node", "SC-510100", "--role", "platform", "--secret-file", "FOLDER/taken")]
    [InlineData(1, "add", "--node", "SC-510100", "--role", "platform", "--jwks", "FOLDER/taken")]
    [InlineData(1, "add", "--node", "SC-510100", "--role", "platform", "--jwks", "FOLDER/empty")]
    [InlineData(1, "add", "--node", "SC-510100", "--role", "platform", "--jwks", "FOLDER/private")]
    [InlineData(1, "add", "--node", "SC-510100", "--role", "platform", "--jwks", "FOLDER/symmetric")]
    [InlineData(1, "add", "--node", "SC-510100", "--role", "platform", "--jwks", "FOLDER/weak")]
    [InlineData(1, "add", "--node", "SC-510100", "--role", "platform", "--jwks", "FOLDER/absent")]
    [InlineData(1, "add", "--node", "SC-510100", "--role", "platform", "--secret-file", "FOLDER/absent/secret")]
    public async Task Refuses_in_a_sentence_and_changes_nothing(int expected, params string[] arguments)
    {
        await using var ledger = await TestLedger.Create(cluster);
        Write("taken", "x");
        Write("empty", """{"keys":[]}""");
        Write("private", """{"keys":[{"kty":"EC","crv":"P-256","x":"AA","y":"AA","d":"AA"}]}""");
        Write("symmetric", """{"keys":[{"kty":"oct","k":"AAAA"}]}""");
        Write("weak", $$"""{"keys":[{"kty":"RSA","e":"AQAB","n":"{{Convert.ToBase64String(Enumerable.Repeat((byte)255, 128).ToArray()).TrimEnd('=').Replace('/', '_')}}"}]}""");

        var (exitCode, output, errors) = await Run(ledger, [.. arguments.Select(argument => argument.Replace("FOLDER", folder, StringComparison.Ordinal))]);

        Assert.True(exitCode == expected, $"{exitCode}: {errors}");
        Assert.NotEmpty(errors);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.Equal(0, await ledger.Count("journal.member"));
        Assert.Equal("x", await File.ReadAllTextAsync(Path.Combine(folder, "taken"), TestContext.Current.CancellationToken));
        Assert.False(File.Exists(Path.Combine(folder, "new")));
        Assert.DoesNotMatch("[A-Za-z0-9_-]{43}\n", output);
    }

    [Fact]
    public async Task The_service_writes_no_secret_and_no_token_into_its_log()
    {
        await using var ledger = await TestLedger.Create(cluster);
        var (id, secret) = await TestMember.Add(ledger.ConnectionString, "SC-510100", "platform");
        using var service = Product.Start(ledger.ConnectionString, keyFolder: null, ["serve", "--urls", "http://127.0.0.1:0"], logLevel: "Information");
        using var client = new HttpClient { BaseAddress = await service.Served() };

        var token = await TestMember.Token(client, id, secret);
        foreach (var (name, value) in new[] { ("client_secret", "wr0ng-secret"), ("client_secret", secret), ("client_assertion", "wr0ng-secret.x.y") })
        {
            using var answer = await TestMember.Ask(client, basic: null, ("client_id", id), (name, value), ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"));
            Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
        }

        foreach (var bearer in new[] { token, token + "x", "wr0ng-secret" })
        {
            using var command = new HttpRequestMessage(HttpMethod.Post, "/cases") { Content = new StringContent("{", Encoding.UTF8, "application/json") };
            command.Headers.Authorization = new("Bearer", bearer);
            using var answer = await client.SendAsync(command, TestContext.Current.CancellationToken);
            Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized });
        }

        using var tooLarge = await TestMember.Ask(client, $"{id}:{secret}", ("client_assertion", new string('x', 70_000) + secret));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLarge.StatusCode);

        System.Diagnostics.Process.Start("kill", ["-INT", $"{service.Id}"]).WaitForExit();
        var (_, output, errors) = await service.End();

        // Every request is logged; what was in it is not.
        var log = output + errors;
        Assert.Contains("/cases", log, StringComparison.Ordinal);
        Assert.All([secret, token, token.Split('.')[1], "wr0ng-secret"], text => Assert.DoesNotContain(text, log, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static Task<(int ExitCode, string Output, string Errors)> Run(TestLedger ledger, params string[] arguments) =>
        Product.Run(ledger.ConnectionString, ["member", .. arguments]);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);
}
