using Ledger.Cases;
using Ledger.Catalogue.Services;
using Ledger.Journal;
using Ledger.Transparency;
using Npgsql;
using Projections.Cases;
using PublicApi.Http;

namespace PublicApi.Cases;

/// <param name="RuleId">The rule by which they are ranked.</param>
/// <param name="Candidates">The first one is the nearest.</param>
public sealed record CandidateList(string RuleId, IReadOnlyList<Candidate> Candidates);

/// <summary><c>GET /referrals/candidates?case=ID</c>, or <c>?service=CODE&amp;region=GB/T 2260</c>: who could take a referral, by the
/// same function that ranks the one that is offered. For members.</summary>
public static class CandidateEndpoint
{
    private const int RegionDigits = 6;

    internal static void Map(RouteGroupBuilder commands) => commands.MapGet("/referrals/candidates", Find);

    private static async Task<IResult> Find(
        string? @case,
        string? service,
        string? region,
        NetworkCache cache,
        TimeProvider clock,
        [FromKeyedServices(Roles.Reader)] NpgsqlDataSource reader,
        CancellationToken ct)
    {
        if ((@case is null) == (service is null) || (service is not null && (region?.Length != RegionDigits || !region.All(char.IsAsciiDigit))))
        {
            return Problems.Of(
                StatusCodes.Status400BadRequest,
                "Candidates are asked for by case, or by service and a region of six digits.",
                "须按案件查询，或按服务及六位区划代码查询。");
        }

        var network = await cache.Refresh(ct);
        var now = Instants.ToMillisecond(clock.GetUtcNow());
        var need = service is null
            ? await OfCase(reader, @case!, ct)
            : network.Find<ServiceState>(ServiceState.StreamOf(service)).VersionAt(now) is { } version
                ? new Need(version.Value.CategoryCode, region!, Except: null)
                : null;
        return need is null
            ? Problems.NotFound()
            : Results.Json(
                new CandidateList(
                    Candidates.RuleId,
                    Candidates.Rank(network, need, now, await CaseQuery.OpenCases(reader, ct), Candidates.Kilometres(network, now))),
                JournalJson.Options);
    }

    private static async Task<Need?> OfCase(NpgsqlDataSource reader, string caseId, CancellationToken ct)
    {
        await using var connection = await reader.OpenConnectionAsync(ct);
        return await CaseQuery.Find(connection, [caseId], ct) is [var view]
            ? new Need(view.CategoryCode, view.RegionCode, view.OwnerNode)
            : null;
    }
}
