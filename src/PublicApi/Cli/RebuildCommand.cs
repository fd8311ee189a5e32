using System.CommandLine;
using Ledger.Journal;
using Projections;
using Projections.Rebuild;

namespace PublicApi.Cli;

/// <summary><c>ledger rebuild</c>: all views anew from the public entries, put in place of the old ones while the service goes on.</summary>
internal static class RebuildCommand
{
    public static Command Build()
    {
        var command = new Command("rebuild", "Folds all public views anew from position 0 and puts them in place; readers and commands go on.");
        command.SetAction((_, ct) => Run(ct));
        return command;
    }

    private static async Task<int> Run(CancellationToken ct)
    {
        await Migration.Apply(Database.ConnectionString, [ViewFold.PublishingScript], ct);
        await Rebuild(onlyOutdated: false, ct);
        return 0;
    }

    /// <summary>Rebuilds, and tells how far it has come.</summary>
    public static async Task Rebuild(bool onlyOutdated, CancellationToken ct)
    {
        await using var owner = Roles.Connect(Database.ConnectionString, Roles.Owner);
        var display = new RebuildDisplay(Console.Error, TimeProvider.System);
        var size = await new ViewRebuild(owner, display).Run(onlyOutdated, ct);
        await Console.Error.WriteLineAsync($"rebuilt: the views follow from {size} entries");
    }
}
