using Ledger.Journal;
using Ledger.Transparency;
using Npgsql;
using Projections.Transparency;
using Projections.Witnessing;
using PublicApi.Http;

namespace PublicApi.Transparency;

/// <summary>
/// The public log as C2SP tlog-tiles v0.1.0 serves it: checkpoint, tiles and entry bundles below <c>/log</c>. Only what the
/// newest signed checkpoint covers is served; everything else is absent, 404.
/// </summary>
internal static class LogEndpoints
{
    internal const string Immutable = "public, max-age=31536000, immutable";
    internal const string Fresh = "public, max-age=1";
    private const string Bytes = "application/octet-stream";
    private const string Text = "text/plain; charset=utf-8";

    /// <param name="routes">Where to answer.</param>
    /// <param name="verifiers">The log's keys: one, or two while it changes keys.</param>
    /// <param name="policy">What it publishes by.</param>
    public static void Map(IEndpointRouteBuilder routes, IEnumerable<NoteVerifier> verifiers, LogPolicy policy)
    {
        var keys = string.Concat(verifiers.Select(key => $"{key}\n"));
        var log = routes.MapGroup("/log");
        log.MapGet("/checkpoint", Checkpoint);
        log.MapGet("/vkey", () => Results.Text(keys, Text));
        log.MapGet("/policy", () => Results.Text(policy.Text, Text));
        log.MapGet("/witnesses", WitnessEndpoint.Answer(policy));
        log.MapGet("/tile/{**path}", Tile);
        log.MapGet("/receipt/{eventId:guid}", Receipt);
        ProofEndpoints.Map(log);
    }

    private static async Task<IResult> Checkpoint(
        HttpContext http, [FromKeyedServices(Roles.Reader)] NpgsqlDataSource reader, CancellationToken ct)
    {
        await using var connection = await reader.OpenConnectionAsync(ct);
        if (await PublishedLog.Checkpoint(connection, ct) is not { } published)
        {
            return Results.NotFound();
        }

        http.Response.Headers.CacheControl = Fresh;
        return Results.Text(published.Note, Text);
    }

    private static async Task<IResult> Receipt(
        Guid eventId, [FromKeyedServices(Roles.Reader)] NpgsqlDataSource reader, CancellationToken ct)
    {
        await using var connection = await reader.OpenConnectionAsync(ct);
        return await ProofQuery.Receipt(connection, eventId, ct) is { } receipt
            ? Results.File(receipt, Text, $"{eventId}.tlog-proof")
            : Problems.Of(
                StatusCodes.Status404NotFound,
                "The newest checkpoint covers no entry of an event of this id; an event that was just stored is covered within seconds.",
                "最新检查点所覆盖的条目中没有此编号的事件；刚写入的事件数秒内即被覆盖。");
    }

    private static async Task<IResult> Tile(
        string? path, HttpContext http, [FromKeyedServices(Roles.Reader)] NpgsqlDataSource reader, CancellationToken ct)
    {
        await using var connection = await reader.OpenConnectionAsync(ct);
        var full = $"tile/{path}";
        var content =
            Ledger.Transparency.Tile.TryParseEntriesPath(full, out var bundle) ? await PublishedLog.Bundle(connection, bundle, ct)
            : Ledger.Transparency.Tile.TryParsePath(full, out var tile) ? await PublishedLog.Tile(connection, tile, ct)
            : null;
        if (content is null)
        {
            return Results.NotFound();
        }

        http.Response.Headers.CacheControl = Immutable;
        return Results.Bytes(content, Bytes);
    }
}
