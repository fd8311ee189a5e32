using System.CommandLine;
using Ledger.Transparency;
using PublicApi.Witnessing;

namespace PublicApi.Cli;

/// <summary><c>ledger witness</c>: watches another party's log and cosigns that it only grows. Needs no database.</summary>
internal static class WitnessCommand
{
    private const int WrongUse = 2;

    public static Command Build()
    {
        var origin = new Option<string>("--origin") { Required = true, Description = "Name of the log: the first line of its checkpoints." };
        var vkey = new Option<string[]>("--vkey")
        {
            Required = true,
            HelpName = "K",
            Description = "The log's public key; given twice while the log changes keys.",
        };
        var key = new Option<FileInfo>("--key") { Required = true, HelpName = "FILE", Description = "The witness's key, from: key new --witness." };
        var state = new Option<DirectoryInfo>("--state") { Required = true, HelpName = "DIR", Description = "Where the last checkpoint is kept. Never restore an older copy of it." };
        var urls = new Option<string>("--urls") { Description = "Address to listen on.", DefaultValueFactory = _ => "http://127.0.0.1:8090" };
        var command = new Command("witness", "Cosigns the checkpoints of a public log that only grows (C2SP tlog-witness).") { origin, vkey, key, state, urls };
        command.SetAction(async (parsed, ct) =>
        {
            try
            {
                var rules = new WitnessRules(parsed.GetRequiredValue(origin), [.. parsed.GetRequiredValue(vkey).Select(NoteVerifier.Parse)]);
                using var signer = LogKey.Read(parsed.GetRequiredValue(key).FullName, NoteVerifier.CosignatureType);
                using var store = WitnessStore.Open(parsed.GetRequiredValue(state).FullName, rules.Origin, signer.Verifier);
                return await Serve(new WitnessServer(rules, signer, store, TimeProvider.System), parsed.GetRequiredValue(urls), ct);
            }
            catch (Exception fault) when (fault is FormatException or IOException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync(fault.Message);
                return WrongUse;
            }
        });
        return command;
    }

    private static async Task<int> Serve(WitnessServer witness, string urls, CancellationToken ct)
    {
        await using var app = witness.Build(urls);
        await app.StartAsync(ct);
        Console.WriteLine($"serving on {string.Join(", ", app.Urls)}");
        await app.WaitForShutdownAsync(ct);
        return 0;
    }
}
