using System.Text.Json;
using Ledger.Journal;
using Npgsql;
using Projections.Transparency;
using PublicApi.Http;

namespace PublicApi.Transparency;

/// <summary>
/// Proofs by plain GET, as JSON with hashes in base64: <c>/log/proof/inclusion?position=42&amp;size=513</c> (RFC 9162 2.1.3)
/// and <c>/log/proof/consistency?from=257&amp;to=513</c> (2.1.4). Without <c>size</c> or <c>to</c> it is that of the newest
/// checkpoint. 404 for what no checkpoint covers, 400 for what is no number.
/// </summary>
internal static class ProofEndpoints
{
    public static void Map(IEndpointRouteBuilder log)
    {
        log.MapGet("/proof/inclusion", Inclusion);
        log.MapGet("/proof/consistency", Consistency);
    }

    private static async Task<IResult> Inclusion(
        long position, long? size, HttpResponse response, [FromKeyedServices(Roles.Reader)] NpgsqlDataSource reader, CancellationToken ct)
    {
        await using var connection = await reader.OpenConnectionAsync(ct);
        return await ProofQuery.Inclusion(connection, position, size, ct) is { } proof
            ? Answer(response, new ProofOfInclusion(proof), isFixed: size is not null)
            : NotCovered;
    }

    private static async Task<IResult> Consistency(
        long from, long? to, HttpResponse response, [FromKeyedServices(Roles.Reader)] NpgsqlDataSource reader, CancellationToken ct)
    {
        await using var connection = await reader.OpenConnectionAsync(ct);
        return await ProofQuery.Consistency(connection, from, to, ct) is { } proof
            ? Answer(response, new ProofOfConsistency(proof), isFixed: to is not null)
            : NotCovered;
    }

    private static Problem NotCovered => Problems.Of(
        StatusCodes.Status404NotFound,
        "There is no such proof: a position is less than the size, a size is not less than the one it grew from, and none is more than the newest checkpoint covers.",
        "没有此证明：位置须小于规模，规模不得小于其前一规模，且均不得超出最新检查点所覆盖的范围。");

    // Between two sizes that are given there is one proof for ever.
    private static IResult Answer<T>(HttpResponse response, T proof, bool isFixed)
    {
        response.Headers.CacheControl = isFixed ? LogEndpoints.Immutable : LogEndpoints.Fresh;
        return Results.Json(proof, JsonSerializerOptions.Web);
    }
}
