using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Transparency;

namespace PublicApi.Http;

/// <summary>A command ready for the journal, read as strictly as it will be stored.</summary>
/// <param name="Expected">The version the caller saw last; null to accept any.</param>
internal sealed partial record CommandRequest<T>(T Command, Envelope Envelope, StreamVersion? Expected)
    where T : class
{
    /// <summary>What a signed command brings besides; null for an unsigned one.</summary>
    public CommandSigning? Signing { get; private init; }

    /// <summary>Reads a command, or says what is wrong with it.</summary>
    /// <param name="input">What came in.</param>
    /// <param name="hashes">Tell a repeated command from another one under the same key.</param>
    /// <param name="now">The time of recording.</param>
    public static (CommandRequest<T>? Request, Problem? Problem) Read(CommandInput input, CommandHashes hashes, DateTimeOffset now)
    {
        if (input.Key is not { } key || !KeyForm().IsMatch(key))
        {
            return (null, Problems.Of(
                StatusCodes.Status400BadRequest,
                "The Idempotency-Key is required: 1 to 100 letters, digits, '-', '_', '.' or ':', without blanks.",
                "须有 Idempotency-Key：1 至 100 个字母、数字、'-'、'_'、'.' 或 ':'，不含空格。"));
        }

        if (!TryReadVersion(input.IfMatch, out var expected))
        {
            return (null, Problems.Of(
                StatusCodes.Status400BadRequest,
                "If-Match names one version as an entity tag, such as \"3\".",
                "If-Match 须为一个版本的实体标签，如 \"3\"。"));
        }

        CommandBody<T> body;
        try
        {
            body = JsonSerializer.Deserialize<CommandBody<T>>(input.Body.Span, CommandJson.Options) ?? throw new JsonException();
            if (body.Command is null)
            {
                throw new JsonException();
            }
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException)
        {
            // InvalidOperationException: a lone surrogate, which the reader refuses to turn into text.
            var place = fault is JsonException { Path: { } path } && !NamesUnknown(fault) ? $" at {path}" : "";
            var found = CommandFaults.Of(input.Body, typeof(CommandBody<T>)) ?? new Sentence(
                $"{place}: a member is missing, unknown or of another kind, or a text is not sound Unicode",
                $"{place}：成员缺失、未知或类型不符，或文本不是合法的 Unicode");
            return (null, Problems.Of(
                StatusCodes.Status400BadRequest,
                $"The body is not a {typeof(T).Name} command in JSON{found.English}.",
                $"正文不是 JSON 形式的 {typeof(T).Name} 命令{found.Chinese}。"));
        }

        // Asked before anything is looked up, so that the answer is the same whether the thing exists or not.
        if (!input.From.ActsFor(body.Node))
        {
            return (null, Problems.Of(StatusCodes.Status403Forbidden, "The member may not act for this node.", "该成员不得代表此节点。"));
        }

        var hash = hashes.Of(
            body.Command, body.Node, body.ActorRole, body.Channel, body.OccurredAt is { } at ? Instants.Write(at) : "");
        var envelope = new Envelope(
            body.OccurredAt ?? now, now, body.Node, body.ActorRole, body.Channel, key, CausationId: null, hash);
        var (signing, refusal) = CommandSigning.Read(input, body);
        return refusal is null
            ? (new CommandRequest<T>(body.Command, envelope, expected) { Signing = signing }, null)
            : (null, Problems.Refused(refusal));
    }

    // An unknown member's name is whatever the caller wrote, a name or a number of somebody perhaps; it is not repeated.
    private static bool NamesUnknown(Exception fault) => fault.Message.Contains("could not be mapped", StringComparison.Ordinal);

    private static bool TryReadVersion(string? tag, out StreamVersion? expected)
    {
        expected = null;
        if (tag is null or "*")
        {
            return true;
        }

        if (!VersionForm().IsMatch(tag)
            || !long.TryParse(tag.AsSpan(1, tag.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            return false;
        }

        expected = new StreamVersion(version);
        return true;
    }

    [GeneratedRegex("^[A-Za-z0-9_.:-]{1,100}\\z")]
    private static partial Regex KeyForm();

    [GeneratedRegex("^\"[0-9]{1,18}\"\\z")]
    private static partial Regex VersionForm();
}
