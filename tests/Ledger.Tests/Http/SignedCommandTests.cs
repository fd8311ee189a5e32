using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ledger.Deciding;
using Ledger.Registry.Platforms;
using Ledger.Tests.Auditor;
using Ledger.Tests.Cases;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Imports;
using Ledger.Tests.Members;
using Ledger.Tests.Store;
using Ledger.Transparency;
using Projections.Sequencing;
using PublicApi.Cli;

namespace Ledger.Tests.Http;

/// <summary>A window signs; the province has every credential but the window's key.</summary>
public sealed class SignedCommandTests(Cluster cluster) : IDisposable
{
    private const string Node = By.OwnerNode;
    private const string Hotline = $"/platforms/{Node}/hotline";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly NSec.Cryptography.Key key = NSec.Cryptography.Key.Create(
        NSec.Cryptography.SignatureAlgorithm.Ed25519, new() { ExportPolicy = NSec.Cryptography.KeyExportPolicies.AllowPlaintextExport });
    private readonly NoteSigner logKey = NoteSigner.FromSeed(TestLog.Origin, new byte[NoteSigner.SeedBytes]);
    private readonly TemporaryFolder folder = new();
    private readonly ShiftedClock clock = new();

    private byte[] PublicKey => key.PublicKey.Export(NSec.Cryptography.KeyBlobFormat.RawPublicKey);

    private string KeyId => Convert.ToHexStringLower(SHA256.HashData(PublicKey)[..8]);

    [Fact]
    public async Task What_is_signed_is_taken_and_anything_else_under_the_signature_is_not()
    {
        await using var service = await Start();
        await Register(service);
        var (at, id) = (Now, $"{Guid.NewGuid()}");
        var signature = Sign($$"""{"channel":"online","command":"ChangeHotline","fields":{"hotline":"0816-1"},"key":"{{id}}","node":"{{Node}}","occurred_at":"{{at}}","role":"clerk","stream":"platform-{{Node}}"}""");
        var body = Body(at, """{"hotline":"0816-1"}""");

        Assert.Equal("SIGNATURE-INVALID", await Rule(service, Hotline, id, Body(at, """{"hotline":"0816-2"}"""), signature));
        Assert.Equal("SIGNATURE-INVALID", await Rule(service, $"/platforms/{By.OtherNode}/hotline", id, body, signature));
        Assert.Equal("SIGNATURE-INVALID", await Rule(service, Hotline, $"{Guid.NewGuid()}", body, signature));
        Assert.Equal("SIGNATURE-KEY", await Rule(service, Hotline, id, body.Replace(Node, By.OtherNode, StringComparison.Ordinal), signature));
        Assert.Equal("SIGNATURE-FORM", await Rule(service, Hotline, "not-a-uuid", body, signature));
        Assert.Equal("SIGNATURE-FORM", await Rule(service, Hotline, id, Body(null, """{"hotline":"0816-1"}"""), signature));
        Assert.Equal("SIGNATURE-FORM", await Rule(service, Hotline, id, body, signature, keyId: null));
        Assert.Equal("SIGNATURE-STREAM", await Rule(service, Hotline, id, body.Insert(1, "\"stream\":\"platform-SC\","), signature));
        Assert.Null(await Rule(service, Hotline, id, body, signature));
        Assert.Null(await Rule(service, Hotline, id, body, signature));

        var entry = await service.Entries("platform.hotline_changed");
        Assert.Equal((KeyId, signature), (Assert.Single(entry).Signature!.KeyId, entry[0].Signature!.Value));
        Assert.Empty(await service.Faults());
    }

    [Fact]
    public async Task A_signed_case_keeps_its_secrets_in_statement_and_event_alike()
    {
        const string Secret = "we cannot pay our wages";
        await using var service = await Start();
        await Register(service);
        var (at, id, stream) = (Now, $"{Guid.NewGuid()}", $"case-{Guid.NewGuid()}");
        string[] hidden = ["consent", "contact_id", "contact_ref", "county", "enterprise_id", "is_sole_trader", "need_text"];
        var salts = hidden.ToDictionary(name => name, _ => RandomNumberGenerator.GetBytes(32));
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["category_code"] = "\"TRAIN\"",
            ["channel"] = "\"online\"",
            ["industry_code"] = "\"35\"",
            ["region_code"] = "\"510100\"",
            ["service_code"] = "\"TRAIN-01\"",
            ["service_name"] = "\"t\"",
            ["size_class"] = "\"small\"",
            ["utc_offset_minutes"] = "480",
        };
        foreach (var name in hidden)
        {
            // That there is none does not show: then the salt itself stands there.
            var value = name == "need_text" ? Commit(name, $"\"{Secret}\"", salts[name]) : salts[name];
            fields[name] = $$"""{"commit":"{{Convert.ToBase64String(value)}}"}""";
        }

