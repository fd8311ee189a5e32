using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Benchmarks;

/// <summary>Clients that ask as fast as they are answered.</summary>
internal static class Load
{
    private const int Connections = 16;

    /// <summary>Sends requests for a while and counts the answers.</summary>
    /// <param name="client">Keeps the connections.</param>
    /// <param name="request">The request of a number; asked for one after another by each connection.</param>
    /// <param name="duration">How long.</param>
    /// <returns>Answers a second, and how long each took in milliseconds, in ascending order.</returns>
    public static async Task<(double Rate, List<double> Milliseconds)> Run(HttpClient client, Func<int, HttpRequestMessage> request, TimeSpan duration)
    {
        var next = 0;
        var watch = Stopwatch.StartNew();
        var took = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            var own = new List<double>();
            while (watch.Elapsed < duration)
            {
                using var message = request(Interlocked.Increment(ref next));
                var begun = Stopwatch.GetTimestamp();
                using var response = await client.SendAsync(message);
                var bytes = await response.Content.ReadAsByteArrayAsync();
                own.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                if (!response.IsSuccessStatusCode || !bytes.AsSpan().StartsWith("{\"data\":"u8))
                {
                    throw new InvalidOperationException($"{response.StatusCode}: {Encoding.UTF8.GetString(bytes)}");
                }
            }

            return own;
        })));
        var all = took.SelectMany(own => own).Order().ToList();
        return (all.Count / watch.Elapsed.TotalSeconds, all);
    }

    public static double Percentile(List<double> ascending, int percent) => ascending.Count == 0 ? 0 : ascending[(ascending.Count - 1) * percent / 100];

    public static HttpRequestMessage Post(object body)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = content };
    }
}
