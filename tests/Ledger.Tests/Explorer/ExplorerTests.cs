using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Ledger.Tests.Disclosures;
using Ledger.Tests.Feed;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Store;

namespace Ledger.Tests.Explorer;

public sealed class ExplorerTests(Cluster cluster)
{
    private static readonly string[] Browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    [Fact]
    public async Task The_page_and_its_files_come_from_here_alone_compressed_and_not_twice()
    {
        await using var server = await TestServer.Start(cluster);
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
    public async Task Every_example_is_answered_and_those_in_the_readers_language_come_first()
    {
        await using var server = await OfferedServices.Serve(cluster);
        var chinese = await Examples(server, "zh-CN,zh;q=0.9,en;q=0.8");
        var english = await Examples(server, "en-GB");
        Assert.Equal(chinese.Order(StringComparer.Ordinal), english.Order(StringComparer.Ordinal));
        Assert.Contains("Results_zh", chinese[0], StringComparison.Ordinal);
        Assert.Contains("Results_en", english[0], StringComparison.Ordinal);
        Assert.Equal(8, english.Length);
        foreach (var example in english)
        {
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
        await using var server = await OfferedServices.Serve(cluster);

        var seen = JsonSerializer.Deserialize<JsonElement>(await NpmPrograms.Run("explorer.mjs", server.Client.BaseAddress!.ToString(), browser, "zh-CN"));

        Assert.Equal([], seen.GetProperty("faults").EnumerateArray().Select(fault => fault.GetString()));
        Assert.Equal(8, seen.GetProperty("tabs").GetArrayLength());
        Assert.Equal("Results_zh", seen.GetProperty("tabs")[0].GetString());
        Assert.Contains("\"received\": 0", seen.GetProperty("answer").GetString(), StringComparison.Ordinal);
    }

    private static async Task<string[]> Examples(TestServer server, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/explorer/examples");
        request.Headers.AcceptLanguage.ParseAdd(language);
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return [.. (await TestServer.Json(response)).EnumerateArray().Select(example => example.GetProperty("query").GetString()!)];
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
