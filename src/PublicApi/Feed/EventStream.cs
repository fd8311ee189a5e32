using Microsoft.Extensions.Options;
using PublicApi.GraphQL;

namespace PublicApi.Feed;

/// <summary>
/// Answers as server-sent events, the way of graphql-sse in "distinct connections" mode: one <c>next</c> event a result,
/// then <c>complete</c>. A comment now and then keeps an idle stream open.
/// </summary>
internal sealed class EventStream(IOptions<FeedSettings> settings, TimeProvider clock, IHostApplicationLifetime life)
{
    private static readonly byte[] Alive = ":\n\n"u8.ToArray();
    private static readonly byte[] Next = "event: next\ndata: "u8.ToArray();
    private static readonly byte[] End = "\n\n"u8.ToArray();

    // graphql-sse waits for data, though there is nothing to say.
    private static readonly byte[] Complete = "event: complete\ndata: \n\n"u8.ToArray();

    public async Task Write(HttpContext http, Func<CancellationToken, Task<Reply>> run)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, life.ApplicationStopping);
        var ct = ending.Token;
        http.Response.ContentType = Negotiation.EventStream;
        http.Response.Headers.CacheControl = "no-cache";

        // nginx gathers what it passes on unless it is told not to.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            switch (await run(ct))
            {
                case Reply.Once once:
                    await Send(http, once.Json, ct);
                    break;
                case Reply.Live live:
                    await Send(http, Alive, ct, isEvent: false);
                    await Follow(http, live.Results, ending);
                    break;
            }

            await Send(http, Complete, http.RequestAborted, isEvent: false);
        }
        catch (OperationCanceledException)
        {
            // The reader went away, takes nothing, or the service stops. The reader knows where to go on.
            http.Abort();
        }
    }

    private async Task Follow(HttpContext http, IAsyncEnumerable<ReadOnlyMemory<byte>> results, CancellationTokenSource ending)
    {
        var ct = ending.Token;
        await using var items = results.GetAsyncEnumerator(ct);
        var next = items.MoveNextAsync().AsTask();
        try
        {
            for (; await IsThere(); next = items.MoveNextAsync().AsTask())
            {
                await Send(http, items.Current, ct);
            }
        }
        finally
        {
            // What is still being made must end before what makes it can.
            await ending.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        async Task<bool> IsThere()
        {
            while (true)
            {
                try
                {
                    return await next.WaitAsync(settings.Value.Heartbeat, clock);
                }
                catch (TimeoutException)
                {
                    await Send(http, Alive, ct, isEvent: false);
                }
            }
        }
    }

    private async Task Send(HttpContext http, ReadOnlyMemory<byte> data, CancellationToken ct, bool isEvent = true)
    {
        using var late = new CancellationTokenSource(settings.Value.SendTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        if (isEvent)
        {
            await http.Response.Body.WriteAsync(Next, either.Token);
            await http.Response.Body.WriteAsync(data, either.Token);
            await http.Response.Body.WriteAsync(End, either.Token);
        }
        else
        {
            await http.Response.Body.WriteAsync(data, either.Token);
        }

        await http.Response.Body.FlushAsync(either.Token);
    }
}
