using System.CommandLine;
using System.Security.Cryptography;
using Ledger.Transparency;

namespace PublicApi.Cli;

/// <summary><c>ledger key new FILE --origin NAME [--witness]</c> or <c>--node CODE</c>, and <c>ledger key show FILE</c>: the key of a
/// log, of a witness, or of a node that signs its commands.</summary>
internal static class KeyCommand
{
    public static Command Build() => new("key", "The keys that sign and cosign a public log's checkpoints (Ed25519).") { New(), Show() };

    private static Command New()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Where to put it, readable by its owner only. Must not exist." };
        var origin = new Option<string>("--origin", "--name")
        {
            Description = "Name of the log, or of the witness: its URL without scheme and last slash.",
        };
        var witness = new Option<bool>("--witness") { Description = "Makes a witness's key (cosignature/v1), which signs no log." };
        var node = new Option<string>("--node") { HelpName = "CODE", Description = "Makes a key with which this platform or provider signs commands." };
        var command = new Command("new", "Makes a key and prints its public half.") { file, origin, witness, node };
        command.Validators.Add(result =>
        {
            if ((result.GetValue(origin) is null) == (result.GetValue(node) is null) || (result.GetValue(node) is not null && result.GetValue(witness)))
            {
                result.AddError("A key has either --origin, perhaps with --witness, or --node.");
            }
        });
        command.SetAction(parsed => Make(
            parsed.GetRequiredValue(file).FullName, (parsed.GetValue(origin) ?? parsed.GetValue(node))!, parsed.GetValue(witness), parsed.GetValue(node) is not null));
        return command;
    }

    private static int Make(string path, string name, bool witness, bool node)
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
        Console.WriteLine(node ? Registration(signer.Verifier) : signer.Verifier.ToString());
        return 0;
    }

    // The command that makes it known, as the node sends it.
    private static string Registration(NoteVerifier verifier) =>
        $$"""{"public_key":"{{Convert.ToBase64String(verifier.PublicKeyBytes)}}"}""" + $" key id {CommandSignature.KeyIdOf(verifier.PublicKeyBytes)}";

    private static Command Show()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The key's file." };
        var command = new Command("show", "Prints the public half of a key, as verifiers take it.") { file };
        command.SetAction(parsed => Console.WriteLine(LogKey.Read(parsed.GetRequiredValue(file).FullName).Verifier));
        return command;
    }
}
