using Ledger.Transparency;
using Projections.Past;
using Projections.Streams;

namespace Projections.Platforms;

/// <summary>Which platforms are asked for; null asks for all.</summary>
/// <param name="Region">They have their seat in it.</param>
/// <param name="Status">At the instant asked for.</param>
public sealed record PlatformFilter(string? Kind, string? Region, string? Status);

/// <summary>Reads views.platform_view within the caller's transaction: the platforms registered by an instant.</summary>
public static class PlatformQuery
{
    /// <summary>Those of some codes, whenever they were registered.</summary>
    public static Task<List<PlatformView>> Find(ViewSource source, string[] codes, CancellationToken ct) =>
        StreamViewQuery.Find<PlatformView>(source, codes, ct);

    public static Task<List<PlatformView>> Page(
        ViewSource source, PlatformFilter filter, DateTimeOffset at, Window<string> window, CancellationToken ct) =>
        StreamViewQuery.Page<PlatformView>(source, Conditions(filter, at), window, ct);

    public static Task<long> Count(ViewSource source, PlatformFilter filter, DateTimeOffset at, CancellationToken ct) =>
        StreamViewQuery.Count<PlatformView>(source, Conditions(filter, at), ct);

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
