using System.CommandLine;
using PublicApi.Imports;
using Spectre.Console;

namespace PublicApi.Cli;

/// <summary><c>import open311 PATH...</c> and <c>import csv PATH... --mapping FILE|NAME</c>.</summary>
internal static class ImportCommand
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int WrongUse = 2;
    public const int Interrupted = 130;

    private const string Open311System = "open311";

    private static readonly string[] JsonEndings = [".json"];
    private static readonly string[] CsvEndings = [".csv", ".tsv", ".tab"];

    /// <param name="openRecorder">Called once the arguments are found right; what records a page.</param>
    /// <param name="afterImport">Called when the import is not interrupted: gives the stored events their positions.</param>
    public static Command Build(Func<CancellationToken, Task<RecordPage>> openRecorder, Func<CancellationToken, Task> afterImport) =>
        new("import", "Take the service requests of another system into the ledger. Repeating an import changes nothing.")
        {
            Open311(openRecorder, afterImport),
            Csv(openRecorder, afterImport),
        };

    private static Command Open311(Func<CancellationToken, Task<RecordPage>> openRecorder, Func<CancellationToken, Task> afterImport)
    {
        var options = new ImportOptions();
        var command = new Command("open311", "GeoReport v2 service requests, JSON, gzip too.");
        options.AddTo(command);
        command.SetAction((parsed, ct) =>
        {
            var system = parsed.GetValue(options.Source) ?? Open311System;
            var names = new SourceNames(
                system, parsed.GetValue(options.Node) ?? system, parsed.GetValue(options.Region) ?? SourceNames.RegionNotStated);
            var job = new ImportJob(
                parsed.GetRequiredValue(options.Paths), JsonEndings, new Open311Reader(names).ReadAsync, parsed.GetValue(options.Rejects));
            return RunAsync(job, openRecorder, afterImport, parsed.InvocationConfiguration, ct);
        });
        return command;
    }

    private static Command Csv(Func<CancellationToken, Task<RecordPage>> openRecorder, Func<CancellationToken, Task> afterImport)
    {
        var options = new ImportOptions();
        var mappingOption = new Option<string>("--mapping")
        {
            Required = true,
            HelpName = "FILE|NAME",
            Description = $"What the columns mean. Names that come with the program: {string.Join(", ", CsvMappingFile.ShippedNames())}.",
        };
        var command = new Command("csv", "Service requests in a CSV file, gzip too.") { mappingOption };
        options.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            var pathOrName = parsed.GetRequiredValue(mappingOption);
            if (Load(pathOrName, parsed.InvocationConfiguration.Error) is not { } mapping)
            {
                return WrongUse;
            }

            var names = new SourceNames(
                parsed.GetValue(options.Source) ?? mapping.Names.System,
                parsed.GetValue(options.Node) ?? mapping.Names.Node,
                parsed.GetValue(options.Region) ?? mapping.Names.RegionCode);
            var job = new ImportJob(
                parsed.GetRequiredValue(options.Paths), CsvEndings, new CsvSourceReader(mapping with { Names = names }).ReadAsync,
                parsed.GetValue(options.Rejects));
            return await RunAsync(job, openRecorder, afterImport, parsed.InvocationConfiguration, ct);
        });
        return command;
    }

    private static CsvMapping? Load(string pathOrName, TextWriter error)
    {
        if (CsvMappingFile.Find(pathOrName) is not { } path)
        {
            error.WriteLine($"There is no mapping file {pathOrName}, and no mapping of that name comes with the program.");
            return null;
        }

        var mapping = CsvMapping.Load(path, out var faults);
        foreach (var fault in faults)
        {
            error.WriteLine(fault);
        }

        return mapping;
    }

    private static async Task<int> RunAsync(
        ImportJob job, Func<CancellationToken, Task<RecordPage>> openRecorder, Func<CancellationToken, Task> afterImport,
        InvocationConfiguration console, CancellationToken ct)
    {
        if (job.WhyNotPossible() is { } reason)
        {
            await console.Error.WriteLineAsync(reason);
            return WrongUse;
        }

        var tally = new ImportTally { TotalBytes = job.TotalBytes };
        var end = new ImportEnd(Refusal: null, Interrupted: true);
        try
        {
            await using var rejects = job.Rejects is null ? null : new RejectsFile(job.Rejects);
            var run = new ImportRun(job.Read, await openRecorder(ct), rejects, tally);
            end = await ShowAsync(tally, run.RunAsync(job.Files, ct), console);
            if (!end.Interrupted)
            {
                await afterImport(ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            end = end with { Interrupted = true };
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await console.Error.WriteLineAsync($"The import stopped at a file that cannot be read or written: {fault.Message}");
            return Refused;
        }

        await console.Output.WriteLineAsync(tally.ToString());
        return await ExplainAsync(end, console.Error);
    }

    private static Task<ImportEnd> ShowAsync(ImportTally tally, Task<ImportEnd> work, InvocationConfiguration console) =>
        console.Output == Console.Out && !Console.IsOutputRedirected
            ? ImportDisplay.ShowOnTerminalAsync(AnsiConsole.Console, tally, work, TimeProvider.System)
            : ImportDisplay.ShowAsLinesAsync(console.Output, tally, work, TimeProvider.System);

    /// <summary>Tells how the run ended and how to go on; the exit code.</summary>
    private static async Task<int> ExplainAsync(ImportEnd end, TextWriter error)
    {
        if (end.Refusal is { } refusal)
        {
            await error.WriteLineAsync(
                $"refused: {refusal.File}, record {refusal.Record}, {refusal.Field}: {refusal.Reason}.\n"
                + "Nothing of this file was imported; files before it stay imported. "
                + "With --rejects FILE the good records are imported and the others listed in FILE.");
            return Refused;
        }

        if (end.Interrupted)
        {
            await error.WriteLineAsync(
                "interrupted: what is stored stays. Run the same command again to continue; what is stored already changes nothing.");
            return Interrupted;
        }

        return Done;
    }
}
