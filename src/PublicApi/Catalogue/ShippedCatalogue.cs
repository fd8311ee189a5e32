using System.Text.Json;
using Ledger.Catalogue.Calendars;
using Ledger.Catalogue.CodeLists;
using PublicApi.Http;

namespace PublicApi.Catalogue;

/// <summary>The lists and calendars that ship with the product, as commands; Data/README.md says where they are from.</summary>
internal static class ShippedCatalogue
{
    public const string DefaultRegime = "default";

    private const string Folder = "Catalogue/Data";

    /// <summary>File of each code list, by the list's name.</summary>
    public static readonly IReadOnlyDictionary<string, string> CodeLists = new Dictionary<string, string>
    {
        ["region"] = "regions-sichuan.json",
        ["service-category"] = "service-categories.json",
        ["channel"] = "channels.json",
        ["outcome"] = "outcomes.json",
    };

    public static readonly IReadOnlyList<int> CalendarYears = [2025, 2026];

    /// <param name="name">One of <see cref="CodeLists"/>.</param>
    public static PublishCodeList CodeList(string name) => Read<PublishCodeList>(CodeLists[name]);

    /// <param name="year">One of <see cref="CalendarYears"/>.</param>
    public static PublishCalendar Calendar(int year) => Read<PublishCalendar>($"calendar-{year}.json");

    /// <summary>Text of a regime that ships, JSON.</summary>
    /// <param name="id">Such as <see cref="DefaultRegime"/>.</param>
    public static string Regime(string id) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Regimes", $"{id}.json"));

    public static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, Folder, file);

    private static T Read<T>(string file) => JsonSerializer.Deserialize<T>(File.ReadAllText(PathOf(file)), CommandJson.Options)
        ?? throw new JsonException($"{file} is empty.");
}
