using System.CommandLine;
using System.Data;
using Ledger.Journal;
using Ledger.Transparency;
using Npgsql;
using Projections.Compliance;
using Projections.Compliance.Facts;
using Projections.Compliance.Indicators;
using Projections.Compliance.Months;
using Projections.Compliance.Regimes;
using Projections.Transparency;
using PublicApi.Auditor;

namespace PublicApi.Cli;

/// <summary><c>ledger evaluate</c>: judges a month by the regime in force, from public entries alone: those of the database in one
/// snapshot, or those of any copy of a public log, which is verified on the way.</summary>
internal static class EvaluateCommand
{
    private const int PageSize = 5_000;

    public static Command Build()
    {
        var month = new Option<string>("--month") { Required = true, HelpName = "yyyy-MM", Description = "Month in Asia/Shanghai." };
        var regime = new Option<FileInfo?>("--regime") { HelpName = "FILE", Description = "Judges by this file instead of the regime that was adopted." };
        var json = new Option<bool>("--json") { Description = "Prints one JSON object." };
        var log = new AuditOptions(required: false);
        month.Validators.Add(result =>
        {
            if (Month.Parse(result.GetValueOrDefault<string>()) is null)
            {
                result.AddError("--month is a month such as 2026-03.");
            }
        });
        var command = new Command("evaluate", "Judges a month: verdicts, findings and indicators.") { month, regime, json };
        log.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            var chosen = new Choice(
                Month.Parse(parsed.GetRequiredValue(month))!.Value, parsed.GetValue(regime)?.FullName, parsed.GetValue(json), parsed.InvocationConfiguration);
            return log.AreGiven(parsed)
                ? await log.Run(parsed, async (source, key) => await Print(chosen, await FromLog(source, key, chosen.Console, ct), ct))
                : await Print(chosen, await FromDatabase(ct), ct);
        });
        return command;
    }

    private sealed record Choice(Month Month, string? RegimeFile, bool Json, InvocationConfiguration Console);

    private static async Task<NetworkFacts> FromLog(LogSource source, NoteVerifier key, InvocationConfiguration console, CancellationToken ct)
    {
        var facts = new NetworkFacts();
        var checkpoint = await LogCheckpoint.Read(source, WitnessPolicy.Only(key), ct);
        var progress = new AuditProgress(console.Error, TimeProvider.System, start: 0, checkpoint.Size.Value);
        await new LogAudit(source, checkpoint, facts.Add, progress).Run(checkpoint.Size, kept: null, onlyNew: false, ct);
        return facts;
    }

    private static async Task<NetworkFacts> FromDatabase(CancellationToken ct)
    {
        await using var reader = Roles.Connect(Database.ConnectionString, Roles.Reader);
        await using var connection = await reader.OpenConnectionAsync(ct);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        return await Read(connection, PageSize, ct);
    }

    /// <summary>The facts of every entry that the caller's transaction sees.</summary>
    internal static async Task<NetworkFacts> Read(NpgsqlConnection connection, int pageSize, CancellationToken ct)
    {
        var facts = new NetworkFacts();
        while (true)
        {
            var entries = await EntryQuery.After(connection, facts.Size - 1, pageSize, ct);
            entries.ForEach(logged => facts.Add(logged.Entry));
            if (entries.Count < pageSize)
            {
                return facts;
            }
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
