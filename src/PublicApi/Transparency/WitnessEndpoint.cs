using System.Text.Json;
using Ledger.Journal;
using Npgsql;
using Projections.Transparency;
using Projections.Witnessing;

namespace PublicApi.Transparency;

/// <summary>
/// <c>GET /log/witnesses</c>: what each witness of the policy last said, and how large the log is that they let the public
/// see. Times are UTC.
/// <code>
/// { "quorum": "both", "published": 513, "sequenced": 520, "witnesses": [ { "name": "W1", "vkey": "w1.example+…",
///   "size": 513, "cosignedAt": "2026-01-05T04:00:00+00:00", "askedAt": "2026-01-05T04:00:01+00:00", "fault": "no connection" } ] }
/// </code>
/// </summary>
internal static class WitnessEndpoint
{
    private sealed record Witness(string Name, string Vkey, long Size, DateTimeOffset? CosignedAt, DateTimeOffset? AskedAt, string? Fault);

    private sealed record Status(string? Quorum, long? Published, long Sequenced, IEnumerable<Witness> Witnesses);

    public static Delegate Answer(LogPolicy policy) => async (
        HttpContext http, [FromKeyedServices(Roles.Reader)] NpgsqlDataSource reader, CancellationToken ct) =>
    {
        await using var connection = await reader.OpenConnectionAsync(ct);
        var said = await WitnessTable.Load(connection, ct);
        var published = await PublishedLog.Checkpoint(connection, ct);
        var (sequenced, _) = await EntryQuery.Head(connection, ct);
        http.Response.Headers.CacheControl = "public, max-age=1";
        return Results.Json(new Status(
            policy.Rules.Quorum,
            published?.Size.Value,
            sequenced.Value,
            policy.Witnesses.Select(witness => Of(witness, said.GetValueOrDefault(witness.Verifier.ToString())))), JsonSerializerOptions.Web);
    };

    private static Witness Of(Ledger.Transparency.PolicyWitness witness, WitnessStatus? status) => new(
        witness.Name, witness.Verifier.ToString(), status?.Size.Value ?? 0, status?.CosignedAt, status?.AskedAt, status is null ? "never asked" : status.Fault);
}
