using System.CommandLine;
using Ledger.Journal;
using Projections.Sequencing;

namespace PublicApi.Cli;

/// <summary><c>ledger fsck</c>: proves that the stored ledger is whole, or says what is wrong and where.</summary>
public static class FsckCommand
{
    public static Command Build()
    {
        var command = new Command("fsck", "Checks that events, positions, entries and the database's guards are whole.");
        command.SetAction((_, ct) => Run(ct));
        return command;
    }

    private static async Task<int> Run(CancellationToken ct)
    {
        await using var administrator = Roles.ConnectLogin(Database.ConnectionString);
        var progress = new Progress<long>(count => Console.Error.WriteLine($"fsck: {count} entries rebuilt"));
        var report = await Fsck.Check(administrator, progress, ct);
        foreach (var fault in report.Faults)
        {
            Console.WriteLine($"{fault.Check}: {fault.Detail}");
        }

        Console.WriteLine(
            $"fsck: {report.Events} events, {report.Entries} entries, {report.Waiting} waiting, {report.Faults.Count} faults");
        return report.Faults.Count == 0 ? 0 : 1;
    }
}
