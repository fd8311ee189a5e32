using System.Text.RegularExpressions;

namespace Ledger.Tests.Architecture;

/// <summary>What the pages for people name is there, and what is there is named.</summary>
public sealed partial class PagesTests
{
    private static readonly string[] Folders = ["src", "tests", "ops"];
    private static readonly string[] Projects = ["src/Ledger", "src/Projections", "src/PublicApi"];

    private static readonly string[] Files =
        [.. Folders.SelectMany(folder => Directory.EnumerateFiles(Repository.Path(folder), "*", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.Root, file)).Where(file => !Generated().IsMatch(file))];

    [Theory]
    [InlineData("README.md", 100)]
    [InlineData("ARCHITECTURE.md", 300)]
    [InlineData("CONTRIBUTING.md", 100)]
    [InlineData("ops/RUNBOOK.md", 200)]
    public void A_page_is_short_and_names_only_files_and_tests_that_exist(string page, int lines)
    {
        var text = File.ReadAllText(Repository.Path(page));
        Assert.InRange(text.Split('\n').Length - 1, 1, lines - 1);
        Assert.All(Named().Matches(text).Select(name => name.Groups[1].Value), name => Assert.True(
            Files.Any(file => $"/{file}".EndsWith($"/{(name.EndsWith("Tests", StringComparison.Ordinal) ? name + ".cs" : name)}", StringComparison.Ordinal)),
            $"{page} names {name}, which is not there."));
    }

    [Fact]
    public void Every_folder_has_a_row_in_ARCHITECTURE_and_every_row_a_folder()
    {
        var told = File.ReadLines(Repository.Path("ARCHITECTURE.md")).Select(line => Row().Match(line)).Where(row => row.Success).SelectMany(row =>
            Quoted().Matches(row.Value).Select(name => name.Groups[1].Value.StartsWith("src/", StringComparison.Ordinal)
                ? name.Groups[1].Value : $"{row.Groups[1].Value}/{name.Groups[1].Value}"));
        var there = Projects.SelectMany(project => Files
            .Where(file => file.StartsWith(project + "/", StringComparison.Ordinal)).Select(file => file.Split('/')).Where(parts => parts.Length > 3)
            .Select(parts => $"{project}/{parts[2]}")).Distinct();

        Assert.Equal(there.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    // Of the first cell: `src/Ledger/Registry`, `Catalogue`, …
    [GeneratedRegex(@"^\| `(src/[A-Za-z]+)/[^|]+\|")]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"`([A-Za-z/]+(?:\.(?:cs|sql)|Tests))`")]
    private static partial Regex Named();

    [GeneratedRegex("(^|/)(obj|bin|node_modules)/")]
    private static partial Regex Generated();
}
