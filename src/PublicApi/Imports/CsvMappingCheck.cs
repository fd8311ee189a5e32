using System.Collections.Frozen;
using System.Text;
using Ledger.Cases;
using Ledger.Deciding;
using NodaTime;
using NodaTime.Text;

namespace PublicApi.Imports;

/// <summary>Checks a mapping file and collects everything that is wrong with it, one sentence each.</summary>
internal sealed class CsvMappingCheck(CsvMappingFile file)
{
    private const string OffsetInText = "in_text";
    private const string Rfc3339 = "rfc3339";

    private static readonly string[] KnownColumns =
    [
        "id", "requested", "updated", "closed", "cancelled", "status", "service_code", "service_name", "category", "channel",
        "region", "node",
    ];

    private static readonly Dictionary<string, SourceStatus> KnownStatuses = new()
    {
        ["open"] = SourceStatus.Open,
        ["closed"] = SourceStatus.Closed,
        ["withdrawn"] = SourceStatus.Withdrawn,
    };

    private static readonly Dictionary<string, string> KnownChannels =
        Channels.All.Where(name => name != Channels.Import).ToDictionary(name => name);

    // The zones come with the program, so a wall time means the same instant on every machine.
    private static readonly IDateTimeZoneProvider Zones = DateTimeZoneProviders.Tzdb;

    private readonly List<string> faults = [];

    static CsvMappingCheck() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public IReadOnlyList<string> Faults => faults;

    public CsvMapping Check(string mappingName)
    {
        faults.AddRange((file.Unknown ?? []).Keys.Select(name => $"member '{name}' is not known."));
        var channel = file.Channel ?? CsvMapping.DefaultChannel;
        if (!KnownChannels.ContainsKey(channel))
        {
            faults.Add($"member 'channel' must be one of {string.Join(", ", KnownChannels.Keys)}.");
        }

        var source = Text("source", file.Source ?? mappingName);
        return new CsvMapping(
            new SourceNames(source, file.Node is null ? source : Text("node", file.Node), Text("region", file.Region ?? SourceNames.RegionNotStated)),
            Text("category", file.Category ?? CsvMapping.DefaultCategory),
            channel,
            Delimiter(),
            FileEncoding(),
            Clock(),
            Words("missing", file.Missing).ToFrozenSet(StringComparer.Ordinal),
            Columns(),
            Meanings("statuses", file.Statuses, KnownStatuses),
            Meanings("channels", file.Channels, KnownChannels));
    }

    private string Text(string member, string value)
    {
        if (SourceTexts.WhyRefused(value) is { } reason)
        {
            faults.Add($"member '{member}' {reason}.");
        }

        return value;
    }

    private char Delimiter()
    {
        if (file.Delimiter is null or { Length: 1 } && (file.Delimiter ?? ",")[0] is var sign and not ('"' or '\r' or '\n'))
        {
            return sign;
        }

        faults.Add("member 'delimiter' must be one character, neither a quote nor the end of a line.");
        return ',';
    }

    private Encoding FileEncoding()
    {
        try
        {
            return Encoding.GetEncoding(file.Encoding ?? "utf-8");
        }
        catch (ArgumentException)
        {
            faults.Add($"member 'encoding' is not the name of a known encoding: {SourceTexts.Quote(file.Encoding!)}.");
            return Encoding.UTF8;
        }
    }

    private CsvColumns Columns()
    {
        var columns = file.Columns ?? new Dictionary<string, string?>();
        faults.AddRange(columns.Keys.Except(KnownColumns).Select(name => $"member 'columns.{name}' is not known."));
        faults.AddRange(columns.Where(column => column.Value is null or "").Select(column => $"member 'columns.{column.Key}' is empty."));
        if (columns.ContainsKey("status") && file.Statuses is null)
        {
            faults.Add("member 'statuses' is missing, and 'columns.status' needs it.");
        }

        string? Find(string name) => columns.GetValueOrDefault(name);
        string Require(string name)
        {
            if (!columns.ContainsKey(name))
            {
                faults.Add($"member 'columns.{name}' is missing.");
            }

            return Find(name) ?? "";
        }

        return new CsvColumns(
            Require("id"), Require("requested"), Find("updated"), Find("closed"), Find("cancelled"), Find("status"),
            Require("service_code"), Find("service_name") ?? Find("service_code") ?? "", Find("category"), Find("channel"),
            Find("region"), Find("node"));
    }

    private SourceClock Clock()
    {
        var formats = Words("date_formats", file.DateFormats);
        var expected = string.Join(" or ", formats);
        if (formats.Count == 0)
        {
            faults.Add("member 'date_formats' must name at least one format.");
        }

        if (file.TimeZone == OffsetInText)
        {
            return SourceClock.InText(
                Patterns(formats, form => form == Rfc3339 ? OffsetDateTimePattern.Rfc3339 : OffsetDateTimePattern.CreateWithInvariantCulture(form)),
                expected);
        }

        if (file.TimeZone is { } id && Zones.GetZoneOrNull(id) is { } zone)
        {
            return SourceClock.InZone(zone, Patterns(formats, LocalDateTimePattern.CreateWithInvariantCulture), expected);
        }

        faults.Add($"member 'time_zone' must be a zone such as Europe/Berlin, or {OffsetInText}.");
        return SourceClock.Rfc3339;
    }

    private List<T> Patterns<T>(IReadOnlyList<string> formats, Func<string, T> create)
    {
        var patterns = new List<T>();
        foreach (var format in formats)
        {
            try
            {
                patterns.Add(create(format));
            }
            catch (InvalidPatternException invalid)
            {
                faults.Add($"member 'date_formats' has {SourceTexts.Quote(format)}, which is no pattern: {invalid.Message}");
            }
        }

        return patterns;
    }

    private FrozenDictionary<string, T> Meanings<T>(
        string member, IReadOnlyDictionary<string, IReadOnlyList<string?>?>? given, Dictionary<string, T> known)
    {
        var meanings = new Dictionary<string, T>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, words) in given ?? new Dictionary<string, IReadOnlyList<string?>?>())
        {
            if (!known.TryGetValue(name, out var meaning))
            {
                faults.Add($"member '{member}.{name}' is not known; known are {string.Join(", ", known.Keys)}.");
                continue;
            }

            faults.AddRange(Words($"{member}.{name}", words)
                .Where(word => !meanings.TryAdd(word.Trim(), meaning))
                .Select(word => $"member '{member}' has {SourceTexts.Quote(word)} twice."));
        }

        return meanings.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    private List<string> Words(string member, IReadOnlyList<string?>? words)
    {
        if (words?.Contains(null) == true)
        {
            faults.Add($"member '{member}' has a null in its list.");
        }

        return [.. (words ?? []).OfType<string>()];
    }
}
