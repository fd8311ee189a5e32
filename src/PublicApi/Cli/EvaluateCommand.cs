using System.CommandLine;
using System.Data;
using System.Text.Json;
using Ledger.Journal;
using Ledger.Transparency;
using Projections.Compliance;
using Projections.Compliance.Facts;
using Projections.Compliance.Indicators;
using Projections.Compliance.Months;
using Projections.Compliance.Regimes;
using Projections.Verdicts;
using PublicApi.Auditor;
using PublicApi.Demo;

namespace PublicApi.Cli;

/// <summary><c>ledger evaluate</c>: judges a month by the regime in force, from public entries alone: those of the database in one
/// snapshot, or those of any copy of a public log, which is verified on the way. With a list of what was seeded it judges every
/// month and holds what is found against the list.</summary>
internal static class EvaluateCommand
{
    public static Command Build()
    {
        var month = new Option<string?>("--month") { HelpName = "yyyy-MM", Description = "Month in Asia/Shanghai." };
        var regime = new Option<FileInfo?>("--regime") { HelpName = "FILE", Description = "Judges by this file instead of the regime that was adopted." };
        var seeded = new Option<FileInfo?>("--seeded")
        {
            HelpName = "FILE",
            Description = "Judges every month that is over and holds what is found against this list of ledger demo --violations; 1 where they differ.",
        };
        var json = new Option<bool>("--json") { Description = "Prints one JSON object." };
        var log = new AuditOptions(required: false);
        month.Validators.Add(result =>
        {
            if (Month.Parse(result.GetValueOrDefault<string?>()) is null)
            {
                result.AddError("--month is a month such as 2026-03.");
            }
        });
        var command = new Command("evaluate", "Judges a month: verdicts, findings and indicators.") { month, seeded, regime, json };
        command.Validators.Add(result =>
        {
            if (result.GetResult(month) is null == result.GetResult(seeded) is null)
            {
                result.AddError("Either --month or --seeded is needed.");
            }
        });
        log.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            var console = parsed.InvocationConfiguration;
            Task<int> Tell(NetworkFacts facts) => parsed.GetValue(seeded) is { } list
                ? Compare(list.FullName, facts, console, ct)
                : Print(
                    new Choice(Month.Parse(parsed.GetValue(month))!.Value, parsed.GetValue(regime)?.FullName, parsed.GetValue(json), console), facts, ct);
            return log.AreGiven(parsed)
                ? await log.Run(parsed, async (source, key) => await Tell(await FromLog(source, key, console, ct)))
                : await Tell(await FromDatabase(ct));
        });
        return command;
    }

    private sealed record Choice(Month Month, string? RegimeFile, bool Json, InvocationConfiguration Console);

    private static async Task<NetworkFacts> FromLog(LogSource source, NoteVerifier key, InvocationConfiguration console, CancellationToken ct)
    {
        var facts = new NetworkFacts();
        var checkpoint = await LogCheckpoint.Read(source, WitnessPolicy.Only(key), ct);
        var progress = new AuditProgress(console.Error, TimeProvider.System, start: 0, checkpoint.Size.Value);
        await new LogAudit(source, checkpoint, facts.Add, progress).Run(checkpoint.Size, from: null, seen: [], ct);
        return facts;
    }

    private static async Task<NetworkFacts> FromDatabase(CancellationToken ct)
    {
        await using var reader = Roles.Connect(Database.ConnectionString, Roles.Reader);
        await using var connection = await reader.OpenConnectionAsync(ct);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        return await FactsCache.ReadAll(connection, ct);
    }

    private static async Task<int> Compare(string list, NetworkFacts facts, InvocationConfiguration console, CancellationToken ct)
    {
        try
        {
            var compared = SeedComparison.Of(SeededViolations.Read(await File.ReadAllTextAsync(list, ct)), facts);
            await console.Output.WriteLineAsync(compared.Text());
            return compared.IsExact ? 0 : 1;
        }
        catch (JsonException fault)
        {
            await console.Error.WriteLineAsync($"{list} is no list of seeded breaches: {fault.Message}");
            return 1;
        }
    }

    private static async Task<int> Print(Choice chosen, NetworkFacts facts, CancellationToken ct)
    {
        var reading = chosen.RegimeFile is { } path
            ? RegimeFile.Read(await File.ReadAllTextAsync(path, ct))
            : RegimesInForce.Of(facts, chosen.Month);
        if (reading?.Regime is not { } regime)
        {
            foreach (var fault in reading?.Faults.Select(fault => fault.ToString()) ?? ["No regime is in force in that month."])
            {
                await chosen.Console.Error.WriteLineAsync(fault);
            }

            return 1;
        }

        var judged = Evaluation.Evaluate(regime, facts, chosen.Month);
        var indicators = AllIndicators.Of(facts, chosen.Month, MonthFold.MinimumN);
        await chosen.Console.Output.WriteLineAsync(
            chosen.Json ? MonthReport.Json(judged, indicators) : MonthReport.Text(judged, indicators));
        return 0;
    }
}
