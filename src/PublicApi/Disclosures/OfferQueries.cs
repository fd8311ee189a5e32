using System.ComponentModel;
using GraphQL;
using Projections.Disclosures;
using Projections.Regimes;
using PublicApi.Disclosures;

namespace PublicApi.GraphQL;

public sealed partial class Query
{
    private const string WhichServices = "Which services. 筛选条件。";

    [Description("A service of the catalogue; null when there is none of this code. 按代码查询服务；无此服务时为空。")]
    public static async Task<CatalogueService?> Service(
        [Description("Its code. 服务代码。")] string code,
        [Description(AtInstant)] DateTimeOffset? at,
        [OneState][Description(AsOfState)] AsOf? asOf,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct) =>
        (await Services([code], await snapshot.Moment(asOf, at, ct), snapshot, ct)).SingleOrDefault();

    [CodePages]
    [Description("Every service of the catalogue, in order of code. 服务目录，按代码排列。")]
    public static async Task<CatalogueServiceConnection> Services(
        [Description(WhichServices)] OfferFilterInput? filter,
        [Description(AtInstant)] DateTimeOffset? at,
        [OneState][Description(AsOfState)] AsOf? asOf,
        [FromPage] Paging page,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct)
    {
        var moment = await snapshot.Moment(asOf, at, ct);
        return new(moment, await Offers(filter, moment, inForce: false, page, static (offer, moment) => new CatalogueServiceEdge(offer, moment), snapshot, ct));
    }

    [CodePages]
    [Description("Disclosure D1: what the services in force are, in order of code. 服务内容公开（D1），按服务代码排列。")]
    public static async Task<ServiceContentConnection> ServiceContent(
        [Description(WhichServices)] OfferFilterInput? filter,
        [Description(AtInstant)] DateTimeOffset? at,
        [OneState][Description(AsOfState)] AsOf? asOf,
        [FromPage] Paging page,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct)
    {
        var moment = await snapshot.Moment(asOf, at, ct);
        return new(moment, await Offers(filter, moment, inForce: true, page, static (offer, _) => new ServiceContentEdge(offer), snapshot, ct));
    }

    [CodePages]
    [Description("Disclosure D2: how the services in force are given, in order of code. 服务流程公开（D2），按服务代码排列。")]
    public static async Task<ServiceProcessConnection> ServiceProcess(
        [Description(WhichServices)] OfferFilterInput? filter,
        [Description(AtInstant)] DateTimeOffset? at,
        [OneState][Description(AsOfState)] AsOf? asOf,
        [FromPage] Paging page,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct)
    {
        var moment = await snapshot.Moment(asOf, at, ct);
        return new(moment, await Offers(filter, moment, inForce: true, page, static (offer, _) => new ServiceProcessEdge(offer), snapshot, ct));
    }

    [CodePages]
    [Description("Disclosure D3: what the services in force may cost, in order of code. 收费标准公开（D3），按服务代码排列。")]
    public static async Task<FeeStandardConnection> FeeStandard(
        [Description(WhichServices)] OfferFilterInput? filter,
        [Description(AtInstant)] DateTimeOffset? at,
        [OneState][Description(AsOfState)] AsOf? asOf,
        [FromPage] Paging page,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct)
    {
        var moment = await snapshot.Moment(asOf, at, ct);
        return new(moment, await Offers(filter, moment, inForce: true, page, static (offer, _) => new FeeStandardEdge(offer), snapshot, ct));
    }

    [CodePages]
    [Description("Disclosure D4: what is promised for the services in force, in order of code. 服务承诺公开（D4），按服务代码排列。")]
    public static async Task<ServiceCommitmentConnection> ServiceCommitment(
        [Description(WhichServices)] OfferFilterInput? filter,
        [Description(AtInstant)] DateTimeOffset? at,
        [OneState][Description(AsOfState)] AsOf? asOf,
        [FromPage] Paging page,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct)
    {
        var moment = await snapshot.Moment(asOf, at, ct);
        return new(moment, await Offers(filter, moment, inForce: true, page, static (offer, _) => new ServiceCommitmentEdge(offer), snapshot, ct));
    }

    [Complexity(Limits.ServiceResultsImpact, 1)]
    [Description("How many of the active services publish what, of the network and of each platform. 全网及各平台的公开率。")]
    public static async Task<PublicDisclosureRates> DisclosureRates(
        [Description(AtInstant)] DateTimeOffset? at,
        [OneState][Description(AsOfState)] AsOf? asOf,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct)
    {
        var moment = await snapshot.Moment(asOf, at, ct);
        var (network, byPlatform) = await OfferQuery.Rates(await snapshot.Registry(moment.Size, ct), moment.Instant, ct);
        return new(moment.At, network, byPlatform);
    }

    [Description("The rules in force at an instant; null where none are. 该时刻施行的规则；无则为空。")]
    public static async Task<PublicRegime?> Regime(
        [Description(AtInstant)] DateTimeOffset? at,
        [OneState][Description(AsOfState)] AsOf? asOf,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct)
    {
        var moment = await snapshot.Moment(asOf, at, ct);
        return await RegimeQuery.InForce(await snapshot.Registry(moment.Size, ct), moment.Instant, ct) is var (id, version)
            ? new(id, version, moment)
            : null;
    }

    /// <summary>The services of some codes, those that there are.</summary>
    internal static async Task<IReadOnlyList<CatalogueService>> Services(
        string[] codes, Moment moment, LedgerSnapshot snapshot, CancellationToken ct)
    {
        var source = await snapshot.Registry(moment.Size, ct);
        var found = await OfferQuery.Find(source, codes, moment.Instant, ct);
        return [.. found.Select(offer => new CatalogueService(offer, moment))];
    }

    private static async Task<Page<TEdge>> Offers<TEdge>(
        OfferFilterInput? filter,
        Moment moment,
        bool inForce,
        Paging page,
        Func<Offer, Moment, TEdge> edge,
        LedgerSnapshot snapshot,
        CancellationToken ct)
    {
        var source = await snapshot.Registry(moment.Size, ct);
        var asked = (filter ?? new()).ToFilter();
        var found = await Page<Offer>.Read(
            page,
            Cursors.Code,
            window => OfferQuery.Page(source, asked, moment.Instant, inForce, window, ct),
            offer => offer.Service.Code,
            () => OfferQuery.Count(source, asked, moment.Instant, inForce, ct));
        return found.Select(offer => edge(offer, moment));
    }
}
