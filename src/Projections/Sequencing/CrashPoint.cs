using System.Diagnostics;
using System.Globalization;

namespace Projections.Sequencing;

/// <summary>
/// Places where tests end the process as kill -9 does, to see that a start after it goes on rightly. Which one, and the how
/// manieth time, stands in <c>Ledger__CrashAt</c>, such as <c>after-bind:3</c>; unset, which is always so in service,
/// nothing happens.
/// </summary>
public static class CrashPoint
{
    private static readonly (string Name, int Count)? At = Parse(Environment.GetEnvironmentVariable("Ledger__CrashAt"));

    private static int passed;

    /// <summary>Every place, in the order in which sequencing, publishing and writing files pass them.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "page-read", "entries-stored", "tree-stored", "views-stored", "head-stored", "page-committed",
        "after-bind", "file-written", "file-renamed", "after-sign", "after-show",
    ];

    /// <summary>Every place that a rebuild of the views passes, in order.</summary>
    public static IReadOnlyList<string> OfRebuild { get; } =
        ["views-created", "views-filled", "views-indexed", "views-renamed", "views-replaced", "rebuild-committed"];

    public static void Pass(string name)
    {
        if (At is { } at && at.Name == name && Interlocked.Increment(ref passed) == at.Count)
        {
            using var self = Process.GetCurrentProcess();
            self.Kill();
            self.WaitForExit();
        }
    }

    private static (string, int)? Parse(string? setting) =>
        setting?.Split(':') is [var name, var count] ? (name, int.Parse(count, CultureInfo.InvariantCulture)) : null;
}
