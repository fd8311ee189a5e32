using System.Text.Json;

namespace Ledger.Tests.Transparency;

/// <summary>The vectors beside the repository, read where they are. Their README says where each comes from.</summary>
internal static class Vectors
{
    public static string Path(string relative) => Repository.Shared($"vectors/{relative}");

    public static byte[] Bytes(string relative) => File.ReadAllBytes(Path(relative));

    public static JsonElement Json(string relative) => JsonDocument.Parse(Bytes(relative)).RootElement;

    public static JsonElement Golden(string block) => Json("golden.json").GetProperty(block);

    public static string Text(this JsonElement block, string name) => block.GetProperty(name).GetString()!;

    public static byte[] Hex(this JsonElement value) => Convert.FromHexString(value.GetString()!);

    public static byte[][] HexList(this JsonElement list) => [.. list.EnumerateArray().Select(Hex)];

    public static byte[] Base64(this JsonElement block, string name) => Convert.FromBase64String(block.GetProperty(name).GetString() ?? "");

    public static byte[][] Base64List(this JsonElement block, string name) => block.GetProperty(name) is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Select(item => Convert.FromBase64String(item.GetString() ?? ""))]
        : [];
}
