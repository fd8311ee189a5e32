using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Ledger.Catalogue.Services;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Transparency;

namespace Ledger.Catalogue;

/// <summary>Checks of fields that several areas of the catalogue share. Each answers null or a refusal.</summary>
internal static partial class CatalogueFields
{
    public const int LongestProse = 2000;
    public const int LongestNote = 500;
    public const int LargestBasisPoints = 10_000;
    public const int LargestWorkingDays = 366;

    private const int FirstYear = 2000;
    private const int LastYear = 2100;

    // The entry gets its place later; these are the longest to write.
    private static readonly LeafIndex LastPosition = new((1L << 53) - 1);
    private static readonly StreamVersion LastVersion = new((1L << 53) - 1);

    /// <summary>An instant from which or to which something holds; in the past too, which the checks find.</summary>
    public static Decision? Effective(string field, DateTimeOffset? value) =>
        value is not { } instant || instant.UtcDateTime.Year is >= FirstYear and < LastYear
            ? null
            : Fields.Refuse(field, $"has to lie in the years {FirstYear} to {LastYear - 1}", $"须在 {FirstYear} 至 {LastYear - 1} 年之间");

    public static DateTimeOffset EffectiveOrNow(DateTimeOffset? value, Act act) => Instants.ToMillisecond(value ?? act.Envelope.RecordedAt);

    /// <summary>A new version takes effect later than the version before it.</summary>
    public static Decision? InOrder<T>(ImmutableList<Published<T>> versions, DateTimeOffset from) =>
        versions.IsEmpty || from > versions[^1].From
            ? null
            : Decision.Refuse(
                CatalogueRules.EffectiveOrder, "A new version takes effect later than the version before it.", "新版本的生效时间须晚于前一版本。");

    /// <summary>A list of at most so many items without a null, each of which passes the check.</summary>
    public static Decision? Each<T>(string field, IReadOnlyList<T?> items, int most, Func<T, Decision?> check)
        where T : class
    {
        if (items.Count > most || items.Contains(null))
        {
            return Fields.Refuse(field, $"has to have at most {most} items, none of them null", $"至多 {most} 项，且不得含空值");
        }

        return items.Select(item => check(item!)).FirstOrDefault(refusal => refusal is not null);
    }

    /// <summary>The same, where no value may stand twice.</summary>
    public static Decision? Distinct(string field, IReadOnlyList<string> items, int most, Func<string, Decision?> check) =>
        Each(field, items, most, check) ?? Once(items, "A value stands in the list once.", "列表中的值不得重复。");

    public static Decision? Once(IReadOnlyList<string> codes, string english, string chinese) =>
        codes.Distinct(StringComparer.Ordinal).Count() == codes.Count ? null : Decision.Refuse(CatalogueRules.Repeated, english, chinese);

    public static Decision? WorkingDays(string field, int days) => Fields.Number(field, days, 0, LargestWorkingDays);

    public static Decision? BasisPoints(string field, int points) => Fields.Number(field, points, 0, LargestBasisPoints);

    /// <summary>SHA-256 as 64 lower-case hexadecimal digits.</summary>
    public static Decision? Sha256(string field, string? value) => value is not null && HashForm().IsMatch(value)
        ? null
        : Fields.Refuse(field, "has to be SHA-256 in 64 lower-case hexadecimal digits", "须为 64 位小写十六进制的 SHA-256");

    /// <summary>Stream id of a conference and number of its resolution, such as <c>conference-2026-1/3</c>. Whether there is
    /// such a resolution is not asked: it may be older than the ledger.</summary>
    public static Decision? OptionalResolution(string field, string? value) => value is null || ResolutionForm().IsMatch(value)
        ? null
        : Fields.Refuse(field, "has to be the id of a conference and the number of its resolution", "须为联席会议标识和决议序号");

    /// <summary>The stream's key is a year of four digits.</summary>
    public static Decision? YearKey(Act act, string prefix, out int year) =>
        int.TryParse(act.Stream.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out year)
        && year is >= FirstYear and < LastYear && act.Stream.Length == prefix.Length + 4
            ? null
            : Fields.Refuse("year", $"has to be from {FirstYear} to {LastYear - 1}, in four digits", $"须为 {FirstYear} 至 {LastYear - 1} 的四位年份");

    [GeneratedRegex("^[0-9a-f]{64}\\z")]
    private static partial Regex HashForm();

    [GeneratedRegex("^conference-[0-9A-Za-z_.-]{1,120}[/#][1-9][0-9]{0,3}\\z")]
    private static partial Regex ResolutionForm();
}
