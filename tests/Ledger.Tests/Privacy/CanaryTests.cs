using System.Collections;
using System.Net;
using System.Text.Json;
using Ledger.Deciding;
using Ledger.Tests.EndToEnd;
using Ledger.Tests.Store;
using Microsoft.AspNetCore.Routing;
using PublicApi.Http;

namespace Ledger.Tests.Privacy;

/// <summary>Every command that has a confidential field, sent to every endpoint, sound and broken: the value stands nowhere.</summary>
public sealed class CanaryTests(Cluster cluster)
{
    private const string Canary = "zq_canary_7c1f";

    private static readonly Type[] Commands =
    [
        .. typeof(LedgerEvent).Assembly.GetTypes().Where(type => !type.IsAbstract && Parameters(type).Any(
            parameter => parameter.ParameterType == typeof(Confidential))),
    ];

    [Fact]
    public async Task A_confidential_value_is_in_no_answer_log_row_or_entry()
    {
        await using var ledger = await TestLedger.Create(cluster);
        using var service = Product.Start(ledger.ConnectionString, null, ["serve", "--urls", "http://127.0.0.1:0"], logLevel: "Trace");
        using var http = new HttpClient { BaseAddress = await service.Served() };
        var member = await MemberClient.Add(http, ledger.ConnectionString, "SC", "province");
        await member.OpenNetwork();
        var subject = await ledger.SubmitCase();
        var consent = await member.Consent(subject, Canary);
        await member.Done($"{consent}/withdraw", $$"""{"reason":"{{Canary}}"}""");
        Assert.Equal(2, await ledger.Count("vault.item"));

        var stages = new HashSet<HttpStatusCode>();
        foreach (var path in await Paths(ledger))
        {
            foreach (var body in Commands.SelectMany(command => Bodies(command, subject)))
            {
                var reply = await member.Post(path, body);
                Assert.False(Dump.Contains(reply.Text + reply.Headers, Canary), $"{path}: {reply.Text}");
                stages.Add(reply.Status);
            }
        }

        Assert.Superset(new HashSet<HttpStatusCode> { HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.Conflict }, stages);
        await ledger.Sequencer.Drain(CancellationToken.None);
        await service.Kill();
        var logs = await service.End();
        Assert.Contains("/consents/", logs.Output, StringComparison.Ordinal);
        Assert.False(Dump.Contains(logs.Output + logs.Errors, Canary));
        Assert.False((await Dump.Take(ledger.Administrator)).Contains(Canary));
    }

    private static async Task<List<string>> Paths(TestLedger ledger)
    {
        await using var app = await Server.Build(new ServerSettings(ledger.ConnectionString, "http://127.0.0.1:0"), CancellationToken.None);
        var paths = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") ?? false)
            .Select(route => "/" + route.RoutePattern.RawText!.Trim('/')
                .Replace("{key}", $"{Guid.NewGuid()}", StringComparison.Ordinal)
                .Replace("{subject}", $"case-{Guid.NewGuid()}", StringComparison.Ordinal))
            .Where(path => path != "/graphql")
            .ToList();
        Assert.Contains("/cases", paths);
        return paths;
    }

    // Sound, and then wrong in every way that makes an error speak of the value.
    private static IEnumerable<string> Bodies(Type command, string subject)
    {
        var sound = JsonSerializer.Serialize(Sample(command, subject));
        yield return Body(sound);
        yield return Body(sound[..^1] + $",\"{Canary}\":1}}");
        yield return Body(sound[..^1] + $",\"x\":{{\"{Canary}\":[\"{Canary}\"]}}}}");
        yield return Body(sound.Replace($"\"{Canary}\"", $"[\"{Canary}\"]", StringComparison.Ordinal));
        yield return Body(sound.Replace($"\"{Canary}\"", $"{{\"{Canary}\":\"{Canary}\"}}", StringComparison.Ordinal));
        yield return Body(sound.Replace($"\"{Canary}\"", Canary, StringComparison.Ordinal));
        yield return Body(sound.Replace($"\"{Canary}\"", $"\"{Canary}", StringComparison.Ordinal));
        yield return Body(sound.Replace($"\"{Canary}\"", $"\"{Canary}\\ud800\"", StringComparison.Ordinal));
        yield return Body(sound.Replace($"\"{Canary}\"", $"\"{Canary}\\u0000\"", StringComparison.Ordinal));
    }

    private static string Body(string command) =>
        $$"""{"node":"SC","actor_role":"clerk","channel":"online","command":{{command}}}""";

    private static Dictionary<string, object?> Sample(Type record, string subject) => Parameters(record).ToDictionary(
        parameter => JsonNamingPolicy.SnakeCaseLower.ConvertName(parameter.Name!),
        parameter => Value(parameter.ParameterType, parameter.Name!, subject));

    private static object? Value(Type type, string name, string subject)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            _ when type == typeof(Confidential) => Canary,
            _ when type == typeof(string) => name is "Subject" ? subject : "callback",
            _ when type == typeof(Guid) => new Guid(1, 0, 0, new byte[8]),
            _ when type == typeof(DateTimeOffset) => "2030-01-05T04:00:00Z",
            _ when type == typeof(DateOnly) => "2026-01-05",
            _ when type == typeof(bool) => true,
            _ when type.IsPrimitive => 1,
            _ when type.IsEnum => "callback",
            _ when typeof(IEnumerable).IsAssignableFrom(type) => new[] { Value(type.GetGenericArguments()[^1], name, subject) },
            _ => Sample(type, subject),
        };
    }

    private static System.Reflection.ParameterInfo[] Parameters(Type record) =>
        record.GetConstructors().OrderByDescending(constructor => constructor.GetParameters().Length).FirstOrDefault()?.GetParameters() ?? [];
}
