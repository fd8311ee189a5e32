using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ledger.Members;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Members;
using Ledger.Tests.Privacy;
using Ledger.Tests.Store;
using PublicApi.Webhooks;

namespace Ledger.Tests.Webhooks;

public sealed class WebhookTests(Cluster cluster)
{
    internal static readonly Dictionary<string, string?> Quick = new()
    {
        ["Webhooks:AllowPrivateAddresses"] = "true",
        ["Webhooks:Poll"] = "00:00:00.05",
        ["Webhooks:Backoff:0"] = "00:00:00.1",
        ["Webhooks:Backoff:1"] = "00:00:00.1",
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_entry_is_told_once_in_order_as_a_signed_cloud_event()
    {
        await using var receiver = await Receiver.Start();
        await using var server = await TestServer.Start(cluster, configuration: Quick);
        using var member = await Caller.Of(server, "SC-510100");
        var (_, secret) = await member.Register(receiver.Url, from: 0);
        var size = await Record(server, 12);

        await receiver.Until(() => receiver.Taken.Count == size);

        Assert.Equal(Enumerable.Range(0, size).Select(position => (long)position), receiver.Taken.Select(received => received.Position));
        Assert.All(receiver.Taken, received =>
        {
            Assert.True(received.IsSignedBy(secret));
            Assert.False(received.IsSignedBy("whsec_" + Convert.ToBase64String(new byte[32])));
            Assert.StartsWith("application/cloudevents+json", received.Headers["Content-Type"].ToString(), StringComparison.Ordinal);
        });

        // Attributes of CloudEvents 1.0, and the entry as it stands in the log.
        var told = receiver.Taken[^1].Event;
        await using var last = server.Ledger.Administrator.CreateCommand("SELECT convert_from(body, 'UTF8') FROM public_log.entry ORDER BY position DESC LIMIT 1");
        var entry = JsonDocument.Parse((string)(await last.ExecuteScalarAsync(Ct))!).RootElement;
        Assert.Equal("1.0", told.GetProperty("specversion").GetString());
        Assert.Equal(entry.GetProperty("id").GetString(), told.GetProperty("id").GetString());
        Assert.Equal(receiver.Taken[^1].Id, told.GetProperty("id").GetString());
        Assert.Equal(entry.GetProperty("t").GetString(), told.GetProperty("type").GetString());
        Assert.Equal(entry.GetProperty("s").GetString(), told.GetProperty("subject").GetString());
        Assert.Equal(new Uri(server.Client.BaseAddress!, "log"), new Uri(told.GetProperty("source").GetString()!));
        Assert.Equal(size - 1, long.Parse(told.GetProperty("sequence").GetString()!, CultureInfo.InvariantCulture));
        Assert.True(JsonElement.DeepEquals(entry, told.GetProperty("data")));
    }

    [Fact]
    public async Task A_receiver_that_was_down_while_the_service_restarted_hears_everything_once_and_in_order()
    {
        await using var receiver = await Receiver.Start();
        receiver.Answers = _ => 503;
        var patient = new Dictionary<string, string?>(Quick);
        for (var i = 0; i < 1_000; i++)
        {
            patient[$"Webhooks:Backoff:{i}"] = "00:00:00.05";
        }

        var ledger = await TestLedger.Create(cluster);
        await using var restarted = await Restart(ledger, receiver, patient);
        var size = await Record(restarted, 3);
        await receiver.Until(() => receiver.Refused > 5);

        receiver.Answers = _ => 200;
        await receiver.Until(() => receiver.Taken.Count >= size);

        Assert.Equal(Enumerable.Range(0, size).Select(position => (long)position), receiver.Taken.Select(received => received.Position));
        Assert.Equal(0, await ledger.Count("webhook.dead_letter"));
    }

    [Fact]
    public async Task What_is_refused_to_the_last_attempt_is_a_dead_letter_and_can_be_sent_again_and_the_rest_goes_on()
    {
        await using var receiver = await Receiver.Start();
        receiver.Answers = received => received.Position == 1 ? 500 : 200;
        await using var server = await TestServer.Start(cluster, configuration: Quick);
        using var member = await Caller.Of(server, "SC-510100");
        var size = await Record(server, 3);
        var (id, _) = await member.Register(receiver.Url, from: 0);

        await receiver.Until(() => receiver.Taken.Count == size - 1);
        Assert.Equal(3, receiver.Refused);
        var letter = Assert.Single((await member.Get($"/webhooks/{id}/dead_letters")).EnumerateArray());
        Assert.Equal((1, 3, "answered 500"), (letter.GetProperty("position").GetInt32(), letter.GetProperty("attempts").GetInt32(), letter.GetProperty("fault").GetString()));

        receiver.Answers = _ => 200;
        Assert.Equal(HttpStatusCode.OK, await member.Post($"/webhooks/{id}/dead_letters/1/resend"));
        await receiver.Until(() => receiver.Taken.Count == size);
        Assert.Equal(1, receiver.Taken[^1].Position);
        while ((await member.Get($"/webhooks/{id}/dead_letters")).GetArrayLength() > 0)
        {
            await Task.Delay(20, Ct);
        }

        // Once more from a position, in order, under the ids they had.
        Assert.Equal(HttpStatusCode.OK, await member.Post($"/webhooks/{id}/replay", new { from = 2 }));
        await receiver.Until(() => receiver.Taken.Count == size + size - 2);
        Assert.Equal(Enumerable.Range(2, size - 2).Select(position => (long)position), receiver.Taken.Skip(size).Select(received => received.Position));
        Assert.Equal(size, receiver.Taken.Select(received => received.Id).Distinct().Count());
    }

    [Fact]
    public async Task Only_the_types_that_are_asked_for_are_told_and_a_rotated_secret_signs_at_once()
    {
        await using var receiver = await Receiver.Start();
        await using var server = await TestServer.Start(cluster, configuration: Quick);
        using var member = await Caller.Of(server, "SC-510100");
        await Record(server, 2);
        var (id, former) = await member.Register(receiver.Url, from: 0, types: ["request.submitted"]);
        await receiver.Until(() => receiver.Taken.Count == 2);

        using var rotated = await member.Send(HttpMethod.Post, $"/webhooks/{id}/rotate");
        var secret = (await TestServer.Json(rotated)).GetProperty("secret").GetString()!;
        await Record(server, 1);
        await receiver.Until(() => receiver.Taken.Count == 3);

        Assert.All(receiver.Taken, received => Assert.Equal("request.submitted", received.Event.GetProperty("type").GetString()));
        Assert.True(receiver.Taken[^1].IsSignedBy(secret));
        Assert.True(receiver.Taken[^1].HasSignatureOf(former));
        Assert.False(receiver.Taken[^1].HasSignatureOf("whsec_" + Convert.ToBase64String(new byte[32])));
        Assert.False(receiver.Taken[0].IsSignedBy(secret));
        Assert.False((await Dump.Take(server.Ledger.Administrator)).Contains(Convert.FromBase64String(secret["whsec_".Length..])));
    }

    [Fact]
    public async Task A_test_is_signed_tells_no_entry_and_says_what_the_receiver_did()
    {
        await using var receiver = await Receiver.Start();
        await using var server = await TestServer.Start(cluster, configuration: Quick);
        using var member = await Caller.Of(server, "SC-510100");
        var (id, secret) = await member.Register(receiver.Url);

        Assert.Equal((true, null), await Test());
        var received = Assert.Single(receiver.Taken);
        Assert.True(received.IsSignedBy(secret));
        Assert.Equal(("webhook.test", id), (received.Event.GetProperty("type").GetString(), received.Event.GetProperty("subject").GetString()));
        Assert.False(received.Event.TryGetProperty("data", out _) || received.Event.TryGetProperty("sequence", out _));

        receiver.Answers = _ => 500;
        Assert.Equal((false, "answered 500"), await Test());
        Assert.Equal(0, Assert.Single((await member.Get("/webhooks")).EnumerateArray()).GetProperty("attempts").GetInt32());
        Assert.Equal(0, await server.Ledger.Count("webhook.dead_letter"));

        async Task<(bool Taken, string? Fault)> Test()
        {
            using var answer = await member.Send(HttpMethod.Post, $"/webhooks/{id}/test");
            var said = await TestServer.Json(answer);
            return (said.GetProperty("taken").GetBoolean(), said.TryGetProperty("fault", out var fault) ? fault.GetString() : null);
        }
    }

    [Fact]
    public async Task A_revoked_member_is_told_nothing_more()
    {
        await using var receiver = await Receiver.Start();
        await using var server = await TestServer.Start(cluster, configuration: Quick);
        using var member = await Caller.Of(server, "SC-510100");
        await Record(server, 1);
        await member.Register(receiver.Url, from: 0, types: ["request.submitted"]);
        await receiver.Until(() => receiver.Taken.Count == 1);
        await using var register = new MemberRegister(server.Ledger.ConnectionString);
        Assert.True(await register.Revoke(member.Id, DateTimeOffset.UtcNow, Ct));

        await Record(server, 1);
        while (await server.Ledger.Count("webhook.endpoint WHERE fault = 'its member is not in force'") == 0)
        {
            await Task.Delay(20, Ct);
        }

        Assert.Single(receiver.Taken);
    }

    [Fact]
    public async Task Another_member_s_webhook_is_as_one_that_does_not_exist()
    {
        await using var server = await TestServer.Start(cluster, configuration: Quick);
        using var owner = await Caller.Of(server, "SC-510100");
        using var other = await Caller.Of(server, "SC-510700");
        var (id, _) = await owner.Register("http://127.0.0.1:1/hook");

        foreach (var path in new[] { $"/webhooks/{id}", "/webhooks/wh-x" })
        {
            using var deleted = await other.Send(HttpMethod.Delete, path);
            Assert.Equal(HttpStatusCode.NotFound, deleted.StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, await other.Post($"{path}/rotate"));
            Assert.Equal(HttpStatusCode.NotFound, await other.Post($"{path}/test"));
            Assert.Equal(HttpStatusCode.NotFound, await other.Post($"{path}/replay", new { from = 0 }));
            Assert.Equal(HttpStatusCode.NotFound, await other.Post($"{path}/dead_letters/0/resend"));
        }

        Assert.Equal(0, (await other.Get("/webhooks")).GetArrayLength());
        var mine = Assert.Single((await owner.Get("/webhooks")).EnumerateArray());
        Assert.Equal(JsonValueKind.Null, mine.TryGetProperty("secret", out var shown) ? shown.ValueKind : JsonValueKind.Null);
        using var gone = await owner.Send(HttpMethod.Delete, $"/webhooks/{id}");
        Assert.Equal(HttpStatusCode.OK, gone.StatusCode);
        Assert.Equal(0, await server.Ledger.Count("webhook.endpoint"));
    }

    [Fact]
    public async Task No_receiver_is_named_that_is_not_of_the_public_internet()
    {
        await using var server = await TestServer.Start(cluster);
        using var member = await Caller.Of(server, "SC-510100");
        string[] urls =
        [
            "http://example.org/hook", "https://127.0.0.1/hook", "https://10.1.2.3/hook", "https://169.254.169.254/latest/meta-data",
            "https://[::1]/hook", "https://[::ffff:192.168.0.1]/hook", "https://[2002:c0a8:1::1]/hook", "https://user:pw@example.org/hook",
            "ftp://example.org/hook", "hook",
        ];
        foreach (var url in urls)
        {
            using var refused = await member.Send(HttpMethod.Post, "/webhooks", new { url });
            Assert.Equal(
                (url, HttpStatusCode.UnprocessableEntity, "FIELD-URL"),
                (url, refused.StatusCode, (await TestServer.Json(refused)).GetProperty("rule").GetString()));
        }

        await member.Register("https://example.org/hook");
    }

    [Fact]
    public async Task A_name_that_leads_to_this_machine_is_not_connected_to_nor_is_a_redirection_followed()
    {
        await using var receiver = await Receiver.Start();
        using var careful = new Receivers(Microsoft.Extensions.Options.Options.Create(new WebhookSettings()));
        using var open = new Receivers(Microsoft.Extensions.Options.Options.Create(new WebhookSettings { AllowPrivateAddresses = true }));
        var byName = receiver.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

        Assert.Equal("its name leads to no public address", await Try(careful, byName));
        receiver.Answers = _ => 302;
        Assert.Equal("answered 302", await Try(open, receiver.Url));
        Assert.Empty(receiver.Taken);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("100.64.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("2001:db8::1", false)]
    public void An_address_is_of_the_public_internet_or_not(string address, bool isPublic) =>
        Assert.Equal(isPublic, PublicAddresses.IsPublic(IPAddress.Parse(address)));

    private static async Task<string?> Try(Receivers receivers, string url)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent("{}") };
        return await receivers.Send(message, Ct);
    }

    // The first service registers and tries in vain; the second finds where it stood.
    private static async Task<TestServer> Restart(TestLedger ledger, Receiver receiver, Dictionary<string, string?> settings)
    {
        var first = await TestServer.Start(ledger, configuration: settings);
        using (var member = await Caller.Of(first, "SC-510100"))
        {
            await member.Register(receiver.Url, from: 0);
            await Record(first, 4);
            await receiver.Until(() => receiver.Refused > 2);
        }

        first.Client.Dispose();
        await first.Stop();
        return await TestServer.Start(ledger, configuration: settings);
    }

    private static async Task<int> Record(TestServer server, int cases)
    {
        var token = await server.Token();
        for (var i = 0; i < cases; i++)
        {
            using var opened = await Commands.Submit(server, token);
            Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        }

        await Http.SequencedService.Sequenced(server);
        return (int)await server.Ledger.Count("public_log.entry");
    }

    private sealed class Caller(HttpClient http, string id, string token) : IDisposable
    {
        public string Id => id;

        public static async Task<Caller> Of(TestServer server, string node)
        {
            var (id, secret) = await TestMember.Add(server.Ledger.ConnectionString, node, "platform");
            return new(new HttpClient { BaseAddress = server.Client.BaseAddress }, id, await TestMember.Token(server.Client, id, secret));
        }

        public async Task<(string Id, string Secret)> Register(string url, long? from = null, string[]? types = null)
        {
            using var answer = await Send(HttpMethod.Post, "/webhooks", new { url, from, types });
            var body = await TestServer.Json(answer);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, body.ToString());
            return (body.GetProperty("id").GetString()!, body.GetProperty("secret").GetString()!);
        }

        public async Task<JsonElement> Get(string path)
        {
            using var answer = await Send(HttpMethod.Get, path);
            return await TestServer.Json(answer);
        }

        public async Task<HttpStatusCode> Post(string path, object? body = null)
        {
            using var answer = await Send(HttpMethod.Post, path, body);
            return answer.StatusCode;
        }

        public async Task<HttpResponseMessage> Send(HttpMethod method, string path, object? body = null)
        {
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
            request.Headers.Authorization = new("Bearer", token);
            return await http.SendAsync(request, Ct);
        }

        public void Dispose() => http.Dispose();
    }
}
