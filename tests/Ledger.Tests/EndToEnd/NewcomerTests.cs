using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Ledger.Tests.EndToEnd;

/// <summary>Does what the README tells a newcomer to do, in a fresh clone with an empty data folder.</summary>
public sealed partial class NewcomerTests
{
    [Fact]
    public async Task The_README_holds_in_a_fresh_clone()
    {
        var folder = Directory.CreateTempSubdirectory("ledger-newcomer-").FullName;
        var clone = Path.Combine(folder, "clone");
        var data = Path.Combine(folder, "data");
        await Bash($"git clone --quiet '{Repository.Root}' '{clone}'", folder, data);
        var url = $"http://127.0.0.1:{FreePort()}";
        var (setUp, steps) = Blocks(await File.ReadAllTextAsync(Path.Combine(clone, "README.md"), TestContext.Current.CancellationToken));

        using var service = Start($"exec {setUp} --data '{data}' --urls {url}", clone, data);
        try
        {
            await Served(service);
            foreach (var (commands, answer) in steps)
            {
                var output = await Bash(commands.Replace("http://127.0.0.1:8080", url, StringComparison.Ordinal), clone, data);
                if (answer is not null)
                {
                    // After its data an answer says what it cost.
                    Assert.Contains(answer[..^1], output, StringComparison.Ordinal);
                }
            }

            // An outsider has no database, and gets none.
            var outsider = Path.Combine(folder, "outsider");
            Assert.StartsWith("right: ", await Bash($"ops/ledger verify --log {url}/log --vkey \"$(curl -s {url}/log/vkey)\"", clone, outsider), StringComparison.Ordinal);
            Assert.False(Path.Exists(Path.Combine(outsider, "postgres")));
            Assert.Contains(" 0 new cases, 0 changed, ", await Bash("ops/ledger import open311 ops/sample", clone, data), StringComparison.Ordinal);
        }
        finally
        {
            // One that has ended already is told about above or below.
            if (!service.HasExited)
            {
                await Bash($"kill -INT {service.Id}", folder, data);
            }

            await service.WaitForExitAsync();
        }

        // Stopped cleanly, and the cluster with it.
        Assert.Equal(0, service.ExitCode);
        await Bash($"! ops/postgres status '{data}'", clone, data);

        // For root the cluster may stand elsewhere, where the user it runs as can reach it.
        await Bash($"rm -rf \"$(readlink -f '{data}/postgres')\" '{folder}'", Repository.Root, data);
    }

    private static (string SetUp, List<(string Commands, string? Answer)> Steps) Blocks(string readme)
    {
        var blocks = Fence().Matches(readme).Select(match => (Kind: match.Groups[1].Value, Text: match.Groups[2].Value.Trim())).ToList();
        var steps = new List<(string, string?)>();
        for (var i = 1; i < blocks.Count; i++)
        {
            if (blocks[i].Kind == "sh")
            {
                steps.Add((blocks[i].Text, i + 1 < blocks.Count && blocks[i + 1].Kind == "json" ? blocks[i + 1].Text : null));
            }
        }

        Assert.Equal("sh", blocks[0].Kind);
        Assert.Contains(steps, step => step.Item2 is not null);
        return (blocks[0].Text, steps);
    }

    private static async Task Served(Process service)
    {
        var errors = service.StandardError.ReadToEndAsync();
        while (await service.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("serving on ", StringComparison.Ordinal))
            {
                _ = service.StandardOutput.ReadToEndAsync();
                return;
            }
        }

        Assert.Fail($"ops/run ended before it served: {await errors}");
    }

    private static async Task<string> Bash(string commands, string folder, string data)
    {
        using var process = Start(commands, folder, data);
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{commands}\n{output}\n{await errors}");
        return output;
    }

    private static Process Start(string commands, string folder, string data)
    {
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", commands])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("ConnectionStrings__Ledger");
        start.Environment["LEDGER_DATA"] = data;
        return Process.Start(start)!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("^```(sh|json)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
