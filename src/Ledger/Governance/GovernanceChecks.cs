using System.Globalization;
using System.Text.RegularExpressions;
using Ledger.Cases;
using Ledger.Deciding;
using Ledger.Registry.Platforms;

namespace Ledger.Governance;

/// <summary>Checks that several areas of governance share. Each answers null or a refusal, and never repeats a value.</summary>
internal static partial class GovernanceChecks
{
    // Long enough for a page of a report; such texts are never public.
    private const int LongestMemo = 4_000;

    /// <summary>The thing is at a stage in which this is possible.</summary>
    public static Decision? Stage(bool possible, string english, string chinese) =>
        possible ? null : Decision.Refuse(CommonRules.Stage, english, chinese);

    /// <summary>An amount that is moved: whole fen, more than none.</summary>
    public static Decision? MovedFen(string field, long fen) => Fields.Number(field, fen, 1, Fen.Largest);

    /// <summary>The number of entries that figures refer to.</summary>
    public static Decision? AsOfSize(long size) => Fields.Number("as_of_size", size, 0, Fen.Largest);

    /// <summary>A text of several lines for the members concerned.</summary>
    public static Decision? Memo(string field, string? value) => Fields.Text(field, value?.ReplaceLineEndings(" "), LongestMemo);

    public static Decision? OptionalMemo(string field, string? value) => value is null ? null : Memo(field, value);

    /// <summary>SHA-256 as 64 lower-case hexadecimal digits.</summary>
    public static Decision? Sha256(string field, string? value) => value is { Length: 64 } && value.All(char.IsAsciiHexDigitLower)
        ? null
        : Fields.Refuse(field, "has to be 64 lower-case hexadecimal digits of a SHA-256", "须为 64 位小写十六进制的 SHA-256");

    /// <summary>A key as stream ids have them: it names a platform, provider, fund, inspection and so on.</summary>
    public static Decision? Key(string field, string? value) => value is not null && KeyForm().IsMatch(value)
        ? null
        : Fields.Refuse(field, "has to be 1 to 60 letters, digits, '-', '_' or '.'", "须为 1 至 60 个字母、数字、'-'、'_' 或 '.'");

    public static Decision? OptionalKey(string field, string? value) => value is null ? null : Key(field, value);

    /// <summary>A code of a purpose, an indicator and the like.</summary>
    public static Decision? UpperCode(string field, string? value) => value is not null && UpperCodeForm().IsMatch(value)
        ? null
        : Fields.Refuse(
            field, "has to be a capital letter and up to 39 capital letters, digits or '_'", "须为大写字母开头、至多 40 位的大写字母、数字或 '_'");

    public static Decision? Platform(string field, string? node, Act act) =>
        node is not null && act.Network.Find<PlatformState>(PlatformState.StreamOf(node)).Exists
            ? null
            : Fields.Refuse(field, "has to be a registered platform", "须为已登记的平台");

    /// <param name="field">Name of the later day.</param>
    /// <param name="from">The day it begins with.</param>
    /// <param name="to">The later day, or the same.</param>
    public static Decision? Order(string field, DateOnly from, DateOnly to) =>
        from <= to ? null : Fields.Refuse(field, "has to be on the day it begins with or later", "不得早于起始日期");

    /// <summary>The day has come, in Asia/Shanghai, when the event is recorded.</summary>
    public static Decision? NotAhead(string field, DateOnly day, Act act) =>
        day <= Days.Of(act.Envelope.RecordedAt) ? null : Fields.Refuse(field, "has to be today or earlier", "须为今天或更早");

    /// <summary>The list has so many items, none of them null, and each is right.</summary>
    public static Decision? Items<T>(string field, IReadOnlyList<T>? items, int least, int most, Func<T, Decision?> check) =>
        items is null || items.Count < least || items.Count > most
            ? Fields.Refuse(field, $"has to have {least} to {most} items", $"须有 {least} 至 {most} 项")
            : items.Any(item => item is null)
                ? Fields.Refuse(field, "has to be free of nulls", "不得含空值")
                : items.Select(check).FirstOrDefault(refusal => refusal is not null);

    public static Decision? Distinct(string field, IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return names.All(seen.Add) ? null : Fields.Refuse(field, "has to name each thing once", "不得重复");
    }

    /// <summary>First day of a month written yyyy-MM or yyyyMM; null for any other text.</summary>
    public static DateOnly? MonthOf(string text, string form) =>
        DateOnly.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    [GeneratedRegex("^[A-Za-z0-9_.-]{1,60}\\z")]
    private static partial Regex KeyForm();

    [GeneratedRegex("^[A-Z][A-Z0-9_]{0,39}\\z")]
    private static partial Regex UpperCodeForm();
}
