using System.ComponentModel;
using System.Diagnostics;

namespace Ledger.Tests.GraphQL;

/// <summary>The programs in <c>tests/npm</c>, which drive the service with clients that nobody here wrote.</summary>
public static class NpmPrograms
{
    private static readonly Lazy<Task<string?>> Installed = new(InstallOnce);

    /// <summary>
    /// Runs a program to its end; what it printed. One that fails fails the test. Packages are installed once, as
    /// <c>package-lock.json</c> names them; the test skips, visibly, where that cannot be done.
    /// </summary>
    public static async Task<string> Run(string program, params string[] arguments)
    {
        var fault = await Installed.Value;
        Assert.SkipWhen(fault is not null, $"the npm packages of the tests cannot be installed: {fault}");
        var (exitCode, output) = await Start("node", [program, .. arguments]);
        Assert.True(exitCode == 0, output);
        return output;
    }

    private static async Task<string?> InstallOnce()
    {
        try
        {
            var (exitCode, output) = await Start("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
            return exitCode == 0 ? null : output;
        }
        catch (Win32Exception)
        {
            return "there is no Node.js";
        }
    }

    private static async Task<(int ExitCode, string Output)> Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Repository.Path("tests/npm"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, process.ExitCode == 0 ? (await output).Trim() : $"{await output}\n{await errors}");
    }
}
