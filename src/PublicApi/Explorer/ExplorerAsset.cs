using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace PublicApi.Explorer;

/// <summary>A file of the explorer. It is compressed once, when it is first asked for, and not again for each browser.</summary>
internal sealed class ExplorerAsset
{
    private static readonly FileExtensionContentTypeProvider Types = new();

    private readonly string type;
    private readonly Lazy<byte[]> plain;
    private readonly Lazy<byte[]> brotli;
    private readonly Lazy<byte[]> gzip;
    private readonly Lazy<EntityTagHeaderValue> tag;

    public ExplorerAsset(string path)
    {
        var mediaType = Types.TryGetContentType(path, out var known) ? known : "application/octet-stream";
        type = mediaType.StartsWith("text/", StringComparison.Ordinal) ? $"{mediaType}; charset=utf-8" : mediaType;
        plain = new(() => File.ReadAllBytes(path));
        brotli = new(() => Compress(plain.Value, output => new BrotliStream(output, CompressionLevel.Optimal)));
        gzip = new(() => Compress(plain.Value, output => new GZipStream(output, CompressionLevel.Optimal)));
        tag = new(() => new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(plain.Value)[..16])}\"", isWeak: true));
    }

    public IResult Answer(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-cache";
        headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        var coding = Coding(http.Request);
        headers.ContentEncoding = coding;
        return Results.Bytes((coding switch { "br" => brotli, "gzip" => gzip, _ => plain }).Value, type, entityTag: tag.Value);
    }

    private static string? Coding(HttpRequest request)
    {
        var taken = request.GetTypedHeaders().AcceptEncoding.Where(coding => coding.Quality is not 0).Select(coding => coding.Value.ToString()).ToList();
        return taken.Contains("br") ? "br" : taken.Contains("gzip") ? "gzip" : null;
    }

    private static byte[] Compress(byte[] bytes, Func<Stream, Stream> begin)
    {
        using var output = new MemoryStream();
        using (var compressor = begin(output))
        {
            compressor.Write(bytes);
        }

        return output.ToArray();
    }
}
