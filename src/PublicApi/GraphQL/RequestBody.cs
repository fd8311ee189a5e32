using System.Text.Unicode;
using GraphQL;
using Microsoft.Net.Http.Headers;

namespace PublicApi.GraphQL;

/// <summary>Reads the body of a POST.</summary>
internal static class RequestBody
{
    public static async Task<Incoming> Read(HttpRequest http, IGraphQLTextSerializer serializer, CancellationToken ct)
    {
        if (!IsJson(http))
        {
            return new Incoming.Refused(415, "Send application/json, in UTF-8, without a content encoding.");
        }

        try
        {
            using var body = new MemoryStream();
            await http.Body.CopyToAsync(body, ct);
            var bytes = body.GetBuffer().AsMemory(0, (int)body.Length);
            return Utf8.IsValid(bytes.Span) ? RequestJson.Read(bytes, serializer) : RequestJson.Bad("The body is not UTF-8.");
        }
        catch (BadHttpRequestException refusal)
        {
            return new Incoming.Refused(refusal.StatusCode, "The body is too large, too slow or broken off.");
        }
    }

    private static bool IsJson(HttpRequest http) =>
        MediaTypeHeaderValue.TryParse(http.ContentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        && http.Headers.ContentEncoding.Count == 0;
}
