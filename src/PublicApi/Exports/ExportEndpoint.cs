using System.Globalization;
using Ledger.Journal;
using Microsoft.Net.Http.Headers;
using Npgsql;
using PublicApi.Auditor;
using PublicApi.GraphQL;
using PublicApi.Http;

namespace PublicApi.Exports;

/// <summary>
/// <c>GET /data/VIEW.csv</c>, <c>.jsonl</c>, <c>.xlsx</c>: a whole table, all of one snapshot, by the filters of GraphQL in the URL;
/// <c>heads=zh</c> writes Chinese heads, <c>asOf=</c> asks for a state of the past: of one that never was the answer is 404, of one
/// of which the rows are not known any more 410. The headers say which state it is of (<c>Ledger-Size</c>, <c>Ledger-Root</c> in base64) and
/// what its bytes hash to (<c>Content-Digest</c>, RFC 9530). <c>GET /data</c> lists the tables with their columns and filters.
/// </summary>
internal static class ExportEndpoint
{
    private const string Heads = "heads";
    private const string RootHeader = "Ledger-Root";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/data", List).RequireCors(FrontDoor.Policy).RequireRateLimiting(FrontDoor.Policy);
        routes.MapGet("/data/{view}.{format}", Answer).RequireCors(FrontDoor.Policy).RequireRateLimiting(FrontDoor.Policy);
    }

    private static IResult List() => Results.Json(ExportViews.All.Select(view => new
    {
        view.Name,
        view.English,
        view.Chinese,
        Files = ExportFormats.All.Select(format => $"/data/{view.Name}.{format.Name}"),
        view.Filters,
        Columns = view.Columns.Select(column => new { column.Name, column.Chinese }),
    }));

    private static async Task<IResult> Answer(
        string view,
        string format,
        HttpContext http,
        ExportSpool spool,
        [FromKeyedServices(Roles.Reader)] NpgsqlDataSource reader,
        CancellationToken ct)
    {
        if (ExportViews.All.SingleOrDefault(known => known.Name == view) is not { } table
            || ExportFormats.All.SingleOrDefault(known => known.Name == format) is not { } form)
        {
            return Problems.Of(404, "There is no such table; /data lists them.", "没有该数据表；见 /data。");
        }

        try
        {
            var filters = new ExportFilters(http.Request.Query, [.. table.Filters, Heads]);
            var tag = await TagOf(http, reader, filters, ct);
            return http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false))
                ? Results.StatusCode(StatusCodes.Status304NotModified)
                : await Send(http, spool, table, form, filters, ct);
        }
        catch (ExportFilterException fault)
        {
            return Problems.Of(400, fault.Reason.English, fault.Reason.Chinese);
        }
        catch (NoSuchPast fault)
        {
            return new Problem(fault.Code == ErrorCodes.NoSuchState ? 404 : 410, fault.Reason, fault.Code);
        }
    }

    // What is asked for follows from the URL and the state of the log; so a client that has it need not wait for the rows.
    private static async Task<EntityTagHeaderValue> TagOf(HttpContext http, NpgsqlDataSource reader, ExportFilters filters, CancellationToken ct)
    {
        await using var snapshot = new LedgerSnapshot(reader);
        var (size, root) = await snapshot.Head(await snapshot.Size(filters.AsOf, ct), ct);
        return Tag(http, size.Value, root, filters);
    }

    private static EntityTagHeaderValue Tag(HttpContext http, long size, byte[] root, ExportFilters filters) =>
        new($"\"{Documents.Hash($"{size} {Convert.ToBase64String(root)} {http.Request.Path} {filters.Written}")}\"", isWeak: true);

    private static async Task<IResult> Send(
        HttpContext http, ExportSpool spool, ExportView view, ExportFormat format, ExportFilters filters, CancellationToken ct)
    {
        var chinese = filters.OneOf(Heads, "zh", "en") == "zh";
        var heads = view.Columns.Select(column => chinese ? column.Chinese : column.Name).ToList();
        if (await spool.Write(view, filters, format, heads, ct) is not { } written)
        {
            http.Response.Headers.RetryAfter = "10";
            return Problems.Of(503, "Too many tables are being written; try again.", "正在生成的数据表过多，请稍后重试。");
        }

        var headers = http.Response.Headers;
        headers[PublishedRows.SizeHeader] = written.Size.Value.ToString(CultureInfo.InvariantCulture);
        headers[RootHeader] = Convert.ToBase64String(written.Root);
        headers["Content-Digest"] = $"sha-256=:{Convert.ToBase64String(written.Sha256)}:";
        headers.CacheControl = "no-cache";
        headers.XContentTypeOptions = "nosniff";
        return Results.Stream(
            written.File, format.MediaType, $"{view.Name}-{written.Size}.{format.Name}",
            entityTag: Tag(http, written.Size.Value, written.Root, filters), enableRangeProcessing: false);
    }
}
