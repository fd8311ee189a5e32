using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Benchmarks;

/// <summary>
/// The service as a process of its own, with the limits it ships with, under each attack in turn: what was answered and how soon, what
/// the process takes in memory, and how long a well-behaved client of another address waits meanwhile.
/// </summary>
internal static class AttackBenchmark
{
    private const int Cases = 20_000;
    private const int AtATime = 8;
    private const int Requests = 80;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    public static async Task Run(string connectionString, Report report)
    {
        await using (var filled = await Service.Start(connectionString, "attacks", Cases))
        {
            connectionString = filled.ConnectionString;
        }

        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(PublicApi.Cli.CommandLine).Assembly.Location, "serve", "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            Environment = { ["ConnectionStrings__Ledger"] = connectionString, ["Logging__LogLevel__Default"] = "Error" },
        })!;
        try
        {
            var url = await Served(process);
            using var attacker = From("127.0.0.1", url);
            using var neighbour = From("127.0.0.2", url);
            await Meanwhile(neighbour, () => Task.Delay(TimeSpan.FromSeconds(3)));
            var (quiet, _) = await Meanwhile(neighbour, () => Task.Delay(TimeSpan.FromSeconds(3)));
            report.Line($"attacks: a neighbour alone has p99 {Written(quiet)} ms; the process takes {Megabytes(process)} MB");
            foreach (var (name, send) in Attacks.OfOneRequest)
            {
                await Measure(name, () => Repeat(send, attacker));
            }

            await Measure("200 slow bodies", () => Attacks.SlowBodies(url));
            await Measure("200 slow headers", () => Attacks.SlowHeaders(url));
            await Measure("5,000 idle WebSockets", () => Attacks.IdleSockets(url));
            await Measure("a flood of 6,400", () => Attacks.Flood(attacker));
            await Task.Delay(TimeSpan.FromSeconds(10));
            var (after, _) = await Meanwhile(neighbour, () => Task.Delay(TimeSpan.FromSeconds(3)));
            report.Line($"attacks: ten seconds later the neighbour has p99 {Written(after)} ms; the process takes {Megabytes(process)} MB");

            async Task Measure(string name, Func<Task<string>> attack)
            {
                var outcome = "";
                var (milliseconds, took) = await Meanwhile(neighbour, async () => outcome = await attack());
                report.Line(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {name}: {outcome}; {took.TotalMilliseconds:0} ms in all; neighbour p99 {Written(milliseconds)} ms; {Megabytes(process)} MB"));
                await Task.Delay(Rest);
            }
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static async Task<string> Repeat(Func<HttpClient, Task<string>> send, HttpClient client)
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, AtATime).Select(async _ =>
        {
            var own = new List<string>();
            for (var i = 0; i < Requests / AtATime; i++)
            {
                own.Add(await send(client));
            }

            return own;
        }));
        return Attacks.Count(outcomes.SelectMany(own => own));
    }

    // The neighbour asks a few times a second for a page that it has not asked for before.
    private static async Task<(List<double> Milliseconds, TimeSpan Took)> Meanwhile(HttpClient neighbour, Func<Task> attack)
    {
        var milliseconds = new List<double>();
        using var end = new CancellationTokenSource();
        var asking = Task.Run(async () =>
        {
            while (!end.IsCancellationRequested || milliseconds.Count < 5)
            {
                using var request = Load.Post(new
                {
                    query = "query ($month: String, $first: Int!) { ledger { treeSize } cases(first: $first, filter: { month: $month }) { nodes { caseId stage requestedAt } } }",
                    variables = new { month = "2026-01", first = 10 + Random.Shared.Next(40) },
                });
                var begun = Stopwatch.GetTimestamp();
                using var response = await neighbour.SendAsync(request, CancellationToken.None);
                response.EnsureSuccessStatusCode();
                await response.Content.ReadAsByteArrayAsync(CancellationToken.None);
                milliseconds.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                await Task.Delay(20, CancellationToken.None);
            }
        });
        var watch = Stopwatch.StartNew();
        await attack();
        watch.Stop();
        await end.CancelAsync();
        await asking;
        milliseconds.Sort();
        return (milliseconds, watch.Elapsed);
    }

    /// <summary>A client that calls from an address of this machine's own.</summary>
    private static HttpClient From(string address, Uri url) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (context, ct) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
                await socket.ConnectAsync(context.DnsEndPoint, ct);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    })
    { BaseAddress = url };

    private static async Task<Uri> Served(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("serving on ", StringComparison.Ordinal))
            {
                return new Uri(line["serving on ".Length..]);
            }
        }

        throw new InvalidOperationException("The service ended before it served.");
    }

    private static string Written(List<double> milliseconds) => Load.Percentile(milliseconds, 99).ToString("0", CultureInfo.InvariantCulture);

    private static long Megabytes(Process process)
    {
        process.Refresh();
        return process.WorkingSet64 / 1024 / 1024;
    }
}
