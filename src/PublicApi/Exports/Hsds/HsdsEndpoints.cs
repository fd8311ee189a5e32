using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;
using Projections.Disclosures;
using Projections.Platforms;
using Projections.Providers;
using Projections.ServiceEntries;
using Projections.Streams;
using PublicApi.Auditor;
using PublicApi.GraphQL;
using PublicApi.Http;

namespace PublicApi.Exports.Hsds;

/// <summary>
/// The catalogue as the API of Open Referral HSDS 3 gives it, below <c>/hsds</c>: organizations (platforms and providers) and services
/// with their cost_options, as they stand at the newest entry. All of an answer is of one snapshot; its size is in <c>Ledger-Size</c>.
/// </summary>
internal static class HsdsEndpoints
{
    private const int UsualItems = 50;
    private const int MostItems = 100;

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNamingPolicy = null,
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        var hsds = routes.MapGroup("/hsds").RequireCors(FrontDoor.Policy).RequireRateLimiting(FrontDoor.Policy);
        hsds.MapGet("", (HttpRequest http) => Results.Json(
            new { version = "3.1", profile = "https://docs.openreferral.org/en/3.1/", openapi_url = $"{http.Scheme}://{http.Host}/openapi/v1.json" }, Form));
        hsds.MapGet("/services", Services);
        hsds.MapGet("/services/{id:guid}", Service);
        hsds.MapGet("/organizations", Organizations);
        hsds.MapGet("/organizations/{id:guid}", Organization);
    }

    private static Task<IResult> Services(HttpContext http, LedgerSnapshot snapshot, CancellationToken ct) => Answer(
        http, snapshot, ["page", "per_page", "organization_id", "modified_after", "minimal", "full", "format"], async (connection, at, filters) =>
    {
        var organization = filters.Guid("organization_id");
        var since = filters.Instant("modified_after");
        var form = filters.OneOf("minimal", "true", "false") == "true" ? static offer => new { id = HsdsIds.Service(offer.Service.Code), last_modified = HsdsService.LastModified(offer) }
            : filters.OneOf("full", "true", "false") == "true" ? HsdsService.Full
            : (Func<Offer, object>)HsdsService.Short;
        var offers = ExportPages.All<Offer>((last, limit) => OfferQuery.Page(connection, new OfferFilter(), at, inForce: false, new(last?.Service.Code, null, limit), ct))
            .Where(offer => (organization is null || HsdsService.Organization(offer) == organization)
                && (since is null || HsdsService.LastModified(offer) >= since));
        return Results.Json(await Page(filters, offers, form, ct), Form);
    });

    private static Task<IResult> Service(Guid id, HttpContext http, LedgerSnapshot snapshot, CancellationToken ct) => Answer(
        http, snapshot, [], async (connection, at, _) =>
    {
        var code = (await StreamCodes.All<ServiceView>(connection, ct)).FirstOrDefault(code => HsdsIds.Service(code) == id);
        var found = code is null ? [] : await OfferQuery.Find(connection, [code], at, ct);
        return found.Count == 0 ? Problems.NotFound() : Results.Json(HsdsService.Full(found[0]), Form);
    });

    private static Task<IResult> Organizations(HttpContext http, LedgerSnapshot snapshot, CancellationToken ct) => Answer(
        http, snapshot, ["page", "per_page", "format"], async (connection, at, filters) =>
    {
        var platforms = ExportPages.All<PlatformView>((last, limit) => PlatformQuery.Page(connection, new PlatformFilter(null, null, null), at, new(last?.Code, null, limit), ct));
        var providers = ExportPages.All<ProviderView>(
            (last, limit) => ProviderQuery.Page(connection, new ProviderFilter(null, null, null, null, null, null), at, new(last?.Code, null, limit), ct));
        var all = platforms.Select(HsdsOrganization.Of).Concat(providers.Select(HsdsOrganization.Of));
        return Results.Json(await Page(filters, all, static organization => organization, ct), Form);
    });

    private static Task<IResult> Organization(Guid id, HttpContext http, LedgerSnapshot snapshot, CancellationToken ct) => Answer(
        http, snapshot, [], async (connection, _, _) =>
    {
        if ((await StreamCodes.All<PlatformView>(connection, ct)).FirstOrDefault(code => HsdsIds.Platform(code) == id) is { } platform)
        {
            return Results.Json(HsdsOrganization.Of((await PlatformQuery.Find(connection, [platform], ct))[0]), Form);
        }

        return (await StreamCodes.All<ProviderView>(connection, ct)).FirstOrDefault(code => HsdsIds.Provider(code) == id) is { } provider
            ? Results.Json(HsdsOrganization.Of((await ProviderQuery.Find(connection, [provider], ct))[0]), Form)
            : Problems.NotFound();
    });

    /// <summary>The page envelope of the HSDS API. Every item is counted, those of one page are kept.</summary>
    private static async Task<object> Page<T>(ExportFilters filters, IAsyncEnumerable<T> items, Func<T, object> form, CancellationToken ct)
    {
        filters.OneOf("format", "json");
        var number = filters.Number("page", 1, int.MaxValue) ?? 1;
        var size = filters.Number("per_page", 1, MostItems) ?? UsualItems;
        var contents = new List<object>();
        long count = 0;
        await foreach (var item in items.WithCancellation(ct))
        {
            if (count / size == number - 1)
            {
                contents.Add(form(item));
            }

            count++;
        }

        var pages = (count + size - 1) / size;
        return new
        {
            total_items = count,
            total_pages = pages,
            page_number = number,
            size = contents.Count,
            first_page = number == 1,
            last_page = number >= pages,
            empty = contents.Count == 0,
            contents,
        };
    }

    private static async Task<IResult> Answer(
        HttpContext http,
        LedgerSnapshot snapshot,
        IReadOnlyList<string> known,
        Func<NpgsqlConnection, DateTimeOffset, ExportFilters, Task<IResult>> answer)
    {
        try
        {
            var filters = new ExportFilters(http.Request.Query, known);
            var ct = http.RequestAborted;
            var connection = await snapshot.Connection(ct);
            var (size, _) = await Projections.Transparency.EntryQuery.Head(connection, ct);
            http.Response.Headers[PublishedRows.SizeHeader] = size.Value.ToString(CultureInfo.InvariantCulture);
            return await answer(connection, await OfferQuery.NewestTime(connection, null, ct) ?? DateTimeOffset.UnixEpoch, filters);
        }
        catch (ExportFilterException fault)
        {
            return Problems.Of(400, fault.Reason.English, fault.Reason.Chinese);
        }
    }
}
