using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;

namespace PublicApi.Exports.Open311;

/// <summary>
/// An answer of GeoReport v2, as JSON or XML by the ending of its path: a list of objects of texts. In XML the list and its items have
/// names, in JSON not.
/// </summary>
internal sealed class Open311Text(int status, string list, string item, IEnumerable<JsonObject> items, bool isXml) : IResult
{
    private static readonly JsonSerializerOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A refusal in the form of the specification.</summary>
    public static Open311Text Fault(int status, string description, bool isXml) => new(
        status, "errors", "error", [new JsonObject { ["code"] = status, ["description"] = description }], isXml);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.Headers.CacheControl = "no-cache";
        response.ContentType = isXml ? "text/xml; charset=utf-8" : "application/json; charset=utf-8";
        await response.Body.WriteAsync(
            isXml ? Xml() : JsonSerializer.SerializeToUtf8Bytes(new JsonArray([.. items]), Form), httpContext.RequestAborted);
    }

    private byte[] Xml()
    {
        using var output = new MemoryStream();
        using (var xml = XmlWriter.Create(output, new XmlWriterSettings { Encoding = new UTF8Encoding(false), CheckCharacters = false }))
        {
            xml.WriteStartElement(list);
            foreach (var members in items)
            {
                xml.WriteStartElement(item);
                foreach (var (name, value) in members)
                {
                    xml.WriteElementString(name, Plain(value?.ToString() ?? ""));
                }

                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return output.ToArray();
    }

    // XML 1.0 has no form for control characters; the other formats show them.
    private static string Plain(string text) => string.Concat(text.EnumerateRunes().Select(
        rune => rune.Value is >= 0x20 and not (0xFFFE or 0xFFFF) or '\t' or '\n' or '\r' ? rune.ToString() : "\uFFFD"));
}
