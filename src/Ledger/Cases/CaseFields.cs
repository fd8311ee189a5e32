using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Cases;

/// <summary>Shapes of fields that only commands about cases have. Answers as <see cref="Fields"/> does.</summary>
internal static class CaseFields
{
    private const int LongestList = 20;

    public static Decision? Codes(string field, IReadOnlyList<string>? values, int least) =>
        values is null || values.Count < least || values.Count > LongestList
            ? Fields.Refuse(field, $"has to have {least} to {LongestList} codes", $"须有 {least} 至 {LongestList} 个代码")
            : values.Select(value => Fields.Code(field, value)).FirstOrDefault(refusal => refusal is not null);

    /// <summary>SHA-256 in lower-case hex.</summary>
    public static Decision? Hashes(string field, IReadOnlyList<string> values) =>
        values.Count <= LongestList && values.All(IsHash)
            ? null
            : Fields.Refuse(field, $"has to have at most {LongestList} SHA-256 hashes in lower-case hex", $"须为至多 {LongestList} 个小写十六进制的 SHA-256 值");

    public static Decision? StreamId(string field, string? value, string prefix) =>
        value is not null && value.StartsWith(prefix, StringComparison.Ordinal) && value.Length is var length
        && length > prefix.Length && length <= Fields.LongestCode && (prefix != "case-" || StreamIds.IsSound(value))
        && value.All(symbol => char.IsAsciiLetterOrDigit(symbol) || symbol is '-' or '_' or '.')
            ? null
            : Fields.Refuse(field, $"has to be an id that begins with {prefix}", $"须为以 {prefix} 开头的编号");

    public static Decision? OptionalStreamId(string field, string? value, string prefix) =>
        value is null ? null : StreamId(field, value, prefix);

    public static Decision? OptionalName(string field, string? value) => value is null ? null : Fields.Name(field, value);

    private static bool IsHash(string? value) =>
        value is { Length: 64 } && value.All(symbol => symbol is (>= '0' and <= '9') or (>= 'a' and <= 'f'));
}
