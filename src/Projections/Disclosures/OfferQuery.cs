using Ledger.Transparency;
using Npgsql;
using Projections.Commitments;
using Projections.FeeItems;
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
    /// <summary>The time at which the newest entry was recorded: "now" where nothing else is asked for.</summary>
    /// <returns>Null while the log is empty.</returns>
    public static Task<DateTimeOffset?> NewestTime(NpgsqlConnection connection, CancellationToken ct) =>
        StreamViewQuery.NewestTime(connection, ct);

    /// <param name="inForce">Only services with a version in force.</param>
    public static async Task<List<Offer>> Page(
        NpgsqlConnection connection, OfferFilter filter, DateTimeOffset at, bool inForce, string? after, int limit, CancellationToken ct)
    {
        var (from, conditions) = Query(filter, at, inForce);
        conditions.Add("service.code > {0}", after);
        var page = new List<Offer>();
        await foreach (var offer in Read(connection, from, conditions, at, $"LIMIT {limit}", ct))
        {
            page.Add(offer);
        }

        return page;
    }

    public static async Task<long> Count(
        NpgsqlConnection connection, OfferFilter filter, DateTimeOffset at, bool inForce, CancellationToken ct)
    {
        var (from, conditions) = Query(filter, at, inForce);
        await using var command = conditions.Command($"SELECT count(*) {from} {conditions.Where}", connection);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>The rates of the network, and of each platform with an active service in order of its code.</summary>
    public static async Task<(OfferRates Network, IReadOnlyList<OfferRates> ByPlatform)> Rates(
        NpgsqlConnection connection, DateTimeOffset at, CancellationToken ct)
    {
        var network = OfferRates.OfNetwork;
        var platforms = new SortedDictionary<string, OfferRates>(StringComparer.Ordinal);
        var (from, conditions) = Query(new OfferFilter(), at, inForce: true);
        await foreach (var offer in Read(connection, from, conditions, at, limit: "", ct))
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

    private static (string From, Conditions Conditions) Query(OfferFilter filter, DateTimeOffset at, bool inForce)
    {
        var conditions = new Conditions();
        var instant = conditions.Parameter(Instants.Write(at));
        var from =
            $"""
            FROM views.service_view AS service
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
        NpgsqlConnection connection,
        string from,
        Conditions conditions,
        DateTimeOffset at,
        string limit,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = conditions.Command(
            $"""
            SELECT service.row::text, process.row::text, commitment.row::text, fees.row::text, platform.row::text, provider.row::text
            {from}
            JOIN views.process_view AS process ON process.code = service.code
            JOIN views.commitment_view AS commitment ON commitment.code = service.code
            JOIN views.fee_item_view AS fees ON fees.code = service.code
            LEFT JOIN views.platform_view AS platform ON platform.code = service.row->>'platform'
            LEFT JOIN views.provider_view AS provider ON provider.code = content->>'provider_id'
            {conditions.Where} ORDER BY service.code {limit}
            """,
            connection);
        await using var rows = await command.ExecuteReaderAsync(ct);
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
