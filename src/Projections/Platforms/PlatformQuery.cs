using Ledger.Transparency;
using Npgsql;
using Projections.Streams;

namespace Projections.Platforms;

/// <summary>Which platforms are asked for; null asks for all.</summary>
/// <param name="Region">They have their seat in it.</param>
/// <param name="Status">At the instant asked for.</param>
public sealed record PlatformFilter(string? Kind, string? Region, string? Status);

/// <summary>Reads views.platform_view within the caller's transaction: the platforms registered by an instant.</summary>
public static class PlatformQuery
{
    public static async Task<PlatformView?> Find(NpgsqlConnection connection, string code, CancellationToken ct) =>
        (await StreamViewQuery.Page<PlatformView>(connection, new Conditions().Add("code = {0}", code), after: null, limit: 1, ct))
        .SingleOrDefault();

    public static Task<List<PlatformView>> Page(
        NpgsqlConnection connection, PlatformFilter filter, DateTimeOffset at, string? after, int limit, CancellationToken ct) =>
        StreamViewQuery.Page<PlatformView>(connection, Conditions(filter, at), after, limit, ct);

    public static Task<long> Count(NpgsqlConnection connection, PlatformFilter filter, DateTimeOffset at, CancellationToken ct) =>
        StreamViewQuery.Count<PlatformView>(connection, Conditions(filter, at), ct);

    private static Conditions Conditions(PlatformFilter filter, DateTimeOffset at)
    {
        var conditions = new Conditions();
        var instant = conditions.Parameter(Instants.Write(at));
        return conditions
            .Add($"(row->>'registered_at') COLLATE \"C\" <= {instant}")
            .Add("row->>'kind' = {0}", filter.Kind)
            .Add("starts_with(row->>'region_code', {0})", StreamViewQuery.PrefixOf(filter.Region))
            .Add(StreamViewQuery.StatusAt("statuses", instant, PlatformView.Registered) + " = {0}", filter.Status);
    }
}
