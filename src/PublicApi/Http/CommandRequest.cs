using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Transparency;
using PublicApi.Members;

namespace PublicApi.Http;

/// <summary>A command as it came over HTTP: either ready for the journal, or a problem that says what is wrong with it.</summary>
internal sealed partial class CommandRequest<T>
    where T : class
{
    private CommandRequest(IResult problem) => Problem = problem;

    private CommandRequest(T command, Envelope envelope, StreamVersion? expected) =>
        (Command, Envelope, Expected) = (command, envelope, expected);

    public IResult? Problem { get; }

    public T Command { get; } = null!;

    public Envelope Envelope { get; } = null!;

    public StreamVersion? Expected { get; }

    public static async Task<CommandRequest<T>> Read(HttpContext http, TimeProvider clock)
    {
        var headers = http.Request.Headers;
        if (!http.Request.HasJsonContentType())
        {
            return new(Problems.Of(StatusCodes.Status415UnsupportedMediaType, "A command is sent as application/json.", "命令须以 application/json 发送。"));
        }

        if (headers["Idempotency-Key"] is not [{ } key] || !KeyForm().IsMatch(key))
        {
            return new(Problems.Of(
                StatusCodes.Status400BadRequest,
                "The header Idempotency-Key is required: 1 to 100 letters, digits, '-', '_', '.' or ':', without blanks.",
                "须有请求头 Idempotency-Key：1 至 100 个字母、数字、'-'、'_'、'.' 或 ':'，不含空格。"));
        }

        if (!TryReadVersion(headers.IfMatch, out var expected))
        {
            return new(Problems.Of(StatusCodes.Status400BadRequest, "If-Match names one version as an entity tag, such as \"3\".", "If-Match 须为一个版本的实体标签，如 \"3\"。"));
        }

        try
        {
            var body = await JsonSerializer.DeserializeAsync<CommandBody<T>>(
                http.Request.Body, CommandJson.Options, http.RequestAborted);
            if (body?.Command is null)
            {
                throw new JsonException();
            }

            if (RequireMember.Refuse(http, body.Node) is { } foreign)
            {
                return new(foreign);
            }

            var now = Instants.ToMillisecond(clock.GetUtcNow());
            var hash = http.RequestServices.GetRequiredService<CaseIds>().CommandHashes.Of(
                body.Command, body.Node, body.ActorRole, body.Channel, body.OccurredAt is { } at ? Instants.Write(at) : "");
            return new(
                body.Command,
                new Envelope(body.OccurredAt ?? now, now, body.Node, body.ActorRole, body.Channel, key, CausationId: null, hash),
                expected);
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException)
        {
            // InvalidOperationException: a lone surrogate, which the reader refuses to turn into text.
            var place = fault is JsonException { Path: { } path } ? $" at {path}" : "";
            return new(Problems.Of(
                StatusCodes.Status400BadRequest,
                $"The body is not a {typeof(T).Name} command in JSON{place}: a member is missing, unknown or of another kind, or a text is not sound Unicode.",
                $"正文不是 JSON 形式的 {typeof(T).Name} 命令{place}：成员缺失、未知或类型不符，或文本不是合法的 Unicode。"));
        }
    }

    private static bool TryReadVersion(Microsoft.Extensions.Primitives.StringValues header, out StreamVersion? expected)
    {
        expected = null;
        if (header.Count == 0 || header == "*")
        {
            return true;
        }

        if (header is not [{ } tag] || !VersionForm().IsMatch(tag)
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
