using System.ComponentModel;
using GraphQL;
using Projections.Platforms;
using Projections.Providers;
using PublicApi.Registry;

namespace PublicApi.GraphQL;

public sealed partial class Query
{
    internal const string AtInstant = "The instant that is asked for; the time of the newest entry when left out, so that the answer follows from the log. 所查时刻；省略则为最新条目的时间。";
    internal const string AsOfState = "The state of the ledger that is asked for; that of now when left out. 所查台账状态；省略则为当前状态。";
    internal const string IdOfNode = "Opaque; for `node`, which gives the same again: of the state and instant asked for, where one was. 不透明标识，可由 node 再次查得（含所查状态与时刻）。";

    [Description("A platform; null when there is none of this code. 按编码查询平台；无此平台时为空。")]
    public static async Task<PublicPlatform?> Platform(
        [Description("Its code. 平台编码。")] string code,
        [Description(AtInstant)] DateTimeOffset? at,
        [OneState][Description(AsOfState)] AsOf? asOf,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct) =>
        (await Platforms([code], await snapshot.Moment(asOf, at, ct), snapshot, ct)).SingleOrDefault();

    [CodePages]
    [Description("Platforms registered by the instant, in order of code. 该时刻已登记的平台，按编码排列。")]
    public static async Task<PlatformConnection> Platforms(
        [Description("Which platforms. 筛选条件。")] PlatformFilterInput? filter,
        [Description(AtInstant)] DateTimeOffset? at,
        [OneState][Description(AsOfState)] AsOf? asOf,
        [FromPage] Paging page,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct)
    {
        var moment = await snapshot.Moment(asOf, at, ct);
        var source = await snapshot.Registry(moment.Size, ct);
        var asked = (filter ?? new()).ToFilter();
        var found = await CodedPage.Read(
            page, window => PlatformQuery.Page(source, asked, moment.Instant, window, ct), () => PlatformQuery.Count(source, asked, moment.Instant, ct));
        return new(moment, found.Select(view => new PlatformEdge(new PublicPlatform(view, moment))));
    }

    /// <summary>The platforms of some codes, those that there are.</summary>
    internal static async Task<IReadOnlyList<PublicPlatform>> Platforms(string[] codes, Moment moment, LedgerSnapshot snapshot, CancellationToken ct) =>
        [.. (await PlatformQuery.Find(await snapshot.Registry(moment.Size, ct), codes, ct)).Select(view => new PublicPlatform(view, moment))];

    [Description("A provider; null when there is none of this code. 按编码查询服务机构；无此机构时为空。")]
    public static async Task<PublicProvider?> Provider(
        [Description("Its unified social credit code. 统一社会信用代码。")] string code,
        [Description(AtInstant)] DateTimeOffset? at,
        [OneState][Description(AsOfState)] AsOf? asOf,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct) =>
        (await Providers([code], await snapshot.Moment(asOf, at, ct), snapshot, ct)).SingleOrDefault();

    [CodePages]
    [Description("Providers registered by the instant, in order of code. 该时刻已登记的服务机构，按编码排列。")]
    public static async Task<ProviderConnection> Providers(
        [Description("Which providers. 筛选条件。")] ProviderFilterInput? filter,
        [Description(AtInstant)] DateTimeOffset? at,
        [OneState][Description(AsOfState)] AsOf? asOf,
        [FromPage] Paging page,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct)
    {
        var moment = await snapshot.Moment(asOf, at, ct);
        var source = await snapshot.Registry(moment.Size, ct);
        var asked = (filter ?? new()).ToFilter();
        var found = await CodedPage.Read(
            page, window => ProviderQuery.Page(source, asked, moment.Instant, window, ct), () => ProviderQuery.Count(source, asked, moment.Instant, ct));
        return new(moment, found.Select(view => new ProviderEdge(new PublicProvider(view, moment))));
    }

    /// <summary>The providers of some codes, those that there are.</summary>
    internal static async Task<IReadOnlyList<PublicProvider>> Providers(string[] codes, Moment moment, LedgerSnapshot snapshot, CancellationToken ct) =>
        [.. (await ProviderQuery.Find(await snapshot.Registry(moment.Size, ct), codes, ct)).Select(view => new PublicProvider(view, moment))];
}
