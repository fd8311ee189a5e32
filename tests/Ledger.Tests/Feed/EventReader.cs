using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Ledger.Tests.Feed;

/// <summary>A client of server-sent events: what came with <c>next</c>, until <c>complete</c>.</summary>
public static class EventReader
{
    public static async IAsyncEnumerable<JsonElement> Subscribe(HttpClient client, string query, object? variables = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync();
        await foreach (var item in SseParser.Create(body).EnumerateAsync())
        {
            if (item.EventType == "complete")
            {
                yield break;
            }

            Assert.Equal("next", item.EventType);
            using var json = JsonDocument.Parse(item.Data);
            yield return json.RootElement.Clone();
        }

        Assert.Fail("The stream broke off.");
    }

    /// <summary>Reads batches until this many entries are there.</summary>
    public static async Task<List<JsonElement>> Entries(HttpClient client, string arguments, int count)
    {
        var nodes = new List<JsonElement>();
        var query = $"subscription {{ entries{arguments} {{ nodes {{ position body type }} resumeAfter treeSize }} }}";
        await foreach (var answer in Subscribe(client, query))
        {
            nodes.AddRange(answer.GetProperty("data").GetProperty("entries").GetProperty("nodes").EnumerateArray());
            if (nodes.Count >= count)
            {
                break;
            }
        }

        return nodes;
    }
}
