using System.Globalization;
using GraphQL;
using Ledger.Deciding;
using PublicApi.GraphQL;

namespace PublicApi.Exports;

/// <summary>A filter of an export is unknown, comes twice, or has a value that it does not take.</summary>
internal sealed class ExportFilterException(Sentence reason) : Exception(reason.English)
{
    public Sentence Reason => reason;
}

/// <summary>The filters of a request for an export: the parameters of its URL, by the names and with the values of GraphQL.</summary>
internal sealed class ExportFilters
{
    /// <summary>The filter that asks for a state that the ledger had.</summary>
    public const string State = "asOf";

    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    /// <param name="query">The parameters of the URL.</param>
    /// <param name="known">Names that may come.</param>
    /// <exception cref="ExportFilterException">Another one comes, one comes twice, or one has text that nothing can hold.</exception>
    public ExportFilters(IQueryCollection query, IReadOnlyList<string> known)
    {
        foreach (var (name, value) in query)
        {
            if (!known.Contains(name))
            {
                throw Fault(
                    $"There is no filter '{Short(name)}'; there are: {string.Join(", ", known)}.", $"没有筛选条件“{Short(name)}”；可用：{string.Join("、", known)}。");
            }

            if (value.Count != 1 || string.IsNullOrEmpty(value[0]) || !PlainText.IsStorable(value[0]))
            {
                throw Fault($"The filter '{name}' comes once, with a value of plain text.", $"筛选条件“{name}”只能出现一次，且须有文本值。");
            }

            values.Add(name, value[0]!);
        }
    }

    /// <summary>What is asked, in one written form: equal where the same is asked.</summary>
    public string Written => string.Join('&', values.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => $"{value.Key}={value.Value}"));

    public string? Text(string name) => values.GetValueOrDefault(name);

    /// <summary>RFC 3339 with an offset.</summary>
    public DateTimeOffset? Instant(string name) => Text(name) is not { } text ? null
        : InstantScalar.TryRead(text, out var instant) ? instant
        : throw Fault(
            $"'{name}' is an instant with its offset, such as 2026-01-05T08:00:00Z.", $"“{name}”须为带时区的时刻，例如 2026-01-05T08:00:00Z。");

    /// <summary>The state that is asked for: a tree size, a day yyyy-MM-dd, or an instant with its offset; null for that of now.</summary>
    public AsOf? AsOf => Text(State) is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? new AsOf { TreeSize = size }
        : OneStateAttribute.IsDay(text) ? new AsOf { Day = text }
        : InstantScalar.TryRead(text, out var instant) ? new AsOf { Time = instant }
        : throw Fault(
            $"'{State}' is a tree size, a day yyyy-MM-dd, or an instant with its offset.", $"“{State}”须为条目数、日期 yyyy-MM-dd 或带时区的时刻。");

    public Guid? Guid(string name) => Text(name) is not { } text ? null
        : System.Guid.TryParseExact(text, "D", out var id) ? id
        : throw Fault($"'{name}' is a UUID.", $"“{name}”须为 UUID。");

    /// <summary>A whole number within bounds.</summary>
    public int? Number(string name, int least, int most) => Text(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : throw Fault($"'{name}' is a whole number from {least} to {most}.", $"“{name}”须为 {least} 至 {most} 的整数。");

    /// <summary>Items with commas between.</summary>
    public IReadOnlyList<string>? List(string name) => Text(name)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>yyyy-MM.</summary>
    public string? Month(string name) => Text(name) is not { } text ? null
        : MonthAttribute.IsMonth(text) ? text
        : throw Fault($"'{name}' is a month, yyyy-MM, such as 2026-01.", $"“{name}”须为月份 yyyy-MM，例如 2026-01。");

    /// <summary>A value of an enumeration of the schema, as it is written there.</summary>
    public T? OneOf<T>(string name)
        where T : struct, Enum
    {
        var names = Enum.GetValues<T>().ToDictionary(NameOf);
        return OneOf(name, [.. names.Keys]) is { } text ? names[text] : null;
    }

    /// <summary>One of some words.</summary>
    public string? OneOf(string name, params string[] known) => Text(name) is not { } text ? null
        : known.Contains(text) ? text
        : throw Fault($"'{name}' is one of {string.Join(", ", known)}.", $"“{name}”须为下列之一：{string.Join("、", known)}。");

    /// <summary>The name of a value in the public schema.</summary>
    public static string NameOf<T>(T value)
        where T : struct, Enum => value.ToString().ToConstantCase();

    public static ExportFilterException Fault(string english, string chinese) => new(new Sentence(english, chinese));

    private static string Short(string text) => PlainText.IsStorable(text) && text.Length <= 50 ? text : "…";
}
