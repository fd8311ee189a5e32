using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using static ArchUnitNET.Fluent.ArchRuleDefinition;
using Assembly = System.Reflection.Assembly;

namespace Ledger.Tests.Architecture;

public sealed class ArchitectureTests
{
    private static readonly Assembly LedgerAssembly = typeof(Ledger.Journal.CommandJournal).Assembly;
    private static readonly Assembly ProjectionsAssembly = typeof(Projections.ViewFold).Assembly;
    private static readonly Assembly PublicApiAssembly = typeof(PublicApi.Http.Server).Assembly;

    private static readonly ArchUnitNET.Domain.Architecture Product =
        new ArchLoader().LoadAssemblies(LedgerAssembly, ProjectionsAssembly, PublicApiAssembly).Build();

    [Fact]
    public void References_go_one_way_from_PublicApi_over_Projections_to_Ledger()
    {
        Assert.DoesNotContain(References(LedgerAssembly), name => name is "Projections" or "PublicApi");
        Assert.DoesNotContain(References(ProjectionsAssembly), name => name is "PublicApi");
        Assert.Contains("Ledger", References(ProjectionsAssembly));
        Assert.Contains("Projections", References(PublicApiAssembly));
    }

    [Theory]
    [InlineData("Ledger")]
    [InlineData("Projections")]
    public void Only_PublicApi_knows_HTTP_and_GraphQL(string project)
    {
        var assembly = project == "Ledger" ? LedgerAssembly : ProjectionsAssembly;
        Assert.DoesNotContain(References(assembly), name =>
            name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name.StartsWith("GraphQL", StringComparison.Ordinal));
    }

    [Fact]
    public void Transparency_knows_neither_the_store_nor_what_is_private()
    {
        var dependencies = DependenciesOf("Ledger.Transparency");
        Assert.NotEmpty(dependencies);
        Assert.DoesNotContain(dependencies, name =>
            name.StartsWith("Ledger.Journal", StringComparison.Ordinal) || name.StartsWith("Ledger.Cases", StringComparison.Ordinal)
            || name.StartsWith("Marten", StringComparison.Ordinal) || name.StartsWith("Npgsql", StringComparison.Ordinal));
    }

    // The one idea: every public view is a function of the public entries. A fold that could see an event could break it.
    [Fact]
    public void Folds_see_public_entries_and_no_events()
    {
        System.Type[] views =
        [
            typeof(Projections.Cases.CaseView), typeof(Projections.Disclosures.ServiceResultCounts),
            .. Projections.Streams.StreamViewKinds.All.Select(kind => kind.Row), typeof(Projections.Streams.StatusChanges),
            typeof(Projections.Streams.PublishedVersions),
        ];
        foreach (var view in views)
        {
            var dependencies = Product.Types.Single(type => type.FullName == view.FullName).Dependencies
                .Select(dependency => dependency.Target.FullName).ToList();
            Assert.NotEmpty(dependencies);
            Assert.DoesNotContain(dependencies, name =>
                name.StartsWith("Ledger.Cases", StringComparison.Ordinal) || name.StartsWith("Ledger.Journal", StringComparison.Ordinal)
                || name.StartsWith("Ledger.Registry", StringComparison.Ordinal) || name.StartsWith("Ledger.Catalogue", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Deciders_and_folds_neither_read_the_clock_nor_make_ids_nor_touch_the_outside()
    {
        string[] pure = ["Ledger.Cases", "Ledger.Deciding", "Ledger.Registry", "Ledger.Catalogue", "Ledger.Governance", "Ledger.Transparency", "Projections.Cases.CaseView", "Projections.Disclosures.ServiceResultCounts", .. Projections.Streams.StreamViewKinds.All.Select(kind => kind.Row.FullName!), "Projections.Streams.StatusChange", "Projections.Streams.PublishedVersion"];
        string[] impure =
        [
            "DateTimeOffset::get_UtcNow", "DateTimeOffset::get_Now", "DateTime::get_UtcNow", "DateTime::get_Now", "Guid::NewGuid",
            "Guid::CreateVersion7", "System.Random", "System.IO.", "System.Net.", "System.Environment::", "System.Threading.",
        ];
        var calls = Product.Types.Where(type => pure.Any(name => type.FullName.StartsWith(name, StringComparison.Ordinal)) && !type.FullName.Contains("CaseViewTable", StringComparison.Ordinal)
                && type.Name != "SchemaFile")
            .SelectMany(type => type.Members.OfType<MethodMember>())
            .SelectMany(method => method.Dependencies.OfType<ArchUnitNET.Domain.Dependencies.MethodCallDependency>().Select(call => $"{method.FullName} calls {call.TargetMember.FullName}"))
            .ToList();
        Assert.NotEmpty(calls);
        Assert.DoesNotContain(calls, call => impure.Any(name => call[call.IndexOf(" calls ", StringComparison.Ordinal)..].Contains(name, StringComparison.Ordinal)));
    }

    private static List<string> DependenciesOf(string space) => [.. Types().That().ResideInNamespace(space).GetObjects(Product)
        .SelectMany(type => type.Dependencies)
        .Select(dependency => dependency.Target.FullName)
        .Distinct()];

    private static IEnumerable<string> References(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(reference => reference.Name ?? "");
}
