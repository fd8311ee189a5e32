using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ledger.Tests.Auditor;

/// <summary>A web server over the files of a log that remembers what was asked for, and may stop to give it.</summary>
internal sealed class LogServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly TestLog log;
    private ConcurrentQueue<string> asked = new();

    private LogServer(TestLog log)
    {
        this.log = log;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapGet("/log/{**path}", Answer);
    }

    public string Url => $"{app.Urls.Single()}/log";

    /// <summary>What is done for files that are no longer given; null while all are.</summary>
    public Func<string, HttpContext, Task>? Instead { get; set; }

    /// <summary>The files from which on nothing is given, in the order of their names.</summary>
    public string InsteadFrom { get; set; } = "";

    /// <summary>The files that were asked for since the last time, in the order of their names.</summary>
    public string[] Asked => [.. Interlocked.Exchange(ref asked, new()).Order(StringComparer.Ordinal)];

    public static async Task<LogServer> Start(TestLog log)
    {
        var server = new LogServer(log);
        await server.app.StartAsync();
        return server;
    }

    /// <summary>Refuses the file and all after it in its folder.</summary>
    public void RefuseFrom(string path)
    {
        InsteadFrom = path;
        Instead = (_, http) =>
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Answer(string path, HttpContext http)
    {
        asked.Enqueue(path);
        if (Instead is { } other && path.StartsWith(InsteadFrom[..(InsteadFrom.LastIndexOf('/') + 1)], StringComparison.Ordinal)
            && string.CompareOrdinal(path, InsteadFrom) >= 0)
        {
            await other(path, http);
        }
        else if (File.Exists(Path.Combine(log.Root, path)))
        {
            await http.Response.Body.WriteAsync(log.Read(path));
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}
