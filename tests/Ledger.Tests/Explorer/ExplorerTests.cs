using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Ledger.Tests.Exports;
using Ledger.Tests.Feed;
using Ledger.Tests.GraphQL;

namespace Ledger.Tests.Explorer;

public sealed class ExplorerTests(JudgedNetwork network) : IClassFixture<JudgedNetwork>
{
    private static readonly string[] Browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    [Fact]
    public async Task The_page_and_its_files_come_from_here_alone_compressed_and_not_twice()
    {
        var server = network.Server;
        string[] files = ["", "/explorer.js", "/explorer.css", "/graphql.worker.js", "/codicon.ttf", "/LICENCES.txt"];
        foreach (var file in files)
        {
            using var plain = await Get(server, $"/explorer{file}");
            using var coded = await Get(server, $"/explorer{file}", "br");
            Assert.Equal(["br"], coded.Content.Headers.ContentEncoding);
            await using var decoded = new BrotliStream(await coded.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), CompressionMode.Decompress);
            using var bytes = new MemoryStream();
            await decoded.CopyToAsync(bytes, TestContext.Current.CancellationToken);
            Assert.Equal(await plain.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), bytes.ToArray());
            Assert.Contains("default-src 'none'; script-src 'self';", plain.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);

            using var again = new HttpRequestMessage(HttpMethod.Get, $"/explorer{file}");
            again.Headers.IfNoneMatch.Add(plain.Headers.ETag!);
            using var known = await server.Client.SendAsync(again, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        }

        using var absent = await Get(server, "/explorer/..%2Findex.html");
        Assert.Equal(HttpStatusCode.NotFound, absent.StatusCode);
    }

    [Fact]
    public async Task Every_example_says_in_both_languages_what_it_shows_and_is_answered()
    {
        var server = network.Server;
        using var response = await Get(server, "/explorer/examples");
        string[] examples = [.. (await TestServer.Json(response)).EnumerateArray().Select(example => example.GetProperty("query").GetString()!)];
        Assert.Equal(4, examples.Length);
        foreach (var example in examples)
        {
            Assert.Matches("^# [A-Z][ -~]+\n# \\p{IsCJKUnifiedIdeographs}.*\n(query|subscription) [A-Z]", example);
            if (example.Contains("subscription", StringComparison.Ordinal))
            {
                await foreach (var answer in EventReader.Subscribe(server.Client, example))
                {
                    Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
                    break;
                }
            }
            else
            {
                await server.Ask(example);
            }
        }
    }

    [Fact]
    public async Task A_browser_opens_it_and_runs_an_example()
    {
        var browser = Browsers.FirstOrDefault(File.Exists);
        Assert.SkipWhen(browser is null, "there is no Chromium on this machine");
        var server = network.Server;

        var seen = JsonSerializer.Deserialize<JsonElement>(await NpmPrograms.Run("explorer.mjs", server.Client.BaseAddress!.ToString(), browser, "zh-CN"));

        Assert.Equal([], seen.GetProperty("faults").EnumerateArray().Select(fault => fault.GetString()));
        Assert.Equal(["Results", "Services", "Cases", "Live"], seen.GetProperty("tabs").EnumerateArray().Select(tab => tab.GetString()));
        Assert.Contains("\"received\": 2", seen.GetProperty("answer").GetString(), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> Get(TestServer server, string path, string? coding = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (coding is not null)
        {
            request.Headers.AcceptEncoding.ParseAdd(coding);
        }

        return await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
