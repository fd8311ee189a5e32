using System.CommandLine;
using System.Security.Cryptography;
using Ledger.Transparency;

namespace PublicApi.Cli;

/// <summary><c>ledger key new FILE --origin NAME</c> and <c>ledger key show FILE</c>: the log's signing key.</summary>
internal static class KeyCommand
{
    public static Command Build() => new("key", "The key that signs the public log's checkpoints (Ed25519).") { New(), Show() };

    private static Command New()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Where to put it, readable by its owner only. Must not exist." };
        var origin = new Option<string>("--origin") { Required = true, Description = "Name of the log: its URL without scheme and last slash." };
        var command = new Command("new", "Makes a key and prints its public half.") { file, origin };
        command.SetAction(parsed => Make(parsed.GetRequiredValue(file).FullName, parsed.GetRequiredValue(origin)));
        return command;
    }

    private static int Make(string path, string origin)
    {
        if (File.Exists(path))
        {
            Console.Error.WriteLine($"{path} exists; a key is never overwritten.");
            return 1;
        }

        var seed = RandomNumberGenerator.GetBytes(NoteSigner.SeedBytes);
        using var signer = NoteSigner.FromSeed(origin, seed);
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