        var signature = Sign(
            $$$"""{"channel":"online","command":"SubmitRequest","fields":{{{{string.Join(',', fields.Select(field => $"\"{field.Key}\":{field.Value}"))}}}},"key":"{{{id}}}","node":"{{{Node}}}","occurred_at":"{{{at}}}","role":"clerk","stream":"{{{stream}}}"}""");
        var command = $$"""{"channel":"online","service_code":"TRAIN-01","service_name":"t","category_code":"TRAIN","region_code":"510100","utc_offset_minutes":480,"size_class":"small","industry_code":"35","need_text":"{{Secret}}"}""";
        string Sent(IEnumerable<string> salted, string of) => Body(at, command).Insert(
            1, $"\"stream\":\"{of}\",\"salts\":{JsonSerializer.Serialize(salted.ToDictionary(name => name, name => salts[name]))},");

        Assert.Equal("SIGNATURE-STREAM", await Rule(service, "/cases", id, Sent(hidden, "case-not"), signature));
        Assert.Equal("SIGNATURE-INVALID", await Rule(service, "/cases", id, Sent(hidden.Skip(1), stream), signature));
        Assert.Null(await Rule(service, "/cases", id, Sent(hidden, stream), signature));

        var entry = Assert.Single(await service.Entries("request.submitted"));
        Assert.Equal(stream, entry.Stream);
        Assert.Equal(Convert.ToBase64String(Commit("need_text", $"\"{Secret}\"", salts["need_text"])), entry.Commitments.RequireText("need_text"));
        Assert.Equal(Convert.ToBase64String(salts["county"]), entry.Commitments.RequireText("county"));
        Assert.DoesNotContain(Secret, Samples.Written(entry), StringComparison.Ordinal);
        Assert.Empty(await service.Faults());
    }

    [Fact]
    public async Task The_province_can_do_nothing_in_the_name_of_a_window_that_signs_and_its_forgery_is_found()
    {
        await using var service = await Start();
        await Register(service);
        string[] log = ["--log", $"{service.Client.BaseAddress}log", "--vkey", logKey.Verifier.ToString()];
        var state = Path.Combine(folder.Root, "state.json");
        await service.Checkpointed();
        (await TestLog.Run(VerifyCommand.Build(), [.. log, "--state", state])).IsRight();
        var (at, id, from) = (Now, $"{Guid.NewGuid()}", Instants.Write(DateTimeOffset.UtcNow + Minute));
        var signature = Sign($$"""{"channel":"online","command":"RequireSigning","fields":{"from":"{{from}}"},"key":"{{id}}","node":"{{Node}}","occurred_at":"{{at}}","role":"clerk","stream":"nodekey-{{Node}}"}""");
        Assert.Null(await Rule(service, $"/node_keys/{Node}/require_signing", id, Body(at, $$"""{"from":"{{from}}"}"""), signature));
        clock.Ahead = 2 * Minute;

        Assert.Equal("SIGNATURE-REQUIRED", (await service.Command(Hotline, Node, """{"hotline":"1"}""")).Rule);
        Assert.Equal("NODEKEY-SIGNED", (await service.Command($"/node_keys/{Node}/register", By.Province, """{"public_key":"11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="}""")).Rule);
        var lines = await Batch(service);
        Assert.Equal([200, 422], lines.Select(line => line["status"]!.GetValue<int>()));
        Assert.Equal("SIGNATURE-REQUIRED", lines[1]["problem"]!["rule"]!.GetValue<string>());
        Assert.Empty(await service.Faults());
        await service.Checkpointed();
        (await TestLog.Run(VerifyCommand.Build(), log)).IsRight();

        var position = await service.Ledger.Count("journal.mt_events");
        var now = clock.GetUtcNow();
        var forged = new PlatformHotlineChanged(
            new Envelope(Instants.ToMillisecond(now), Instants.ToMillisecond(now), Node, "clerk", Channels.Online, "forged", null), "999");
        await service.Ledger.Journal.Execute<PlatformState>(
            $"platform-{Node}", null, "forged", null, (_, _) => Decision.Accept(forged), Timeout.InfiniteTimeSpan);
        await service.Checkpointed();
        var reason = $"the entry is unsigned, and {Node} takes only signed commands";

        Assert.Equal(new FsckFault("SIGNATURE", $"position {position}: {reason}"), Assert.Single(await service.Faults()));
        foreach (string[] more in new[] { [], new[] { "--state", state, "--only-new" } })
        {
            var verified = await TestLog.Run(VerifyCommand.Build(), [.. log, .. more]);
            Assert.Contains($"entry {position}: {reason}", verified.Output, StringComparison.Ordinal);
            Assert.Equal(1, verified.Code);
        }
    }

    private async Task<TestServer> Start()
    {
        var service = await TestServer.Start(
            cluster, new CheckpointPublisher(logKey, Path.Combine(folder.Root, "last"), TimeProvider.System), clock);
        await SampleNetwork.Once(service.Ledger);
        return service;
    }

    private async Task Register(TestServer service)
    {
        var reply = await service.Command($"/node_keys/{Node}/register", Node, $$"""{"public_key":"{{Convert.ToBase64String(PublicKey)}}"}""");
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Body.ToJsonString());
    }

    private string Now => Instants.Write(clock.GetUtcNow());

    private string Sign(string statement) =>
        Convert.ToBase64String(NSec.Cryptography.SignatureAlgorithm.Ed25519.Sign(key, Encoding.UTF8.GetBytes(statement)));

    private static byte[] Commit(string name, string json, byte[] salt)
    {
        static byte[] Framed(string text) => [0, 0, (byte)(Encoding.UTF8.GetByteCount(text) >> 8), (byte)Encoding.UTF8.GetByteCount(text), .. Encoding.UTF8.GetBytes(text)];
        return SHA256.HashData([.. "psl/commit/v1"u8, 0, .. salt, .. Framed(name), .. Framed(json)]);
    }

    private static string Body(string? at, string command) =>
        $$"""{{{(at is null ? "" : $"\"occurred_at\":\"{at}\",")}}"node":"{{Node}}","actor_role":"clerk","channel":"online","command":{{command}}}""";

    private async Task<string?> Rule(TestServer service, string path, string id, string body, string signature, string? keyId = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", id);
        request.Headers.Add("Signature", signature);
        if (keyId is not null)
        {
            request.Headers.Add("Signature-Key-Id", KeyId);
        }

        return await Rule(service, request);
    }

    private static async Task<string?> Rule(TestServer service, HttpRequestMessage request)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await service.Token());
        using var response = await service.Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var rule = JsonNode.Parse(text)!["rule"]?.GetValue<string>();
        Assert.True(rule is not null || response.IsSuccessStatusCode, text);
        return rule;
    }

    // The member's own tool signs the first line; the second is not signed.
    private async Task<List<JsonNode>> Batch(TestServer service)
    {
        var (keyFile, bodyFile) = (Path.Combine(folder.Root, "node-key"), Path.Combine(folder.Root, "body.json"));
        var seed = key.Export(NSec.Cryptography.KeyBlobFormat.RawPrivateKey);
        using var signer = NoteSigner.FromSeed(Node, seed);
        await File.WriteAllTextAsync(keyFile, NoteSigner.WritePrivateKey(signer.Verifier, seed));
        await File.WriteAllTextAsync(bodyFile, Body(null, """{"hotline":"0816-7"}"""));
        var signed = await TestLog.Run(
            SignCommand.Build(), bodyFile, "--key", keyFile, "--command", "ChangeHotline", "--stream", $"platform-{Node}", "--path", Hotline);
        Assert.True(signed.Code == 0, signed.Error);
        var unsigned = $$"""{"path":"{{Hotline}}","key":"u","body":{{Body(Now, """{"hotline":"2"}""")}}}""";

        using var request = new HttpRequestMessage(HttpMethod.Post, "/commands")
        {
            Content = new StringContent($"{signed.Output.Trim()}\n{unsigned}", Encoding.UTF8, "application/jsonl"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await service.Token());
        using var answer = await service.Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
    }

    public void Dispose()
    {
        key.Dispose();
        logKey.Dispose();
        folder.Dispose();
    }
}
