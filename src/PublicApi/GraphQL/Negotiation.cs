namespace PublicApi.GraphQL;

/// <summary>The media types of an answer, and which of them a client wishes.</summary>
internal static class Negotiation
{
    public const string ResponseJson = "application/graphql-response+json";
    public const string Json = "application/json";
    public const string EventStream = "text/event-stream";

    /// <summary>The type of the answer; null when the client takes none of them.</summary>
    /// <remarks>Without a wish, or with one for anything, a client gets what every client understands.</remarks>
    public static string? Of(HttpRequest request)
    {
        var wishes = request.GetTypedHeaders().Accept
            .Where(wish => wish.Quality is not 0)
            .OrderByDescending(wish => wish.Quality ?? 1);
        foreach (var wish in wishes)
        {
            switch (wish.MediaType.Value?.ToLowerInvariant())
            {
                case ResponseJson:
                    return ResponseJson;
                case EventStream:
                    return EventStream;
                case Json or "*/*" or "application/*":
                    return Json;
            }
        }

        return request.Headers.Accept.Count == 0 ? Json : null;
    }
}
