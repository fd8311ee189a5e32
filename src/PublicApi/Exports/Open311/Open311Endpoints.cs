using System.Globalization;
using System.Text.Json.Nodes;
using Ledger.Transparency;
using Npgsql;
using Projections.Cases;
using Projections.Disclosures;
using Projections.Transparency;
using PublicApi.Auditor;
using PublicApi.Cases;
using PublicApi.GraphQL;

namespace PublicApi.Exports.Open311;

/// <summary>
/// The public cases as Open311 GeoReport v2 gives them, below <c>/open311/v2</c>, as JSON and as XML, which the specification requires.
/// Only what the view of cases has: no description, address or place, which are never public. A request of a token and the sending
/// of requests are not offered; members send commands.
/// </summary>
internal static class Open311Endpoints
{
    // The specification's own: 90 days or the first 1,000, whichever is less. Pages are its most widespread extension.
    private const int UsualDays = 90;
    private const int MostItems = 1_000;
    private const int MostIds = 50;
    private const int DeepestPage = 1_000;

    private static readonly string[] Filters =
        ["service_request_id", "service_code", "start_date", "end_date", "status", "page", "page_size", "jurisdiction_id"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var open311 = routes.MapGroup("/open311/v2").RequireCors(FrontDoor.Policy).RequireRateLimiting(FrontDoor.Policy);
        open311.MapGet("/services.{format}", Services);
        open311.MapGet("/requests.{format}", Requests);
        open311.MapGet("/requests/{id}.{format}", Request);
    }

    private static Task<IResult> Services(string format, HttpContext http, LedgerSnapshot snapshot, CancellationToken ct) => Answer(
        format, http, snapshot, ["jurisdiction_id"], async (connection, isXml, _) =>
    {
        var at = await OfferQuery.NewestTime(connection, null, ct) ?? DateTimeOffset.UnixEpoch;
        var services = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);

        // What was asked for under a code of another system is in no catalogue.
        foreach (var group in await ServiceResultQuery.Counts(connection, new(), ServiceResultGrouping.Service, ct))
        {
            services[group.Key] = Service(group.Key, group.ServiceName, "", "");
        }

        await foreach (var offer in ExportPages.All<Offer>(
            (last, limit) => OfferQuery.Page(connection, new OfferFilter(), at, inForce: true, new(last?.Service.Code, null, limit), ct)))
        {
            var content = offer.Version!.Content;
            services[offer.Service.Code] = Service(offer.Service.Code, content.Name, string.Join(", ", content.FeatureTags), content.CategoryCode);
        }

        return new Open311Text(200, "services", "service", services.Values, isXml);
    });

    private static JsonObject Service(string code, string name, string keywords, string group) => new()
    {
        ["service_code"] = code,
        ["service_name"] = name,
        ["description"] = name,
        ["metadata"] = false,
        ["type"] = "realtime",
        ["keywords"] = keywords,
        ["group"] = group,
    };

    private static Task<IResult> Requests(string format, HttpContext http, LedgerSnapshot snapshot, CancellationToken ct) => Answer(
        format, http, snapshot, Filters, async (connection, isXml, filters) =>
    {
        var size = filters.Number("page_size", 1, MostItems) ?? MostItems;
        var page = filters.Number("page", 1, DeepestPage) ?? 1;
        var found = await ServiceRequestQuery.Page(connection, await Asked(connection, filters, ct), (page - 1L) * size, size, ct);
        return new Open311Text(200, "service_requests", "request", found.Select(OfCase), isXml);
    });

    private static Task<IResult> Request(string id, string format, HttpContext http, LedgerSnapshot snapshot, CancellationToken ct) => Answer(
        format, http, snapshot, ["jurisdiction_id"], async (connection, isXml, _) =>
            PlainText.IsStorable(id) && await CaseQuery.Find(connection, [id], ct) is [var found]
                ? new Open311Text(200, "service_requests", "request", [OfCase(found)], isXml)
                : Open311Text.Fault(404, "There is no request of this id.", isXml));

    private static async Task<ServiceRequestFilter> Asked(NpgsqlConnection connection, ExportFilters filters, CancellationToken ct)
    {
        if (filters.List("service_request_id") is { } ids)
        {
            // The specification: ids override all else.
            return ids.Count <= MostIds ? new(ids, null, null, null, null)
                : throw ExportFilters.Fault($"'service_request_id' names at most {MostIds}.", $"“service_request_id”最多 {MostIds} 个。");
        }

        var (start, end) = (filters.Instant("start_date"), filters.Instant("end_date"));
        end ??= start?.AddDays(UsualDays) ?? await OfferQuery.NewestTime(connection, null, ct) ?? DateTimeOffset.UnixEpoch;
        start ??= end.Value.AddDays(-UsualDays);
        return new(null, filters.List("service_code"), Stages(filters), start, end);
    }

    private static List<string>? Stages(ExportFilters filters) => filters.List("status") is not { } asked ? null
        : asked.All(status => status is "open" or "closed")
            ? [.. Enum.GetValues<CaseStatus>().Where(status => asked.Contains(StatusOf(status))).SelectMany(status => CaseStages.Names(status, null)!)]
        : throw ExportFilters.Fault("'status' is open, closed or both.", "“status”须为 open、closed 或两者。");

    // The specification knows two; the stage says the rest.
    private static string StatusOf(CaseStatus status) => status == CaseStatus.Open ? "open" : "closed";

    private static JsonObject OfCase(CaseView view) => new()
    {
        ["service_request_id"] = view.CaseId,
        ["status"] = StatusOf(CaseStages.StatusOf(CaseStages.Parse(view.Stage))),
        ["status_notes"] = view.OutcomeCode is { } outcome ? $"{view.Stage}: {outcome}" : view.Stage,
        ["service_name"] = view.ServiceName,
        ["service_code"] = view.ServiceCode,
        ["description"] = null,
        ["agency_responsible"] = view.OwnerNode,
        ["service_notice"] = null,
        ["requested_datetime"] = Instants.Write(view.RequestedAt),
        ["updated_datetime"] = Instants.Write(view.CompletedAt ?? view.AcceptedAt ?? view.RequestedAt),
        ["expected_datetime"] = null,
        ["address"] = null,
        ["zipcode"] = null,
        ["lat"] = null,
        ["long"] = null,
        ["media_url"] = null,
    };

    private static async Task<IResult> Answer(
        string format,
        HttpContext http,
        LedgerSnapshot snapshot,
        IReadOnlyList<string> known,
        Func<NpgsqlConnection, bool, ExportFilters, Task<IResult>> answer)
    {
        if (format is not ("json" or "xml"))
        {
            return Open311Text.Fault(404, "The formats are json and xml.", isXml: false);
        }

        try
        {
            var filters = new ExportFilters(http.Request.Query, known);
            var connection = await snapshot.Connection(http.RequestAborted);
            var (size, _) = await EntryQuery.Head(connection, http.RequestAborted);
            http.Response.Headers[PublishedRows.SizeHeader] = size.Value.ToString(CultureInfo.InvariantCulture);
            return await answer(connection, format == "xml", filters);
        }
        catch (ExportFilterException fault)
        {
            return Open311Text.Fault(400, fault.Reason.English, format == "xml");
        }
    }
}
