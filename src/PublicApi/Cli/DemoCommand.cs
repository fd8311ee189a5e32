using System.CommandLine;
using PublicApi.Demo;

namespace PublicApi.Cli;

/// <summary><c>ledger demo</c>: fills an empty ledger with an invented network.</summary>
internal static class DemoCommand
{
    private const ulong DefaultSeed = 1;

    /// <param name="write">Stores what was decided, and gives it its positions; told whether a ledger with events is left alone
    /// without complaint.</param>
    public static Command Build(Func<Simulation, bool, CancellationToken, Task<int>> write)
    {
        var seed = new Option<ulong>("--seed") { DefaultValueFactory = _ => DefaultSeed, Description = "The same seed gives the same entries to the byte." };
        var years = new Option<int>("--years") { DefaultValueFactory = _ => 1, Description = $"How many years, the last of them {DemoPlan.LastYear}." };
        var scale = new Option<decimal>("--scale") { DefaultValueFactory = _ => 1, Description = "1 for about 250,000 events a year; such as 0.1 for a small one." };
        var violations = new Option<string?>("--violations") { HelpName = "FILE", Description = "Where to list the breaches that were seeded, as JSON." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Decide everything and store nothing; needs no database." };
        var check = new Option<bool>("--check")
        {
            Description = "Decide everything, judge every month and hold what is found against what was seeded; store nothing. 1 where they differ.",
        };
        var ifEmpty = new Option<bool>("--if-empty") { Description = "Do nothing, without complaint, where the ledger has events." };
        years.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 10)
            {
                result.AddError("--years has to be from 1 to 10.");
            }
        });
        scale.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<decimal>() is < 0.001m or > 100m)
            {
                result.AddError("--scale has to be from 0.001 to 100.");
            }
        });
        var command = new Command("demo", "Fills an empty ledger with an invented network of Sichuan, with breaches to be found.")
        {
            seed, years, scale, violations, dryRun, check, ifEmpty,
        };
        command.SetAction(async (parsed, ct) =>
        {
            var sim = DemoPlan.Build(parsed.GetValue(seed), parsed.GetValue(years), (int)(parsed.GetValue(scale) * 1000));
            var code = parsed.GetValue(check) ? await Check(sim, parsed.InvocationConfiguration.Output)
                : parsed.GetValue(dryRun) ? await Count(sim, parsed.InvocationConfiguration.Output)
                : await write(sim, parsed.GetValue(ifEmpty), ct);
            if (sim.Size > 0 && parsed.GetValue(violations) is { } file)
            {
                await File.WriteAllTextAsync(file, sim.Seeded.Json(), ct);
            }

            return code;
        });
        return command;
    }

    private static async Task<int> Check(Simulation sim, TextWriter output)
    {
        var compared = SeedComparison.Of(sim.Seeded.All, DemoFacts.Of(sim));
        await output.WriteLineAsync(compared.Text());
        return compared.IsExact ? 0 : 1;
    }

    private static async Task<int> Count(Simulation sim, TextWriter output)
    {
        await output.WriteLineAsync($"{sim.Run().LongCount()} events, {sim.Seeded.All.Count} breaches seeded; nothing is stored.");
        return 0;
    }
}
