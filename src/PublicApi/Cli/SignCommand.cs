using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ledger.Transparency;

namespace PublicApi.Cli;

/// <summary>
/// <c>ledger sign BODY --key FILE --command NAME --stream ID</c>: a member signs a command with its node's key, without asking
/// the ledger anything. Prints what to send: the headers, an empty line and the body with <c>occurred_at</c> and <c>salts</c>
/// filled in; or with <c>--path</c> the line of a batch.
/// </summary>
internal static class SignCommand
{
    public static Command Build()
    {
        var body = new Argument<FileInfo>("BODY") { Description = "The body as JSON: node, actor_role, channel, command, perhaps occurred_at." };
        var key = new Option<FileInfo>("--key") { Required = true, HelpName = "FILE", Description = "The node's key, from: key new --node." };
        var name = new Option<string>("--command") { Required = true, HelpName = "NAME", Description = "Name of the command, such as AcceptRequest." };
        var stream = new Option<string?>("--stream") { HelpName = "ID", Description = "The stream it is about; left out for a new case." };
        var idempotency = new Option<Guid?>("--idempotency-key") { HelpName = "UUID", Description = "A new one when left out. It is public." };
        var commit = new Option<string[]>("--commit") { HelpName = "MEMBER", Description = "A member to hide besides those that are never public." };
        var path = new Option<string?>("--path") { HelpName = "PATH", Description = "Prints a line of a batch for this path." };
        var command = new Command("sign", "Signs a command with a node's key and prints what to send.") { body, key, name, stream, idempotency, commit, path };
        command.SetAction(async (parsed, ct) =>
        {
            var console = parsed.InvocationConfiguration;
            try
            {
                using var signer = LogKey.Read(parsed.GetRequiredValue(key).FullName, NoteVerifier.Ed25519Type);
                var sent = JsonNode.Parse(await File.ReadAllTextAsync(parsed.GetRequiredValue(body).FullName, ct)) as JsonObject
                    ?? throw new FormatException("The body is a JSON object.");
                var id = (parsed.GetValue(idempotency) ?? Guid.NewGuid()).ToString();
                var signature = Sign(signer, sent, parsed.GetRequiredValue(name), parsed.GetValue(stream), id, parsed.GetValue(commit) ?? []);
                await console.Output.WriteLineAsync(parsed.GetValue(path) is { } target
                    ? new JsonObject
                    {
                        ["path"] = target,
                        ["key"] = id,
                        ["signature_key_id"] = signature.KeyId,
                        ["signature"] = signature.Value,
                        ["body"] = sent,
                    }.ToJsonString()
                    : $"Idempotency-Key: {id}\nSignature-Key-Id: {signature.KeyId}\nSignature: {signature.Value}\n\n{sent.ToJsonString()}");
                return 0;
            }
            catch (Exception fault) when (fault is FormatException or JsonException or IOException or UnauthorizedAccessException or InvalidOperationException)
            {
                await console.Error.WriteLineAsync($"not signed: {fault.Message}");
                return 2;
            }
        });
        return command;
    }

    // Fills the body in, so that what is sent is what was signed.
    private static CommandSignature Sign(NoteSigner signer, JsonObject body, string name, string? stream, string key, string[] hidden)
    {
        var rule = CommandSchema.Commands.GetValueOrDefault(name) ?? throw new FormatException($"There is no command {name}.");
        if (Text(body, "node") != signer.Verifier.Name)
        {
            throw new FormatException($"The key is of {signer.Verifier.Name}, and the body of another node.");
        }

        var at = Instants.ToMillisecond(body["occurred_at"] is { } given ? given.GetValue<DateTimeOffset>() : TimeProvider.System.GetUtcNow());
        body["occurred_at"] = Instants.Write(at);
        if (stream is null)
        {
            stream = Text(body, "stream", $"{rule.Stream}{Guid.NewGuid()}");
            body["stream"] = stream;
        }

        var salts = rule.Members.Where(member => !member.Value).Select(member => member.Key).Concat(hidden).Distinct()
            .ToDictionary(member => member, _ => RandomNumberGenerator.GetBytes(Commitment.SaltBytes), StringComparer.Ordinal);
        body["salts"] = new JsonObject(salts.Select(salt => KeyValuePair.Create(salt.Key, (JsonNode?)Convert.ToBase64String(salt.Value))));
        using var command = JsonDocument.Parse((body["command"] ?? throw new FormatException("The body has no command.")).ToJsonString());
        return signer.Sign(new CommandStatement(
            Text(body, "channel"), name, CommandStatement.FieldsOf(command.RootElement, salts), key, Text(body, "node"), at, Text(body, "actor_role"), stream));
    }

    private static string Text(JsonObject body, string name, string? otherwise = null) =>
        body[name]?.GetValue<string>() ?? otherwise ?? throw new FormatException($"The body has no {name}.");
}
