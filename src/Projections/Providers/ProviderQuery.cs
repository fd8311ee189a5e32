using Ledger.Transparency;
using Projections.Past;
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
    /// <summary>Those of some codes, whenever they were registered.</summary>
    public static Task<List<ProviderView>> Find(ViewSource source, string[] codes, CancellationToken ct) =>
        StreamViewQuery.Find<ProviderView>(source, codes, ct);

    public static Task<List<ProviderView>> Page(
        ViewSource source, ProviderFilter filter, DateTimeOffset at, Window<string> window, CancellationToken ct) =>
        StreamViewQuery.Page<ProviderView>(source, Conditions(filter, at), window, ct);

    public static Task<long> Count(ViewSource source, ProviderFilter filter, DateTimeOffset at, CancellationToken ct) =>
        StreamViewQuery.Count<ProviderView>(source, Conditions(filter, at), ct);

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
