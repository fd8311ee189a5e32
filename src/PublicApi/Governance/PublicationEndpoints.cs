using Ledger.Governance.Publications;
using PublicApi.Http;
using PublicApi.Transparency;

namespace PublicApi.Governance;

/// <summary><c>POST /publications/{yyyy-MM}</c> publishes the results of a month.</summary>
public static class PublicationEndpoints
{
    internal static void Map(RouteGroupBuilder commands)
    {
        var months = ((IEndpointRouteBuilder)commands).ServiceProvider.GetRequiredService<MonthPublications>();
        commands.MapGroup("/publications").MapBegin<PublicationState, PublishMonth>(
            prepare: async (site, command) => command with { Computed = await months.Compute(site.Node, site.Stream[PublicationState.Prefix.Length..]) },
            done: months.RecordDigest);
    }
}
