using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Ledger.Members;
using Ledger.Transparency;
using PublicApi.Members;

namespace PublicApi.Cli;

/// <summary><c>ledger member add|list|rotate|revoke|webhook</c>: who may send commands. A secret is shown once and stored hashed.</summary>
internal static class MemberCommand
{
    private const int LongestUnit = 100;

    private static DateTimeOffset Now => Instants.ToMillisecond(TimeProvider.System.GetUtcNow());

    public static Command Build() => new("member", "The members that may send commands, and their credentials.")
    {
        Add(), List(), Rotate(), Revoke(), WebhookCommand.Build(),
    };

    private static Command Add()
    {
        var node = new Option<string>("--node") { Required = true, Description = "Code of the platform or provider it acts for." };
        var role = new Option<string>("--role") { Required = true, Description = "province (acts for every node), platform, provider (for their own), auditor (for none)." };
        role.AcceptOnlyFromAmong([.. MemberRoles.All]);
        var unit = new Option<string?>("--unit") { Description = "Name of the organisation's unit; not a person's. Default: the node." };
        var (jwks, secretFile) = (Jwks(), SecretFile());
        var command = new Command("add", "Adds a member; prints its id, and its secret this once.") { node, role, unit, jwks, secretFile };
        command.SetAction(async (parsed, ct) =>
        {
            var code = parsed.GetRequiredValue(node);
            var name = parsed.GetValue(unit) ?? code;
            return name.Length > LongestUnit || name.Any(char.IsControl)
                ? CommandLine.Refuse($"A unit's name has at most {LongestUnit} characters, and none of them controls a terminal.")
                : MemberRegister.IsNode(code) ? await WithProof(parsed.GetValue(jwks), parsed.GetValue(secretFile), async (register, proof) =>
                    (await register.Add(code, parsed.GetRequiredValue(role), name, proof, Now, ct)).Id, ct)
                : CommandLine.Refuse("A node's code has 1 to 40 letters, digits and hyphens, and begins with a letter or digit.");
        });
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "Lists all members: id, node, role, unit, kind of proof, and when they were added, rotated and revoked (UTC).");
        command.SetAction(async (_, ct) =>
        {
            await using var register = await Open(ct);
            foreach (var stored in await register.List(ct))
            {
                Console.WriteLine(string.Join('\t', stored.Member.Id, stored.Member.Node, stored.Member.Role, stored.Unit,
                    stored.Jwks is null ? "secret" : "keys", Text(stored.CreatedAt), Text(stored.RotatedAt), Text(stored.RevokedAt)));
            }
        });
        return command;
    }

    private static Command Rotate()
    {
        var (id, jwks, secretFile) = (Id(), Jwks(), SecretFile());
        var command = new Command("rotate", "Gives a member a new secret, or other keys. The old proof and its tokens end at once.") { id, jwks, secretFile };
        command.SetAction((parsed, ct) => WithProof(parsed.GetValue(jwks), parsed.GetValue(secretFile), async (register, proof) =>
            await register.Rotate(parsed.GetRequiredValue(id), proof, Now, ct) ? parsed.GetRequiredValue(id) : null, ct));
        return command;
    }

    private static Command Revoke()
    {
        var id = Id();
        var command = new Command("revoke", "Ends a member for good, and its tokens at once.") { id };
        command.SetAction(async (parsed, ct) =>
        {
            await using var register = await Open(ct);
            return await register.Revoke(parsed.GetRequiredValue(id), Now, ct) ? 0 : NoSuchMember();
        });
        return command;
    }

    private static async Task<int> WithProof(
        FileInfo? jwks, FileInfo? secretFile, Func<MemberRegister, Proof, Task<string?>> store, CancellationToken ct)
    {
        try
        {
            return await Prove(jwks, secretFile, store, ct);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return CommandLine.Refuse($"{(jwks ?? secretFile)?.Name} cannot be {(jwks is null ? "written" : "read")}.");
        }
    }

    // With keys there is no secret at all: none that could be lost.
    private static async Task<int> Prove(
        FileInfo? jwks, FileInfo? secretFile, Func<MemberRegister, Proof, Task<string?>> store, CancellationToken ct)
    {
        if (jwks is not null)
        {
            if (secretFile is not null)
            {
                return CommandLine.Refuse("A member with keys has no secret: give --jwks or --secret-file.");
            }

            var keys = await File.ReadAllTextAsync(jwks.FullName, ct);
            return PublicKeys.Fault(keys) is { } fault
                ? CommandLine.Refuse($"{jwks.Name}: {fault}")
                : await Report(Proof.OfKeys(keys), id => Console.WriteLine(id));
        }

        var secret = ClientSecret.Write(RandomNumberGenerator.GetBytes(ClientSecret.Bytes));
        if (secretFile is null)
        {
            return await Report(Proof.Of(secret), id => Console.WriteLine($"{id}\n{secret}"));
        }

        if (secretFile.Exists)
        {
            return CommandLine.Refuse($"{secretFile.Name} exists; a secret is never overwritten.");
        }

        // Opened before the member is stored: a secret that cannot be written would be lost.
        await using var file = new StreamWriter(secretFile.FullName, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        var code = await Report(Proof.Of(secret), id =>
        {
            file.WriteLine($"{id}:{secret}");
            Console.WriteLine(id);
        });
        if (code != 0)
        {
            secretFile.Delete();
        }

        return code;

        async Task<int> Report(Proof proof, Action<string> show)
        {
            await using var register = await Open(ct);
            if (await store(register, proof) is not { } id)
            {
                return NoSuchMember();
            }

            show(id);
            return 0;
        }
    }

    internal static async Task<MemberRegister> Open(CancellationToken ct)
    {
        await Database.Migrate(ct);
        return new MemberRegister(Database.ConnectionString);
    }

    internal static int NoSuchMember() => CommandLine.Refuse("There is no member in force of this id.");

    internal static string Text(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) ?? "-";

    private static Argument<string> Id() => new("ID") { Description = "The member's id." };

    private static Option<FileInfo?> Jwks() => new("--jwks") { Description = "Its public keys (JSON Web Key Set), for private_key_jwt in place of a secret." };

    private static Option<FileInfo?> SecretFile() => new("--secret-file") { Description = "Writes ID:SECRET to a new file, readable by its owner only, and not to the terminal." };
}
