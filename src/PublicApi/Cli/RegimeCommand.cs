using System.CommandLine;
using Ledger.Catalogue.Regimes;
using Projections.Compliance.Regimes;

namespace PublicApi.Cli;

/// <summary><c>ledger regime</c>: looks at regime files before they are adopted.</summary>
internal static class RegimeCommand
{
    public static Command Build() => new("regime", "Looks at files of regimes: the rules by which months are judged.")
    {
        Make("check", "Explains every fault of a regime file.", static (reading, _) =>
            $"right: regime {reading.Id} version {reading.Version}, {reading.Items.Length} items, {reading.Items.Sum(item => item.Checks.Length)} checks"),
        Make("canonical", "Prints the text of a regime in canonical JSON (RFC 8785), as it is adopted.", static (_, json) => RegimeText.Canonical(json)),
        Make("hash", "Prints the SHA-256 of the canonical text.", static (_, json) => RegimeText.Hash(RegimeText.Canonical(json))),
    };

    private static Command Make(string name, string description, Func<Regime, string, string> print)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A regime in JSON." }.AcceptExistingOnly();
        var command = new Command(name, description) { file };
        command.SetAction(async (parsed, ct) =>
        {
            var json = await File.ReadAllTextAsync(parsed.GetRequiredValue(file).FullName, ct);
            var reading = RegimeFile.Read(json);
            var console = parsed.InvocationConfiguration;
            foreach (var fault in reading.Faults)
            {
                await console.Error.WriteLineAsync(fault.ToString());
            }

            if (reading.Regime is not { } regime)
            {
                return 1;
            }

            await console.Output.WriteLineAsync(print(regime, json));
            return 0;
        });
        return command;
    }
}
