using System.Diagnostics;
using Ledger.Journal;
using Projections.Rebuild;

namespace Benchmarks;

/// <summary>All views anew from all entries of the log.</summary>
internal static class RebuildBenchmark
{
    /// <summary>Entries a second.</summary>
    public static async Task<double> Rebuild(string connectionString)
    {
        await using var owner = Roles.Connect(connectionString, Roles.Owner);
        var watch = Stopwatch.StartNew();
        var size = await new ViewRebuild(owner, new Progress<RebuildProgress>()).Run(onlyOutdated: false, CancellationToken.None);
        return size.Value / watch.Elapsed.TotalSeconds;
    }

    public static async Task<string> Memory(string connectionString)
    {
        var (output, peak) = await ProductMemory.Run(connectionString, "rebuild");
        var line = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault(line => line.StartsWith("rebuilt: ", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"The rebuild did not end well: {output}");
        return $"{peak} MB ({line})";
    }
}
