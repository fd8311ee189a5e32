using Ledger.Transparency;
using Npgsql;
using Projections.Commitments;
using Projections.FeeItems;
using Projections.Past;
using Projections.Platforms;
using Projections.Processes;
using Projections.Providers;
using Projections.ServiceEntries;
using Projections.Streams;

namespace Projections.Disclosures;

/// <summary>Which services are asked for; null asks for all.</summary>
/// <param name="Region">Services offered in it: that name it, or the city or province it lies in.</param>
public sealed record OfferFilter(
    string? Platform = null,
    string? Provider = null,
    string? Category = null,
    string? Region = null,
    string? Nature = null,
    string? ServiceCode = null);

/// <summary>
/// Reads what is published about services, in order of their codes. Every function is one statement within the caller's
/// transaction. What is filtered by is in the version in force at the instant, else in the newest one.
/// </summary>
public static class OfferQuery
{
    /// <summary>The time at which the newest of the first entries was recorded: "now" where nothing else is asked for.</summary>
    /// <param name="size">How many; null for all.</param>
    /// <returns>Null while there is none.</returns>
    public static Task<DateTimeOffset?> NewestTime(NpgsqlConnection connection, long? size, CancellationToken ct) =>
        StreamViewQuery.NewestTime(connection, size, ct);

    /// <param name="inForce">Only services with a version in force.</param>
    public static async Task<List<Offer>> Page(
        ViewSource source, OfferFilter filter, DateTimeOffset at, bool inForce, Window<string> window, CancellationToken ct)
    {
        var (from, conditions) = Query(source, filter, at, inForce);
        var order = conditions.Within(window, ["service.code"], code => [code]);
        var page = new List<Offer>();
        await foreach (var offer in Read(source, from, conditions, at, order, ct))
        {
            page.Add(offer);
        }

        return page;
    }

    /// <summary>The services of some codes, also those that are not in force.</summary>
    public static async Task<List<Offer>> Find(ViewSource source, string[] codes, DateTimeOffset at, CancellationToken ct)
    {
        var (from, conditions) = Query(source, new OfferFilter(), at, inForce: false);
        conditions.Add("service.code = ANY ({0})", codes);
        var found = new List<Offer>();
        await foreach (var offer in Read(source, from, conditions, at, "ORDER BY service.code", ct))
        {
            found.Add(offer);
        }

        return found;
    }

    public static Task<long> Count(
        ViewSource source, OfferFilter filter, DateTimeOffset at, bool inForce, CancellationToken ct)
    {
        var (from, conditions) = Query(source, filter, at, inForce);
        return source.Count($"SELECT count(*) {from} {conditions.Where}", conditions, ct);
    }

    /// <summary>The rates of the network, and of each platform with an active service in order of its code.</summary>
    public static async Task<(OfferRates Network, IReadOnlyList<OfferRates> ByPlatform)> Rates(
        ViewSource source, DateTimeOffset at, CancellationToken ct)
    {
        var network = OfferRates.OfNetwork;
        var platforms = new SortedDictionary<string, OfferRates>(StringComparer.Ordinal);
        var (from, conditions) = Query(source, new OfferFilter(), at, inForce: true);
        await foreach (var offer in Read(source, from, conditions, at, order: "", ct))
        {
            if (offer.IsActive)
            {
                network = network.With(offer);
                var code = offer.Service.Platform;
                platforms[code] = platforms
                    .GetValueOrDefault(code, OfferRates.OfNetwork with { Platform = code, PlatformName = offer.Platform!.Name })
                    .With(offer);
            }
        }

        return (network, [.. platforms.Values]);
    }

    private static (string From, Conditions Conditions) Query(ViewSource source, OfferFilter filter, DateTimeOffset at, bool inForce)
    {
        var conditions = new Conditions();
        var instant = conditions.Parameter(Instants.Write(at));
        var from =
            $"""
            FROM {source.Rows<ServiceView>(conditions)} AS service
            CROSS JOIN LATERAL (
                SELECT version->'content' AS content, coalesce(
                    (version->>'effective_from') COLLATE "C" <= {instant} AND coalesce((version->>'effective_to') COLLATE "C" > {instant}, true),
                    false) AS in_force
                FROM jsonb_array_elements(service.row->'versions') WITH ORDINALITY AS versions (version, number)
                ORDER BY in_force DESC, number DESC LIMIT 1) AS shown
            """;
        conditions
            .Add("service.code = {0}", filter.ServiceCode)
            .Add("service.row->>'platform' = {0}", filter.Platform)
            .Add("content->>'provider_id' = {0}", filter.Provider)
            .Add("content->>'category_code' = {0}", filter.Category)
            .Add("content->>'nature' = {0}", filter.Nature)
            .Add("content->'region_codes' ?| {0}", filter.Region is null ? null : Enclosing(filter.Region));
        return (from, inForce ? conditions.Add("in_force") : conditions);
    }

    private static async IAsyncEnumerable<Offer> Read(
        ViewSource source,
        string from,
        Conditions conditions,
        DateTimeOffset at,
        string order,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await using var rows = await source.Read(
            $"""
            SELECT service.row::text, process.row::text, commitment.row::text, fees.row::text, platform.row::text, provider.row::text
            {from}
            JOIN {source.Rows<ProcessView>(conditions)} AS process ON process.code = service.code
            JOIN {source.Rows<CommitmentView>(conditions)} AS commitment ON commitment.code = service.code
            JOIN {source.Rows<FeeItemView>(conditions)} AS fees ON fees.code = service.code
            LEFT JOIN {source.Rows<PlatformView>(conditions)} AS platform ON platform.code = service.row->>'platform'
            LEFT JOIN {source.Rows<ProviderView>(conditions)} AS provider ON provider.code = content->>'provider_id'
            {conditions.Where} {order}
            """,
            conditions,
            ct);
        while (await rows.ReadAsync(ct))
        {
            yield return new Offer(
                at,
                StreamViewJson.Read<ServiceView>(rows.GetString(0)),
                StreamViewJson.Read<ProcessView>(rows.GetString(1)),
                StreamViewJson.Read<CommitmentView>(rows.GetString(2)),
                StreamViewJson.Read<FeeItemView>(rows.GetString(3)),
                rows.IsDBNull(4) ? null : StreamViewJson.Read<PlatformView>(rows.GetString(4)),
                rows.IsDBNull(5) ? null : StreamViewJson.Read<ProviderView>(rows.GetString(5)));
        }
    }

    // GB/T 2260: two digits for the province, two for the city, two for the county.
    private static string[] Enclosing(string region) => region.Length == 6
        ? [region, string.Concat(region.AsSpan(0, 4), "00"), string.Concat(region.AsSpan(0, 2), "0000")]
        : [region];
}
