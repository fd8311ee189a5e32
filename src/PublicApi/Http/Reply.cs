using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ledger.Deciding;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace PublicApi.Http;

/// <summary>What a command is answered: alone as a response, in a batch as one line.</summary>
internal abstract class Reply(int status) : IResult
{
    protected static readonly JsonSerializerOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public int Status => status;

    /// <summary>The body, in Chinese or English where it has words.</summary>
    public abstract JsonObject Body(bool chinese);

    public abstract Task ExecuteAsync(HttpContext httpContext);

    /// <summary>The best-weighed of the languages that we speak (RFC 9110, 12.5.4); English where none is named.</summary>
    public static bool PrefersChinese(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .Where(language => language.Value.StartsWith("zh", StringComparison.OrdinalIgnoreCase)
            || language.Value.StartsWith("en", StringComparison.OrdinalIgnoreCase))
        .MaxBy(language => language.Quality ?? 1)?.Value.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ?? false;
}

/// <summary>200: what the command led to, and the version of the stream as ETag.</summary>
internal sealed class Answered(CommandAnswer answer) : Reply(StatusCodes.Status200OK)
{
    public override JsonObject Body(bool chinese) => new()
    {
        ["stream"] = answer.Stream,
        ["version"] = answer.Version,
        ["event_ids"] = new JsonArray([.. answer.EventIds.Select(id => JsonValue.Create(id.ToString()))]),
    };

    public override Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.ETag = $"\"{answer.Version}\"";
        return httpContext.Response.WriteAsJsonAsync(Body(chinese: false), Form, httpContext.RequestAborted);
    }
}

/// <summary>A refusal, conflict or fault as problem details (RFC 9457). The language is chosen when it is written: a refusal is
/// made where no request is known.</summary>
internal sealed class Problem(int status, Sentence reason, string? rule = null, long? version = null) : Reply(status)
{
    public override JsonObject Body(bool chinese)
    {
        var body = new JsonObject
        {
            ["type"] = "about:blank",
            ["title"] = ReasonPhrases.GetReasonPhrase(Status),
            ["status"] = Status,
            ["detail"] = chinese ? reason.Chinese : reason.English,
        };
        if (rule is not null)
        {
            body["rule"] = rule;
        }

        if (version is not null)
        {
            body["version"] = version;
        }

        return body;
    }

    public override Task ExecuteAsync(HttpContext httpContext)
    {
        var chinese = PrefersChinese(httpContext.Request);
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.Headers.ContentLanguage = chinese ? "zh" : "en";
        response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        return response.WriteAsJsonAsync(Body(chinese), Form, "application/problem+json", httpContext.RequestAborted);
    }
}
