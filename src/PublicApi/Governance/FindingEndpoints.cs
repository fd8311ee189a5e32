using Ledger.Governance.Findings;
using Npgsql;
using Projections.Verdicts;
using PublicApi.Http;

namespace PublicApi.Governance;

/// <summary>Commands about findings: <c>POST /findings/{id}/acknowledge</c> and so on. The finding has to be one that the newest
/// evaluation of its month finds.</summary>
public static class FindingEndpoints
{
    internal static void Map(RouteGroupBuilder commands)
    {
        var findings = commands.MapGroup("/findings");
        findings.MapBegin<FindingState, AcknowledgeViolation>(
            "acknowledge", async (site, command) => command with { Found = await Find(site.Reader, site.Stream) });
        findings.MapBegin<FindingState, CureViolation>(
            "cure", async (site, command) => command with { Found = await Find(site.Reader, site.Stream) });
        findings.MapBegin<FindingState, WaiveViolation>(
            "waive", async (site, command) => command with { Found = await Find(site.Reader, site.Stream) });
    }

    private static async Task<FindingTarget?> Find(NpgsqlDataSource reader, string stream)
    {
        await using var connection = await reader.OpenConnectionAsync();
        return await FindingQuery.Find(connection, [stream[FindingState.Prefix.Length..]], CancellationToken.None) is [var row]
            ? new FindingTarget(row.Rule, row.Month, row.Node, row.Found)
            : null;
    }
}
