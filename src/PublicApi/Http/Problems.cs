using Ledger.Deciding;
using Ledger.Journal;
using Microsoft.Net.Http.Headers;

namespace PublicApi.Http;

/// <summary>Refusals, conflicts and faults as RFC 9457 problem details. No text of a fault leaks.</summary>
internal static class Problems
{
    /// <summary>The decision on a command about something that does not exist.</summary>
    public static readonly Decision Absent = Decision.Refuse(CommonRules.NotFound, "There is no such record.", "没有该记录。");

    public static IResult Of(int status, string english, string chinese) => new Problem(status, new Sentence(english, chinese), []);

    public static IResult NotFound() => Refused(new Outcome.Refused(CommonRules.NotFound, ((Decision.Refused)Absent).Reason));

    /// <summary>404 for what is not there, 409 for what is there already, 422 with the rule's code for everything else.</summary>
    public static IResult Refused(Outcome.Refused refused) => new Problem(
        refused.Rule switch
        {
            CommonRules.NotFound => StatusCodes.Status404NotFound,
            CommonRules.Exists => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status422UnprocessableEntity,
        },
        refused.Reason,
        new Dictionary<string, object?> { ["rule"] = refused.Rule });

    public static IResult Stale(StreamVersion actual) => new Problem(
        StatusCodes.Status412PreconditionFailed,
        new Sentence(
            $"The record is at version {actual}, not at the version that If-Match names.", $"该记录的版本为 {actual}，与 If-Match 所指不符。"),
        new Dictionary<string, object?> { ["version"] = actual.Value });

    public static IResult Unknown() => Of(
        StatusCodes.Status504GatewayTimeout,
        "Unknown: the commit was still under way when the time for this answer was over. Repeat with the same Idempotency-Key.",
        "结果未知：应答时限已到而提交仍在进行。请用相同的 Idempotency-Key 重试。");

    // The language is chosen when the problem is written: a refusal is made where no request is known.
    private sealed class Problem(int status, Sentence reason, Dictionary<string, object?> extensions) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var chinese = PrefersChinese(httpContext.Request);
            httpContext.Response.Headers.ContentLanguage = chinese ? "zh" : "en";
            httpContext.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
            return Results.Problem(chinese ? reason.Chinese : reason.English, statusCode: status, extensions: extensions)
                .ExecuteAsync(httpContext);
        }

        // The best-weighed of the languages that we speak (RFC 9110, 12.5.4); English where none is named.
        private static bool PrefersChinese(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
            .Where(language => language.Value.StartsWith("zh", StringComparison.OrdinalIgnoreCase)
                || language.Value.StartsWith("en", StringComparison.OrdinalIgnoreCase))
            .MaxBy(language => language.Quality ?? 1)?.Value.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ?? false;
    }
}
