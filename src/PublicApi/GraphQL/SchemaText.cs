using System.Security.Cryptography;
using System.Text;
using GraphQL;
using GraphQL.Types;
using Microsoft.Net.Http.Headers;

namespace PublicApi.GraphQL;

/// <summary>A schema as text with its tag, put together and printed when somebody first asks: a start that prints it takes longer.</summary>
internal sealed class SchemaText(Func<ISchema> schema)
{
    private readonly Lazy<(byte[] Text, EntityTagHeaderValue Tag)> printed = new(() =>
    {
        var text = Encoding.UTF8.GetBytes(Print(schema()));
        return (text, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(text))}\"", isWeak: true));
    });

    public IResult Answer() => Results.Bytes(printed.Value.Text, "text/plain; charset=utf-8", entityTag: printed.Value.Tag);

    public static string Print(ISchema schema) => schema.Print().ReplaceLineEndings("\n");
}
