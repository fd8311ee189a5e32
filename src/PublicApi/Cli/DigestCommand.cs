using System.CommandLine;
using Ledger.Journal;
using Projections.Replay;

namespace PublicApi.Cli;

/// <summary><c>ledger digest</c>: the digests of the views in the database, to be compared with those of a replay.</summary>
public static class DigestCommand
{
    public static Command Build()
    {
        var command = new Command("digest", "Prints a digest of each public view and the size of the log it follows from.");
        command.SetAction((_, ct) => Run(ct));
        return command;
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
