using System.Diagnostics;

namespace Ledger.Tests.EndToEnd;

/// <summary>The built product as a process of its own, as <c>ops/run</c> and <c>ops/ledger</c> start it.</summary>
public sealed class Product : IDisposable
{
    private readonly Process process;
    private readonly Task<string> errors;
    private Task<string>? output;

    private Product(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
    }

    public int Id => process.Id;

    public bool IsRunning => !process.HasExited;

    public static Product Start(string connectionString, params string[] arguments) => Start(connectionString, keyFolder: null, arguments);

    /// <param name="logLevel">How much the service says; null for what it says by itself.</param>
    /// <param name="keyFolder">Folder with <c>log-key</c>, where <c>last-checkpoint</c> is kept; null for a log without a key.</param>
    /// <param name="crashAt">Where the product ends itself, as <c>Projections.Sequencing.CrashPoint</c> reads it.</param>
    public static Product Start(string connectionString, string? keyFolder, string[] arguments, string? logLevel = null, string? crashAt = null)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(PublicApi.Cli.CommandLine).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ConnectionStrings__Ledger"] = connectionString;

        // A test may send as many commands as it likes.
        start.Environment["Ledger__CommandBurst"] = start.Environment["Ledger__CommandsPerSecond"] = start.Environment["Ledger__TokensPerMinute"] = "1000000";
        start.Environment["Ledger__VaultKeyFile"] = Privacy.TestVault.KeyFile;
        if (logLevel is not null)
        {
            // More exact names than those that the service itself silences.
            start.Environment["Logging__LogLevel__Default"] = start.Environment["Logging__LogLevel__Microsoft.AspNetCore"] = logLevel;
            start.Environment["Logging__LogLevel__OpenIddict.Server"] = logLevel;
        }

        // Receivers of tests are on this machine.
        start.Environment["Webhooks__AllowPrivateAddresses"] = "true";

        // Tests ask as fast as they can, all from one address.
        start.Environment["PublicRequests__PerSecond"] = "0";
        if (keyFolder is not null)
        {
            start.Environment["Ledger__LogKeyFile"] = Path.Combine(keyFolder, "log-key");
            start.Environment["Ledger__LastCheckpointFile"] = Path.Combine(keyFolder, "last-checkpoint");
        }

        start.Environment["Ledger__CrashAt"] = crashAt;
        return new Product(Process.Start(start)!);
    }

    /// <summary>Runs the product to its end; what it printed.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> Run(string connectionString, params string[] arguments)
    {
        using var product = Start(connectionString, arguments);
        return await product.End();
    }

    public async Task<(int ExitCode, string Output, string Errors)> End()
    {
        output ??= process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>Waits for the line by which <c>serve</c> says where it listens.</summary>
    public async Task<Uri> Served()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("serving on ", StringComparison.Ordinal))
            {
                output = process.StandardOutput.ReadToEndAsync();
                return new Uri(line["serving on ".Length..]);
            }
        }

        throw new InvalidOperationException($"The service ended before it served: {await errors}");
    }

    /// <summary>kill -9.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }
}
