using System.Text.RegularExpressions;

namespace Ledger.Tests.Compliance;

/// <summary>Checks see public entries and nothing of the writer: an outsider can compute every verdict.</summary>
public sealed partial class PurityTests
{
    [Fact]
    public void Checks_name_nothing_of_the_registry_the_catalogue_cases_governance_or_the_journal()
    {
        var files = Directory.EnumerateFiles(Repository.Path("src/Projections/Compliance"), "*.cs", SearchOption.AllDirectories).ToList();
        Assert.True(files.Count > 25);
        Assert.DoesNotContain(files, file => Private().IsMatch(File.ReadAllText(file)));
    }

    [Fact]
    public void Figures_have_no_floating_point() => Assert.DoesNotContain(
        Directory.EnumerateFiles(Repository.Path("src/Projections/Compliance"), "*.cs", SearchOption.AllDirectories),
        file => Floating().IsMatch(File.ReadAllText(file)));

    [GeneratedRegex(@"Ledger\.(Registry|Catalogue|Cases|Governance|Journal|Members|Vault|Privacy)\b|Npgsql|System\.(IO|Net)\b")]
    private static partial Regex Private();

    [GeneratedRegex(@"\b(double|float|Math\.Round)\b")]
    private static partial Regex Floating();
}
