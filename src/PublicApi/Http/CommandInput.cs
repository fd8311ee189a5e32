using Ledger.Members;

namespace PublicApi.Http;

/// <summary>A command as it came in, alone or as a line of a batch.</summary>
/// <param name="From">The member whose credential it came with.</param>
/// <param name="Key">The idempotency key; null where none was given.</param>
/// <param name="IfMatch">The entity tag of the version the caller saw last, such as <c>"3"</c>.</param>
/// <param name="Body">JSON of a <see cref="CommandBody{T}"/>, UTF-8.</param>
internal sealed record CommandInput(Member From, string? Key, string? IfMatch, ReadOnlyMemory<byte> Body)
{
    /// <summary>Headers <c>Signature-Key-Id</c> and <c>Signature</c>, or a batch line's members.</summary>
    public (string? KeyId, string? Value) Signature { get; init; }

    /// <summary>Reads a request that is one command.</summary>
    /// <exception cref="BadHttpRequestException">The body is larger than the server takes: 413.</exception>
    public static async Task<CommandInput> Read(HttpContext http, Member from)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var headers = http.Request.Headers;
        return new CommandInput(
            from,
            headers["Idempotency-Key"] is [{ } key] ? key : null,
            headers.IfMatch.Count == 0 ? null : headers.IfMatch.ToString(),
            body.ToArray())
        {
            Signature = (Single(headers, "Signature-Key-Id"), Single(headers, "Signature")),
        };
    }

    // Two headers of one name are none: whatever else they say, it is not a signature.
    private static string? Single(IHeaderDictionary headers, string name) => headers[name].Count == 0 ? null : headers[name].ToString();
}
