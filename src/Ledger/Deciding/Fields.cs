using Ledger.Transparency;

namespace Ledger.Deciding;

/// <summary>Checks of the shape of single fields. Each answers null, or a refusal whose code names the field, such as
/// <c>FIELD-REASON-CODE</c>. A refusal never repeats the value: it may be anything.</summary>
internal static class Fields
{
    // With these a public entry of the largest quote stays under PublicEntry.LargestBytes.
    public const int LongestCode = 100;
    public const int LongestName = 200;

    // UTC-12:00 to UTC+14:00, the offsets in use.
    private const int LeastOffsetMinutes = -720;
    private const int LargestOffsetMinutes = 840;

    public static Decision? Code(string field, string? value) => Text(field, value, LongestCode);

    public static Decision? OptionalCode(string field, string? value) => value is null ? null : Code(field, value);

    public static Decision? Name(string field, string? value) => Text(field, value, LongestName);

    public static Decision? OneOf(string field, string? value, IReadOnlySet<string> known) =>
        value is not null && known.Contains(value) ? null : Refuse(field, $"has to be one of {string.Join(", ", known)}", $"须为下列之一：{string.Join("、", known)}");

    public static Decision? OptionalOneOf(string field, string? value, IReadOnlySet<string> known) =>
        value is null ? null : OneOf(field, value, known);

    public static Decision? OptionalIndustry(string field, string? value) =>
        value is null or [>= '0' and <= '9', >= '0' and <= '9'] ? null : Refuse(field, "has to be two digits of GB/T 4754", "须为 GB/T 4754 的两位数字");

    public static Decision? Number(string field, long value, long least, long most) =>
        value >= least && value <= most ? null : Refuse(field, $"has to be a whole number from {least} to {most}", $"须为 {least} 至 {most} 的整数");

    public static Decision? UtcOffset(string field, int minutes) =>
        Number(field, minutes, LeastOffsetMinutes, LargestOffsetMinutes);

    /// <summary>Six digits of GB/T 2260; whether a place has the code is for the checks to say.</summary>
    public static Decision? Region(string field, string? value) => value is { Length: 6 } && value.All(char.IsAsciiDigit)
        ? null
        : Refuse(field, "has to be six digits of GB/T 2260", "须为 GB/T 2260 的六位数字");

    public static Decision? NotPast(string field, DateTimeOffset? value, Envelope envelope) =>
        value is null || Instants.ToMillisecond(value.Value) >= envelope.RecordedAt
            ? null
            : Refuse(field, "has to be now or later", "须为现在或更晚");

    public static Decision? Future(string field, DateTimeOffset value, Envelope envelope) =>
        Instants.ToMillisecond(value) > envelope.RecordedAt ? null : Refuse(field, "has to be later than now", "须晚于当前时间");

    /// <summary>An id the caller gives to something new.</summary>
    public static Decision? Id(string field, Guid id) =>
        id == Guid.Empty ? Refuse(field, "has to be an id that is not all zeros", "须为非全零的标识") : null;

    public static Decision? Uscc(string field, string? value) => Registry.Uscc.IsWellFormed(value)
        ? null
        : Refuse(field, "has to be 18 characters of GB 32100", "须为符合 GB 32100 的 18 位统一社会信用代码");

    public static Decision? Envelope(Envelope envelope) =>
        Code("node", envelope.Node)
        ?? Code("actor_role", envelope.ActorRole)
        ?? OneOf("event_channel", envelope.Channel, Channels.All)
        ?? Name("command_id", envelope.CommandId);

    /// <param name="field">Name in snake_case.</param>
    /// <param name="english">What would be right, to follow on "The field x".</param>
    /// <param name="chinese">The same, to follow on 字段 x.</param>
    public static Decision Refuse(string field, string english, string chinese) => Decision.Refuse(
        $"FIELD-{field.ToUpperInvariant().Replace('_', '-')}", $"The field {field} {english}.", $"字段 {field} {chinese}。");

    /// <summary>A text that may be empty: that it is missing is for the checks to find.</summary>
    public static Decision? Prose(string field, string? value, int longest) => value is "" ? null : Text(field, value, longest);

    /// <summary>A text of one line, from 1 character to <paramref name="longest"/>, with more than blanks.</summary>
    public static Decision? Text(string field, string? value, int longest)
    {
        if (string.IsNullOrWhiteSpace(value) || value.Length > longest)
        {
            return Refuse(field, $"has to be a text of 1 to {longest} characters", $"须为 1 至 {longest} 个字符的文本");
        }

        return value.Any(char.IsControl) ? Refuse(field, "has to be free of control characters", "不得含控制字符")
            : HasLoneSurrogate(value) ? Refuse(field, "has to be well-formed Unicode, without a lone surrogate", "须为合法的 Unicode 文本")
            : null;
    }

    private static bool HasLoneSurrogate(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (char.IsSurrogatePair(value, i))
            {
                i++;
            }
            else if (char.IsSurrogate(value[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>SHA-256 of a document that is kept elsewhere: 64 hex digits, lower case.</summary>
    public static Decision? Sha256(string field, string? value) =>
        value is { Length: 64 } && value.All(char.IsAsciiHexDigitLower)
            ? null
            : Refuse(field, "has to be a SHA-256 in 64 lower-case hex digits", "须为 64 位小写十六进制的 SHA-256");

    /// <summary>A list of different codes.</summary>
    public static Decision? Codes(string field, IReadOnlyList<string> values, int least, int most) =>
        values.Count < least || values.Count > most ? Refuse(field, $"has to have {least} to {most} items", $"须有 {least} 至 {most} 项")
        : values.Distinct(StringComparer.Ordinal).Count() < values.Count ? Refuse(field, "has to name each item once", "不得重复")
        : values.Select(value => Code(field, value)).FirstOrDefault(refusal => refusal is not null);
}
