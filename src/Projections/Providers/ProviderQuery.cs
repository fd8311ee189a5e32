using Ledger.Transparency;
using Npgsql;
using Projections.Streams;

namespace Projections.Providers;

/// <summary>Which providers are asked for; null asks for all.</summary>
/// <param name="Platform">The platform that registered them.</param>
/// <param name="Region">They have their seat in it.</param>
/// <param name="Category">They can deliver services of it.</param>
/// <param name="Status">At the instant asked for; so the membership.</param>
public sealed record ProviderFilter(string? Platform, string? Region, string? Category, string? Kind, string? Status, string? Membership);

/// <summary>Reads views.provider_view within the caller's transaction: the providers registered by an instant.</summary>
public static class ProviderQuery
{
    public static async Task<ProviderView?> Find(NpgsqlConnection connection, string code, CancellationToken ct) =>
        (await StreamViewQuery.Page<ProviderView>(connection, new Conditions().Add("code = {0}", code), after: null, limit: 1, ct))
        .SingleOrDefault();

    public static Task<List<ProviderView>> Page(
        NpgsqlConnection connection, ProviderFilter filter, DateTimeOffset at, string? after, int limit, CancellationToken ct) =>
        StreamViewQuery.Page<ProviderView>(connection, Conditions(filter, at), after, limit, ct);

    public static Task<long> Count(NpgsqlConnection connection, ProviderFilter filter, DateTimeOffset at, CancellationToken ct) =>
        StreamViewQuery.Count<ProviderView>(connection, Conditions(filter, at), ct);

    private static Conditions Conditions(ProviderFilter filter, DateTimeOffset at)
    {
        var conditions = new Conditions();
        var instant = conditions.Parameter(Instants.Write(at));
        return conditions
            .Add($"(row->>'registered_at') COLLATE \"C\" <= {instant}")
            .Add("row->>'owner_node' = {0}", filter.Platform)
            .Add("starts_with(row->>'region_code', {0})", StreamViewQuery.PrefixOf(filter.Region))
            .Add("row->'category_codes' ? {0}", filter.Category)
            .Add("row->>'kind' = {0}", filter.Kind)
            .Add(StreamViewQuery.StatusAt("statuses", instant, ProviderView.Active) + " = {0}", filter.Status)
            .Add(StreamViewQuery.StatusAt("memberships", instant, ProviderView.NoMember) + " = {0}", filter.Membership);
    }
}
