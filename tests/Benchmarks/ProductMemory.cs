using System.Diagnostics;
using System.Globalization;
using PublicApi.Cli;

namespace Benchmarks;

/// <summary>The memory of the product as users start it.</summary>
internal static class ProductMemory
{
    /// <summary>Runs a command to its end: what it printed, and its high-water mark as the kernel keeps it, in MB.</summary>
    public static async Task<(string Output, long PeakMegabytes)> Run(string connectionString, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ConnectionStrings__Ledger"] = connectionString;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var peak = 0L;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, HighWaterKilobytes(process.Id));
            await Task.Delay(20);
        }

        return (await output + await errors, peak / 1024);
    }

    private static long HighWaterKilobytes(int processId)
    {
        try
        {
            var line = File.ReadLines($"/proc/{processId}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
