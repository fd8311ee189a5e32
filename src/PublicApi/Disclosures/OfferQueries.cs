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
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct)
    {
        var instant = await Now(at, snapshot, ct);
        var found = await OfferQuery.Page(
            await snapshot.Connection(ct), new OfferFilter(ServiceCode: code), instant, inForce: false, after: null, limit: 1, ct);
        return found.Count == 0 ? null : new(found[0]);
    }

    [Description("Every service of the catalogue, in order of code. 服务目录，按代码排列。")]
    public static async Task<CatalogueServiceConnection> Services(
        [Description(WhichServices)] OfferFilterInput? filter,
        [Description(AtInstant)] DateTimeOffset? at,
        [CodeCursor][Description(AfterCursor)] string? after,
        [PageSize][Description(FirstItems)] int first,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct) =>
        new(await Offers(filter, at, inForce: false, after, first, static offer => new CatalogueServiceEdge(offer), snapshot, ct));

    [Description("Disclosure D1: what the services in force are, in order of code. 服务内容公开（D1），按服务代码排列。")]
    public static async Task<ServiceContentConnection> ServiceContent(
        [Description(WhichServices)] OfferFilterInput? filter,
        [Description(AtInstant)] DateTimeOffset? at,
        [CodeCursor][Description(AfterCursor)] string? after,
        [PageSize][Description(FirstItems)] int first,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct) =>
        new(await Offers(filter, at, inForce: true, after, first, static offer => new ServiceContentEdge(offer), snapshot, ct));

    [Description("Disclosure D2: how the services in force are given, in order of code. 服务流程公开（D2），按服务代码排列。")]
    public static async Task<ServiceProcessConnection> ServiceProcess(
        [Description(WhichServices)] OfferFilterInput? filter,
        [Description(AtInstant)] DateTimeOffset? at,
        [CodeCursor][Description(AfterCursor)] string? after,
        [PageSize][Description(FirstItems)] int first,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct) =>
        new(await Offers(filter, at, inForce: true, after, first, static offer => new ServiceProcessEdge(offer), snapshot, ct));

    [Description("Disclosure D3: what the services in force may cost, in order of code. 收费标准公开（D3），按服务代码排列。")]
    public static async Task<FeeStandardConnection> FeeStandard(
        [Description(WhichServices)] OfferFilterInput? filter,
        [Description(AtInstant)] DateTimeOffset? at,
        [CodeCursor][Description(AfterCursor)] string? after,
        [PageSize][Description(FirstItems)] int first,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct) =>
        new(await Offers(filter, at, inForce: true, after, first, static offer => new FeeStandardEdge(offer), snapshot, ct));

    [Description("Disclosure D4: what is promised for the services in force, in order of code. 服务承诺公开（D4），按服务代码排列。")]
    public static async Task<ServiceCommitmentConnection> ServiceCommitment(
        [Description(WhichServices)] OfferFilterInput? filter,
        [Description(AtInstant)] DateTimeOffset? at,
        [CodeCursor][Description(AfterCursor)] string? after,
        [PageSize][Description(FirstItems)] int first,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct) =>
        new(await Offers(filter, at, inForce: true, after, first, static offer => new ServiceCommitmentEdge(offer), snapshot, ct));

    [Complexity(Limits.ServiceResultsImpact, 1)]
    [Description("How many of the active services publish what, of the network and of each platform. 全网及各平台的公开率。")]
    public static async Task<PublicDisclosureRates> DisclosureRates(
        [Description(AtInstant)] DateTimeOffset? at, [FromServices] LedgerSnapshot snapshot, CancellationToken ct)
    {
        var connection = await snapshot.Connection(ct);
        var instant = at ?? await OfferQuery.NewestTime(connection, ct);
        var (network, byPlatform) = await OfferQuery.Rates(connection, instant ?? default, ct);
        return new(instant, network, byPlatform);
    }

    [Description("The rules in force at an instant; null where none are. 该时刻施行的规则；无则为空。")]
    public static async Task<PublicRegime?> Regime(
        [Description(AtInstant)] DateTimeOffset? at, [FromServices] LedgerSnapshot snapshot, CancellationToken ct) =>
        await RegimeQuery.InForce(await snapshot.Connection(ct), await Now(at, snapshot, ct), ct) is var (id, version)
            ? new(id, version)
            : null;

    private static async Task<CodePage<TEdge>> Offers<TEdge>(
        OfferFilterInput? filter,
        DateTimeOffset? at,
        bool inForce,
        string? after,
        int first,
        Func<Offer, TEdge> edge,
        LedgerSnapshot snapshot,
        CancellationToken ct)
    {
        var connection = await snapshot.Connection(ct);
        var asked = (filter ?? new()).ToFilter();
        var place = new CodePlace(at ?? await OfferQuery.NewestTime(connection, ct), after, first);
        return await place.Page(
            (instant, code, limit) => OfferQuery.Page(connection, asked, instant, inForce, code, limit, ct),
            instant => OfferQuery.Count(connection, asked, instant, inForce, ct),
            edge);
    }
}
