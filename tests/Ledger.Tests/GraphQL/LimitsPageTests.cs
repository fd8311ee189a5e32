using System.Globalization;
using System.Reflection;
using PublicApi.GraphQL;

namespace Ledger.Tests.GraphQL;

/// <summary>The page on limits and codes says what the code does.</summary>
public sealed class LimitsPageTests
{
    // What the complexity is made of; nobody meets them as limits.
    private static readonly string[] PartsOfTheCost =
        [nameof(Limits.ItemsOfOtherLists), nameof(Limits.ServiceResultsImpact), nameof(Limits.FilteredEntriesImpact), nameof(Limits.PastSubjectsImpact)];

    [Fact]
    public void Every_limit_is_on_the_page_with_its_value() => Assert.Equal(
        typeof(Limits).GetFields(BindingFlags.Public | BindingFlags.Static).Where(limit => !PartsOfTheCost.Contains(limit.Name))
            .Select(limit => $"{limit.Name} {(limit.GetValue(null) is TimeSpan time ? time.TotalSeconds : limit.GetValue(null)!):0}").Order(StringComparer.Ordinal),
        Rows(cells: 3).Select(row => $"{row[0]} {int.Parse(row[1], CultureInfo.InvariantCulture)}").Order(StringComparer.Ordinal));

    [Fact]
    public void Every_code_of_ours_is_on_the_page() => Assert.Equal(
        typeof(ErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(code => (string)code.GetValue(null)!).Order(StringComparer.Ordinal),
        Rows(cells: 2).Select(row => row[0]).Order(StringComparer.Ordinal));

    // Rows of the table that has so many columns, without its head.
    private static IEnumerable<string[]> Rows(int cells) => File.ReadLines(Repository.Path("src/PublicApi/GraphQL/README.md"))
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
        .Select(line => line.Trim('|', ' ').Split(" | "))
        .Where(row => row.Length == cells && row[0] is not ("limit" or "code" or "---"));
}
