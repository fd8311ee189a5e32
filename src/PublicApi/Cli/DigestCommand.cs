using System.CommandLine;
using Ledger.Journal;
using Projections.Replay;
using PublicApi.Transparency;

namespace PublicApi.Cli;

/// <summary><c>ledger digest</c>: the digests of the views in the database, to be compared with those of a replay.</summary>
public static class DigestCommand
{
    public static Command Build()
    {
        var record = new Option<bool>("--record") { Description = "Also puts the digests on the ledger, in the province's name." };
        var command = new Command("digest", "Prints a digest of each public view and the size of the log it follows from.") { record };
        command.SetAction((parsed, ct) => parsed.GetValue(record) ? Record(ct) : Run(ct));
        return command;
    }

    private static async Task<int> Record(CancellationToken ct)
    {
        await Database.Migrate(ct);
        await using var writer = Roles.Connect(Database.ConnectionString, Roles.Writer);
        await using var reader = Roles.Connect(Database.ConnectionString, Roles.Reader);
        using var store = MartenSetup.Open(writer);
        using var network = new NetworkCache(writer);
        var journal = new CommandJournal(store, network, TimeProvider.System, Guid.CreateVersion7);
        var outcome = await new StateDigests(journal, network, reader, TimeProvider.System).Record($"digest-{Guid.CreateVersion7()}", ct);
        if (outcome is Outcome.Done)
        {
            return await Run(ct);
        }

        await Console.Error.WriteLineAsync(outcome switch
        {
            null => "No provincial platform is registered, in whose name it could be recorded.",
            Outcome.Refused refused => $"{refused.Rule}: {refused.Reason.English}",
            _ => "Whether it was recorded is not known; look for it in the log before you repeat it.",
        });
        return 1;
    }

    private static async Task<int> Run(CancellationToken ct)
    {
        await using var reader = Roles.Connect(Database.ConnectionString, Roles.Reader);
        foreach (var line in (await DatabaseDigest.Compute(reader, ct)).Lines)
        {
            Console.WriteLine(line);
        }

        return 0;
    }
}
