using System.CommandLine;
using System.Security.Cryptography;
using Ledger.Transparency;

namespace PublicApi.Cli;

/// <summary><c>ledger key new FILE --origin NAME [--witness]</c> and <c>ledger key show FILE</c>: a log's or a witness's key.</summary>
internal static class KeyCommand
{
    public static Command Build() => new("key", "The keys that sign and cosign a public log's checkpoints (Ed25519).") { New(), Show() };

    private static Command New()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Where to put it, readable by its owner only. Must not exist." };
        var origin = new Option<string>("--origin", "--name")
        {
            Required = true,
            Description = "Name of the log, or of the witness: its URL without scheme and last slash.",
        };
        var witness = new Option<bool>("--witness") { Description = "Makes a witness's key (cosignature/v1), which signs no log." };
        var command = new Command("new", "Makes a key and prints its public half.") { file, origin, witness };
        command.SetAction(parsed =>
            Make(parsed.GetRequiredValue(file).FullName, parsed.GetRequiredValue(origin), parsed.GetValue(witness)));
        return command;
    }

    private static int Make(string path, string name, bool witness)
    {
        if (File.Exists(path))
        {
            Console.Error.WriteLine($"{path} exists; a key is never overwritten.");
            return 1;
        }

        var seed = RandomNumberGenerator.GetBytes(NoteSigner.SeedBytes);
        using var signer = witness ? NoteSigner.CosignerFromSeed(name, seed) : NoteSigner.FromSeed(name, seed);
        using var text = new StreamWriter(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        text.WriteLine(NoteSigner.WritePrivateKey(signer.Verifier, seed));
        Console.WriteLine(signer.Verifier);
        return 0;
    }

    private static Command Show()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The key's file." };
        var command = new Command("show", "Prints the public half of a key, as verifiers take it.") { file };
        command.SetAction(parsed => Console.WriteLine(LogKey.Read(parsed.GetRequiredValue(file).FullName).Verifier));
        return command;
    }
}
