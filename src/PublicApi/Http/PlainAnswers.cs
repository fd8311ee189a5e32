using Ledger.Deciding;

namespace PublicApi.Http;

/// <summary>What the framework would answer with a status alone, or not at all.</summary>
internal static class PlainAnswers
{
    private static readonly Dictionary<int, Sentence> Words = new()
    {
        [StatusCodes.Status400BadRequest] = new(
            "A parameter is missing or has a value that it does not take, or the body cannot be read; /openapi/v1.json describes them.",
            "参数缺失或取值不符，或正文无法读取；说明见 /openapi/v1.json。"),
        [StatusCodes.Status404NotFound] = new(
            "There is nothing at this path, or of the name in it; /openapi/v1.json describes what there is.",
            "该路径或其中的名称下没有内容；说明见 /openapi/v1.json。"),
        [StatusCodes.Status405MethodNotAllowed] = new(
            "This path does not take the method; Allow names those that it takes.", "该路径不支持此方法；可用的方法见 Allow。"),
        [StatusCodes.Status413PayloadTooLarge] = new(
            "The body is larger than is taken here.", "正文超出允许的大小。"),
        [StatusCodes.Status415UnsupportedMediaType] = new(
            "The Content-Type of the body is not one that this path takes; /openapi/v1.json names it.", "该路径不接受正文的 Content-Type；可用类型见 /openapi/v1.json。"),
    };

    /// <summary>The reason, where nobody has given one.</summary>
    public static void Explain(ProblemDetailsContext problem)
    {
        if (Words.TryGetValue(problem.ProblemDetails.Status ?? 0, out var reason))
        {
            problem.ProblemDetails.Detail ??= Reply.PrefersChinese(problem.HttpContext.Request) ? reason.Chinese : reason.English;
        }
    }

    /// <summary>
    /// HEAD is answered as GET is (RFC 9110, section 9.3.2); the server leaves out the body. A query of GraphQL is not: a
    /// subscription would go on for nobody. Before the path is looked up.
    /// </summary>
    public static void UseHead(WebApplication app)
    {
        app.Use(static (http, next) =>
        {
            if (HttpMethods.IsHead(http.Request.Method) && http.Request.Path.Value?.EndsWith("/graphql", StringComparison.Ordinal) != true)
            {
                http.Request.Method = HttpMethods.Get;
            }

            return next(http);
        });
        app.UseRouting();
    }
}
