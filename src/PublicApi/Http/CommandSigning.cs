using System.Collections.Immutable;
using System.Text.Json;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Registry.NodeKeys;
using Ledger.Transparency;

namespace PublicApi.Http;

/// <summary>What a signed command brings besides the command. The statement itself is not sent: it is made of the command, so
/// that what was signed and what is carried out cannot differ.</summary>
/// <param name="Stream">The stream as the signer knows it; null where the path says it.</param>
/// <param name="Salts">By the member's name.</param>
/// <param name="Fields">The command's members as they stand in the statement.</param>
internal sealed record CommandSigning(
    string KeyId, string Value, string? Stream, ImmutableDictionary<string, byte[]> Salts, PublicFields Fields)
{
    public static readonly Outcome.Refused OtherStream = new("SIGNATURE-STREAM", new Sentence(
        "The stream of a signed command is the one of its path; of a new case it is case- and a UUID of version 4 or 7 in lower case.",
        "签名命令的 stream 须与路径一致；新案件须为 case- 加小写的第 4 或第 7 版 UUID。"));

    private static readonly Outcome.Refused Malformed = new(SignatureRules.Form, new Sentence(
        "A signed command has both headers, a UUID as its Idempotency-Key, its occurred_at, only whole numbers, and salts of 32 bytes in base64, all different; an unsigned one has neither salts nor stream.",
        "签名命令须有两个签名头、以 UUID 为 Idempotency-Key、含 occurred_at、仅含整数，盐值须为互不相同的 32 字节 base64；未签名命令不得含 salts 或 stream。"));

    /// <summary>Reads it; nothing for an unsigned command, a refusal for half of a signed one.</summary>
    public static (CommandSigning? Signing, Outcome.Refused? Refusal) Read<T>(CommandInput input, CommandBody<T> body)
    {
        var (keyId, value) = input.Signature;
        if (keyId is null && value is null)
        {
            return (null, body.Salts is null && body.Stream is null ? null : Malformed);
        }

        // The key is in the statement, and that is public.
        if (keyId is null || value is null || body.OccurredAt is null || !IsUuid(input.Key) || ReadSalts(body.Salts) is not { } salts)
        {
            return (null, Malformed);
        }

        try
        {
            using var document = JsonDocument.Parse(input.Body);
            var fields = CommandStatement.FieldsOf(document.RootElement.GetProperty("command"), salts);
            return (new CommandSigning(keyId, value, body.Stream, salts, fields), null);
        }
        catch (FormatException)
        {
            return (null, Malformed);
        }
    }

    /// <summary>The id of a new case that the signer chose; null where it is none.</summary>
    public string? NewCase() =>
        Stream is not null && CaseIds.IsCaseId(Stream) && Stream[CaseIds.Prefix.Length..] is var id && IsUuid(id) && id[14] is '4' or '7'
            ? Stream
            : null;

    /// <summary>The envelope with the signature; null when the command as it came in has no statement.</summary>
    public Envelope? Sign(string command, string stream, Envelope envelope)
    {
        try
        {
            var statement = new CommandStatement(
                envelope.Channel, command, Fields, envelope.CommandId, envelope.Node, envelope.OccurredAt, envelope.ActorRole, stream);
            return envelope with { Signature = new CommandSignature(KeyId, statement.Write(), Value) };
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>What to answer when there is no statement.</summary>
    public static Problem NoStatement => Problems.Refused(Malformed);

    private static bool IsUuid(string? text) =>
        Guid.TryParseExact(text, "D", out var id) && id.ToString() == text;

    private static ImmutableDictionary<string, byte[]>? ReadSalts(IReadOnlyDictionary<string, string>? given)
    {
        var salts = ImmutableDictionary<string, byte[]>.Empty;
        foreach (var (name, text) in given ?? ImmutableDictionary<string, string>.Empty)
        {
            var bytes = new byte[Commitment.SaltBytes];
            if (text is not { Length: 44 } || !Convert.TryFromBase64String(text, bytes, out var count) || count != Commitment.SaltBytes)
            {
                return null;
            }

            salts = salts.Add(name, bytes);
        }

        // A salt stands open where there is no value, so none may serve twice.
        return salts.Values.Select(Convert.ToBase64String).Distinct().Count() == salts.Count ? salts : null;
    }
}
