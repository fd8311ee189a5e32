using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ledger.Deciding;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Members;
using Ledger.Tests.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using PublicApi.Http;
using PublicApi.OpenApi;

namespace Ledger.Tests.Http;

/// <summary>The files <c>src/PublicApi/Examples/*.http</c> are a story that the service plays as it is written.</summary>
public sealed partial class ExampleTests(Cluster cluster)
{
    [Fact]
    public async Task The_story_goes_as_it_is_written_and_once_more()
    {
        await using var service = await TestServer.Start(cluster);
        var (id, secret) = await TestMember.Add(service.Ledger.ConnectionString, "SC", "province");

        await Play(service, id, secret, isAgain: false);
        var events = await service.Ledger.Count("journal.mt_events WHERE type <> 'access.logged.v1'");
        await Play(service, id, secret, isAgain: true);

        // A repeated key gets its first answer; a reading of the vault is a new one.
        Assert.Equal(events, await service.Ledger.Count("journal.mt_events WHERE type <> 'access.logged.v1'"));
    }

    [Fact]
    public async Task Every_command_has_one_endpoint_and_every_endpoint_an_example()
    {
        // One that succeeds; or waits for its time or for a finding, which a story cannot do.
        await using var service = await TestServer.Start(cluster);
        var routes = service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<CommandRoute>() is not null).ToList();
        var shown = ExampleFile.All.SelectMany(file => file.Requests)
            .Where(example => example is { Method: "POST", Expect: null or "422 NOT-YET-DUE" or "422 NODEKEY-SIGNED" or "422 FINDING-UNKNOWN" })
            .Select(example => new PathString(ExampleFile.Fill(example.Path, _ => "x")))
            .ToList();

        Assert.Equal(
            Offered().Select(type => type.Name).Order(),
            routes.Select(route => route.Metadata.GetRequiredMetadata<CommandRoute>().Command.Name).Order());
        Assert.All(routes, route => Assert.True(
            shown.Exists(path => Matches(route, path)), $"No example of {route.RoutePattern.RawText}: add one to src/PublicApi/Examples."));
    }

    [Fact]
    public void An_example_is_read_as_editors_read_it()
    {
        var file = ExampleFile.Parse("x.http", "# about\n@host = http://h\n\n### Title\n# @name a\n# expect 422 R\nPOST {{host}}/p?q=1\nA: b: c\n\n{\n}\n\n### Two\nGET {{host}}/g\n");

        Assert.Equal("http://h", file.Variables["host"]);
        var (first, second) = (file.Requests[0], file.Requests[1]);
        Assert.Equal(("Title", "a", "422 R", "POST", "/p", "b: c", "{\n}"), (first.Title, first.Name, first.Expect, first.Method, first.Path, first.Headers["A"], first.Body));
        Assert.Equal(("Two", null, null, "GET", "/g", null), (second.Title, second.Name, second.Expect, second.Method, second.Path, second.Body));
        Assert.Equal("http://h/g", ExampleFile.Fill(second.Url, name => file.Variables[name]));
    }

    // The service's own recordings: no caller sends them.
    private static IEnumerable<Type> Offered() => typeof(LedgerEvent).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && IsCommand(type.BaseType))
        .Where(type => type.Name is not ("LogAccess" or "ExecuteRedaction" or "RecordSourceAccount" or "RecordStateDigest"));

    private static bool IsCommand(Type? type) => type is not null
        && (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Command<>) || IsCommand(type.BaseType));

    private static bool Matches(RouteEndpoint route, PathString path) =>
        new TemplateMatcher(TemplateParser.Parse(route.RoutePattern.RawText!.TrimStart('/')), []).TryMatch(path, []);

    /// <param name="service">An empty ledger.</param>
    /// <param name="id">Of a member of the province.</param>
    /// <param name="secret">Its secret.</param>
    /// <param name="isAgain">Whether the story was played before.</param>
    /// <param name="change">Makes another body of an example's; null for none.</param>
    internal static async Task Play(TestServer service, string id, string secret, bool isAgain, Func<Example, string, string>? change = null)
    {
        foreach (var file in ExampleFile.All)
        {
            var answers = new Dictionary<string, JsonNode>();
            string Value(string name) => name switch
            {
                "host" => service.Client.BaseAddress!.ToString().TrimEnd('/'),
                "$dotenv MEMBER_ID" => id,
                "$dotenv MEMBER_SECRET" => secret,
                _ => file.Variables.TryGetValue(name, out var value) ? value : Part(answers, name),
            };
            foreach (var example in file.Requests)
            {
                if (example.Path.StartsWith("/corrections/", StringComparison.Ordinal))
                {
                    await service.Ledger.Sequencer.Drain(TestContext.Current.CancellationToken);
                }

                // What was refused is not remembered, and may be possible by now.
                if (!isAgain || example.Expect is null)
                {
                    await Send(service, file, example, Value, answers, change);
                }
            }
        }
    }

    private static async Task Send(
        TestServer service,
        ExampleFile file,
        Example example,
        Func<string, string> value,
        Dictionary<string, JsonNode> answers,
        Func<Example, string, string>? change)
    {
        using var request = new HttpRequestMessage(new HttpMethod(example.Method), ExampleFile.Fill(example.Url, value));
        if (example.Body is { } body)
        {
            var filled = ExampleFile.Fill(body, value);
            request.Content = new StringContent(change?.Invoke(example, filled) ?? filled, Encoding.UTF8, MediaTypeHeaderValue.Parse(example.Headers["Content-Type"]));
        }

        foreach (var (name, text) in example.Headers.Where(header => header.Key != "Content-Type"))
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, ExampleFile.Fill(text, value)));
        }

        using var response = await service.Client.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        var isLines = response.Content.Headers.ContentType?.MediaType == "application/jsonl";
        var node = isLines ? null : JsonNode.Parse(answer);
        var said = $"{(int)response.StatusCode} {node?["rule"]?.GetValue<string>()}".TrimEnd();

        Assert.True(said == (example.Expect ?? "200"), $"{file.Name}: \"{example.Title}\" got {said}: {answer}");
        Assert.True(!isLines || answer.Split('\n', StringSplitOptions.RemoveEmptyEntries).All(line => JsonNode.Parse(line)!["status"]!.GetValue<int>() == 200), answer);
        if (example.Name is { } key)
        {
            answers[key] = node!;
        }
    }

    // submit.response.body.$.event_ids[0]
    private static string Part(Dictionary<string, JsonNode> answers, string name)
    {
        var match = Reference().Match(name);
        Assert.True(match.Success, name);
        var part = answers[match.Groups[1].Value][match.Groups[2].Value]!;
        return (match.Groups[3].Success ? part[int.Parse(match.Groups[3].Value, System.Globalization.CultureInfo.InvariantCulture)]! : part).GetValue<string>();
    }

    [GeneratedRegex(@"^(\w+)\.response\.body\.\$\.(\w+)(?:\[(\d+)\])?$")]
    private static partial Regex Reference();
}
