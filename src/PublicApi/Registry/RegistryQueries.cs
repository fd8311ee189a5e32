using System.ComponentModel;
using GraphQL;
using Projections.Disclosures;
using Projections.Platforms;
using Projections.Providers;
using PublicApi.Registry;

namespace PublicApi.GraphQL;

public sealed partial class Query
{
    internal const string AtInstant = "The instant that is asked for; the time of the newest entry when left out, so that the answer follows from the log. 所查时刻；省略则为最新条目的时间。";
    internal const string AfterCursor = "The cursor after which the page begins. 起始游标（不含）。";
    internal const string FirstItems = "How many items, 1 to 100. 条数，1至100。";

    [Description("A platform; null when there is none of this code. 按编码查询平台；无此平台时为空。")]
    public static async Task<PublicPlatform?> Platform(
        [Description("Its code. 平台编码。")] string code,
        [Description(AtInstant)] DateTimeOffset? at,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct) =>
        await PlatformQuery.Find(await snapshot.Connection(ct), code, ct) is { } found
            ? new(found, await Now(at, snapshot, ct))
            : null;

    [Description("Platforms registered by the instant, in order of code. 该时刻已登记的平台，按编码排列。")]
    public static async Task<PlatformConnection> Platforms(
        [Description("Which platforms. 筛选条件。")] PlatformFilterInput? filter,
        [Description(AtInstant)] DateTimeOffset? at,
        [CodeCursor][Description(AfterCursor)] string? after,
        [PageSize][Description(FirstItems)] int first,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct)
    {
        var connection = await snapshot.Connection(ct);
        var asked = (filter ?? new()).ToFilter();
        var place = new CodePlace(at ?? await OfferQuery.NewestTime(connection, ct), after, first);
        return new(await place.Page(
            (instant, code, limit) => PlatformQuery.Page(connection, asked, instant, code, limit, ct),
            instant => PlatformQuery.Count(connection, asked, instant, ct),
            view => new PlatformEdge(new PublicPlatform(view, place.At ?? default))));
    }

    [Description("A provider; null when there is none of this code. 按编码查询服务机构；无此机构时为空。")]
    public static async Task<PublicProvider?> Provider(
        [Description("Its unified social credit code. 统一社会信用代码。")] string code,
        [Description(AtInstant)] DateTimeOffset? at,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct) =>
        await ProviderQuery.Find(await snapshot.Connection(ct), code, ct) is { } found
            ? new(found, await Now(at, snapshot, ct))
            : null;

    [Description("Providers registered by the instant, in order of code. 该时刻已登记的服务机构，按编码排列。")]
    public static async Task<ProviderConnection> Providers(
        [Description("Which providers. 筛选条件。")] ProviderFilterInput? filter,
        [Description(AtInstant)] DateTimeOffset? at,
        [CodeCursor][Description(AfterCursor)] string? after,
        [PageSize][Description(FirstItems)] int first,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct)
    {
        var connection = await snapshot.Connection(ct);
        var asked = (filter ?? new()).ToFilter();
        var place = new CodePlace(at ?? await OfferQuery.NewestTime(connection, ct), after, first);
        return new(await place.Page(
            (instant, code, limit) => ProviderQuery.Page(connection, asked, instant, code, limit, ct),
            instant => ProviderQuery.Count(connection, asked, instant, ct),
            view => new ProviderEdge(new PublicProvider(view, place.At ?? default))));
    }

    // What a row is asked at stands in the log, so the log is not empty.
    private static async Task<DateTimeOffset> Now(DateTimeOffset? at, LedgerSnapshot snapshot, CancellationToken ct) =>
        at ?? await OfferQuery.NewestTime(await snapshot.Connection(ct), ct) ?? default;
}
