using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing.Template;
using PublicApi.Members;

namespace PublicApi.Http;

/// <summary>
/// <c>POST /commands</c>: up to 1,000 commands as JSON lines, <c>{"path":"/cases/…/fee/pay","key":"…","if_match":"\"3\"","body":{…}}</c>,
/// carried out one after the other. Each is answered by a line of its own, <c>{"line":1,"status":200,"answer":{…}}</c> or
/// <c>{"line":2,"status":422,"problem":{…}}</c>; one refused line does not stop the others. Repeating a batch is safe: keys
/// that were carried out get their first answers.
/// </summary>
internal sealed class CommandBatch(CommandRunner runner, RateLimits limits, EndpointDataSource endpoints)
{
    public const int MostLines = 1_000;
    private const int LongestLine = 64 * 1024;
    private const long LargestBody = 16L * 1024 * 1024;

    private static readonly JsonSerializerOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lazy<IReadOnlyList<(TemplateMatcher Matcher, CommandRoute Route)>> routes = new(() =>
    [
        .. endpoints.Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<CommandRoute>() is not null)
            .Select(endpoint => (
                new TemplateMatcher(TemplateParser.Parse(endpoint.RoutePattern.RawText!.TrimStart('/')), []),
                endpoint.Metadata.GetRequiredMetadata<CommandRoute>())),
    ]);

    public static void Map(RouteGroupBuilder commands) => commands
        .MapPost("/commands", (HttpContext http, CommandBatch batch) => batch.Run(http))
        .WithMetadata(new DisableRequestTimeoutAttribute())
        .WithName("CommandBatch")
        .Accepts<string>("application/jsonl")
        .Produces(StatusCodes.Status200OK, contentType: "application/jsonl");

    private async Task<IResult> Run(HttpContext http)
    {
        if (http.Request.ContentType is not { } type || !type.StartsWith("application/jsonl", StringComparison.OrdinalIgnoreCase))
        {
            return Problems.Of(StatusCodes.Status415UnsupportedMediaType, "A batch is sent as application/jsonl.", "批量命令须以 application/jsonl 发送。");
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = LargestBody;
        }

        var chinese = Reply.PrefersChinese(http.Request);
        http.Response.ContentType = "application/jsonl; charset=utf-8";
        var number = 0;
        await foreach (var line in Lines(http.Request.BodyReader, http.RequestAborted))
        {
            if (number++ == MostLines)
            {
                await Write(http, number, Problems.Of(
                    StatusCodes.Status413PayloadTooLarge,
                    $"A batch has at most {MostLines} lines; this one and what follows were not read.",
                    $"一批至多 {MostLines} 行；本行及其后未处理。"), chinese);
                break;
            }

            await Write(http, number, line is null
                ? Problems.Of(StatusCodes.Status413PayloadTooLarge, $"A line has at most {LongestLine} bytes.", $"一行至多 {LongestLine} 字节。")
                : await One(http, line), chinese);
        }

        return Results.Empty;
    }

    private async Task<Reply> One(HttpContext http, byte[] line)
    {
        var member = RequireMember.Of(http);
        using var lease = limits.Commands.AttemptAcquire(member.Id);
        if (!lease.IsAcquired)
        {
            return RateLimits.Refuse(http, lease);
        }

        BatchLine? command = null;
        try
        {
            command = JsonSerializer.Deserialize<BatchLine>(line, CommandJson.Options);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Said below: a fault's own text could repeat what was sent.
        }

        return command is null
            ? Problems.Of(
                StatusCodes.Status400BadRequest,
                "The line is not a JSON object with the members path, key and body, and perhaps if_match, signature and signature_key_id.",
                "该行不是含 path、key、body（及可选的 if_match、signature、signature_key_id）的 JSON 对象。")
            : await Carry(command, new CommandInput(
                member, command.Key, command.IfMatch, Encoding.UTF8.GetBytes(command.Body.GetRawText()))
            {
                Signature = (command.SignatureKeyId, command.Signature),
            });
    }

    private Task<Reply> Carry(BatchLine command, CommandInput input)
    {
        foreach (var (matcher, route) in routes.Value)
        {
            var values = new RouteValueDictionary();
            if (command.Path.StartsWith('/') && matcher.TryMatch(new PathString(command.Path), values))
            {
                return route.Run(runner, values["key"] as string ?? "", input);
            }
        }

        return Task.FromResult<Reply>(Problems.Of(StatusCodes.Status404NotFound, "No command has this path.", "没有该路径的命令。"));
    }

    private static async Task Write(HttpContext http, int number, Reply reply, bool chinese)
    {
        var line = new JsonObject
        {
            ["line"] = number,
            ["status"] = reply.Status,
            [reply is Answered ? "answer" : "problem"] = reply.Body(chinese),
        };
        await http.Response.WriteAsync(line.ToJsonString(Form) + "\n", http.RequestAborted);
    }

    // Null stands for a line that is too long; the rest of the body is not looked at then.
    private static async IAsyncEnumerable<byte[]?> Lines(
        PipeReader reader, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        while (true)
        {
            var read = await reader.ReadAsync(ct);
            var (lines, rest) = Split(read.Buffer, read.IsCompleted);
            var tooLong = read.Buffer.Slice(rest).Length > LongestLine;

            // Before anything is given out: whoever reads us may stop in between.
            reader.AdvanceTo(rest, read.Buffer.End);
            foreach (var line in lines)
            {
                yield return line.Length > LongestLine ? null : line;
            }

            if (tooLong)
            {
                yield return null;
            }

            if (tooLong || read.IsCompleted)
            {
                yield break;
            }
        }
    }

    private static (List<byte[]> Lines, SequencePosition Left) Split(ReadOnlySequence<byte> buffer, bool isLast)
    {
        var lines = new List<byte[]>();
        while (buffer.PositionOf((byte)'\n') is { } end)
        {
            lines.Add(buffer.Slice(0, end).ToArray());
            buffer = buffer.Slice(buffer.GetPosition(1, end));
        }

        if (isLast)
        {
            lines.Add(buffer.ToArray());
            buffer = buffer.Slice(buffer.End);
        }

        return (lines.FindAll(line => line.Length > 0), buffer.Start);
    }

    private sealed record BatchLine(string Path, string Key, JsonElement Body, string? IfMatch = null, string? Signature = null, string? SignatureKeyId = null);
}
