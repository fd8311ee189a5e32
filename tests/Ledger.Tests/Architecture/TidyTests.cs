using System.Text.RegularExpressions;

namespace Ledger.Tests.Architecture;

public sealed partial class TidyTests
{
    // Names that say how a thing is built instead of what it is for.
    private static readonly string[] ForbiddenFolders =
    [
        "Services", "Handlers", "Managers", "Interfaces", "Models", "Dtos", "Helpers", "Common", "Utils", "Abstractions",
    ];

    // Here the word means what the network offers.
    private const string OfferedServices = "/Ledger/Catalogue/Services/";

    private static readonly string[] AtTheTop =
    [
        ".ci", ".editorconfig", ".gitignore", "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "Directory.Build.props",
        "Directory.Packages.props", "LICENSE", "Ledger.sln", "README.md", "global.json", "ops", "src", "tests",
    ];

    private static IEnumerable<string> Sources => Directory
        .EnumerateFiles(Repository.Path("src"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    [Fact]
    public void Has_no_folder_named_after_a_pattern() =>
        Assert.DoesNotContain(
            Sources.Where(file => !file.Contains(OfferedServices, StringComparison.Ordinal)),
            file => file.Split('/').Any(part => ForbiddenFolders.Contains(part)));

    [Fact]
    public void Has_at_the_top_only_what_belongs_there()
    {
        var tolerated = new[] { ".git", ".data", ".vs", ".idea", "TestResults" };
        var found = Directory.EnumerateFileSystemEntries(Repository.Root).Select(Path.GetFileName).Except(tolerated);
        Assert.Equal(AtTheTop.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Reads_no_clock_but_the_one_it_is_given() =>
        Assert.DoesNotContain(Sources, file => ClockRead().IsMatch(File.ReadAllText(file)));

    [Fact]
    public void Keeps_files_short_enough_to_read()
    {
        const int longest = 260;
        var long_ = Sources.Select(file => (file, lines: File.ReadLines(file).Count())).Where(found => found.lines > longest);
        Assert.Empty(long_);
    }

    [GeneratedRegex(@"DateTime(Offset)?\.(Utc)?Now|DateTime\.Today|Thread\.Sleep|\.Result\b(?!s)|async void")]
    private static partial Regex ClockRead();
}
