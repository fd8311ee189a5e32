using System.CommandLine;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Privacy.Redactions;
using Ledger.Registry;
using Ledger.Vault;

namespace PublicApi.Cli;

/// <summary><c>ledger erase SUBJECT --ground CODE</c>: destroys the confidential values of a case or an enterprise.</summary>
internal static class EraseCommand
{
    public static Command Build()
    {
        var subject = new Argument<string>("SUBJECT") { Description = "Id of the case or enterprise, such as case-…." };
        var ground = new Option<string>("--ground") { Required = true, Description = "Why; stands in the public log." };
        ground.AcceptOnlyFromAmong([.. RedactionGrounds.All]);
        var command = new Command(
            "erase",
            "Destroys the confidential values of a subject and the key they were kept under, for good. Prints, this once, the list of them "
            + "and the salt by which the public event's list_digest is proved.")
        {
            subject, ground,
        };
        command.SetAction((parsed, ct) => Run(parsed.GetRequiredValue(subject), parsed.GetRequiredValue(ground), ct));
        return command;
    }

    private static async Task<int> Run(string subject, string ground, CancellationToken ct)
    {
        if (!StreamIds.IsSound(subject))
        {
            return CommandLine.Refuse("This is not the id of a record, such as case-… or enterprise-….");
        }

        await Database.Migrate(ct);
        await using var writer = Roles.Connect(Database.ConnectionString, Roles.Writer);
        using var store = MartenSetup.Open(writer);
        using var network = new NetworkCache(writer);
        var eraser = new Eraser(store, network, Database.ConnectionString, TimeProvider.System);
        if (await eraser.Province(ct) is not { } province)
        {
            return CommandLine.Refuse("No provincial platform is registered, in whose name it could be recorded.");
        }

        var (done, refused) = await eraser.Erase(subject, ground, province, "operator", Channels.Counter);
        return refused is not null ? CommandLine.Refuse($"{refused.Rule}: {refused.Reason.English}") : Report(done!);
    }

    private static int Report(Erased done)
    {
        if (done.Stream is null)
        {
            Console.WriteLine("There is nothing to erase.");
        }
        else
        {
            Console.WriteLine($"{done.Stream}\nsalt {Convert.ToBase64String(done.Salt)}\n{string.Join('\n', done.Fields)}");
            Console.Error.WriteLine($"Erased {done.Fields.Count} values. Keep the lines above: they prove what was erased, and nothing else does.");
        }

        return done.IsRewritten ? 0 : CommandLine.Refuse("The keys' table is in use and was not rewritten; run the same command again later.");
    }
}
