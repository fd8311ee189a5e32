using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace Ledger.Tests.Auditor;

/// <summary>What checks the ledger shares formats and folds with what writes it, and nothing else.</summary>
public sealed class AuditorArchitectureTests
{
    private static readonly ArchUnitNET.Domain.Architecture Product = new ArchLoader()
        .LoadAssemblies(
            typeof(Ledger.Journal.CommandJournal).Assembly, typeof(Projections.ViewFold).Assembly, typeof(PublicApi.Http.Server).Assembly)
        .Build();

    // These tell what the database holds, for the auditor to compare with.
    private static readonly string[] Published = ["Projections.Replay.DatabaseDigest", "PublicApi.Auditor.DigestEndpoint"];

    private static readonly string[] Allowed =
    [
        "Ledger.Transparency.", "Projections.Cases.CaseView", "Projections.Disclosures.ServiceResult", "Projections.Disclosures.Result", "Projections.Replay.", "Projections.Streams.",
        "Projections.Compliance.", "Ledger.Deciding.Days",
        // How a file is written says nothing about what is right.
        "Projections.Sequencing.DurableFile", "Projections.Sequencing.CrashPoint",
        .. Projections.Streams.StreamViewKinds.All.Select(kind => kind.Row.Namespace + "."), "PublicApi.Auditor.", "PublicApi.Cli.VerifyCommand", "PublicApi.Cli.ReplayCommand",
    ];

    [Fact]
    public void The_auditor_reaches_formats_and_folds_and_nothing_else_of_the_product()
    {
        var reached = Reached();

        Assert.Contains("Ledger.Transparency.PublicEntry", reached);
        Assert.Contains("Projections.Cases.CaseView", reached);
        Assert.Contains("PublicApi.Auditor.BundleReader", reached);
        Assert.DoesNotContain(reached, name => IsOurs(name) && !Allowed.Any(start => name.StartsWith(start, StringComparison.Ordinal)));
        Assert.DoesNotContain(reached, name => Published.Any(start => name.StartsWith(start, StringComparison.Ordinal)));
        Assert.DoesNotContain(reached, name =>
            name.StartsWith("Npgsql", StringComparison.Ordinal) || name.StartsWith("Marten", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name.StartsWith("Ledger.Journal", StringComparison.Ordinal));
    }

    private static HashSet<string> Reached()
    {
        var types = Product.Types.GroupBy(type => type.FullName).ToDictionary(group => group.Key, group => group.First());
        var open = new Queue<IType>(types.Values.Where(IsAuditor));
        var reached = new HashSet<string>();
        while (open.TryDequeue(out var type))
        {
            if (!reached.Add(type.FullName))
            {
                continue;
            }

            foreach (var target in type.Dependencies.Select(dependency => dependency.Target))
            {
                if (types.TryGetValue(target.FullName, out var ours) && IsOurs(target.FullName))
                {
                    open.Enqueue(ours);
                }
                else
                {
                    reached.Add(target.FullName);
                }
            }
        }

        return reached;
    }

    private static bool IsAuditor(IType type) =>
        !Published.Any(name => type.FullName.StartsWith(name, StringComparison.Ordinal))
        && (type.Namespace?.FullName is "PublicApi.Auditor" or "Projections.Replay"
            || type.FullName is "PublicApi.Cli.VerifyCommand" or "PublicApi.Cli.ReplayCommand");

    private static bool IsOurs(string name) =>
        name.StartsWith("Ledger.", StringComparison.Ordinal) || name.StartsWith("Projections.", StringComparison.Ordinal)
        || name.StartsWith("PublicApi.", StringComparison.Ordinal);
}
