using System.ComponentModel;
using System.Globalization;
using GraphQL;
using GraphQL.Validation.Complexity;
using Projections.Past;
using Projections.Regimes;
using Projections.Transparency;
using Projections.Verdicts;
using PublicApi.Compliance;
using PublicApi.Disclosures;
using PublicApi.Feed;
using PublicApi.Transparency;

namespace PublicApi.GraphQL;

public sealed partial class Query
{
    private delegate Task<IEnumerable<INode>> FindNodes(string[] keys, Moment moment, LedgerSnapshot snapshot, CancellationToken ct);

    private static readonly Dictionary<string, FindNodes> NodeTypes = new(StringComparer.Ordinal)
    {
        ["Case"] = async (keys, moment, snapshot, ct) => await Cases(keys, moment.Size, snapshot, ct),
        ["Platform"] = async (keys, moment, snapshot, ct) => await Platforms(keys, moment, snapshot, ct),
        ["Provider"] = async (keys, moment, snapshot, ct) => await Providers(keys, moment, snapshot, ct),
        ["CatalogueService"] = async (keys, moment, snapshot, ct) => await Services(keys, moment, snapshot, ct),
        ["Regime"] = async (keys, moment, snapshot, ct) => (await RegimeQuery.Adopted(await snapshot.Registry(moment.Size, ct), Numbers(keys), ct))
            .Select(found => new PublicRegime(found.Id, found.Version, moment)),
        ["Entry"] = async (keys, _, snapshot, ct) => (await EntryQuery.At(await snapshot.Connection(ct), Numbers(keys), ct))
            .Select(logged => new LogEntry(logged)),
        ["Verdict"] = async (keys, moment, snapshot, ct) => (await VerdictQuery.Find(await Known(keys, moment, MonthlyRows.Judged, snapshot, ct), keys, ct))
            .Select(row => new PublicVerdict(row, moment.Size)),
        ["Finding"] = async (keys, moment, snapshot, ct) => (await FindingQuery.Find(await Known(keys, moment, MonthlyRows.Findings, snapshot, ct), keys, ct))
            .Select(row => new PublicFinding(row, moment.Size)),
        ["Indicator"] = async (keys, moment, snapshot, ct) => (await IndicatorQuery.Find(await Known(keys, moment, MonthlyRows.Judged, snapshot, ct), keys, ct))
            .Select(row => new PublicIndicator(row, moment.Size)),
        ["Publication"] = async (keys, moment, snapshot, ct) => (await PublicationQuery.Find(await Known(keys, moment, MonthlyRows.Publications, snapshot, ct), keys, ct))
            .Select(row => new PublicPublication(row, moment.Size)),
        ["Checkpoint"] = async (keys, _, snapshot, ct) => (await PublishedLog.Checkpoints(await snapshot.Connection(ct), Numbers(keys), ct))
            .Select(checkpoint => new CheckpointNews(new Announced(checkpoint))),
    };

    [Description("What has an id; null when there is nothing of it. 按 id 查询对象；无此对象时为空。")]
    public static async Task<INode?> Node(
        [Id][Description("Its id. 对象标识。")] string id, [FromServices] LedgerSnapshot snapshot, CancellationToken ct) =>
        (await Nodes([id], snapshot, ct)).Single();

    [Complexity<NodesImpact>]
    [Description("The same for several ids, in their order. 按多个 id 查询对象，顺序相同。")]
    public static async Task<IReadOnlyList<INode?>> Nodes(
        [PageOfIds][Id][Description("Their ids, 100 at most. 对象标识，至多100个。")] IReadOnlyList<string> ids,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct)
    {
        var found = new Dictionary<string, INode>(StringComparer.Ordinal);
        var known = ids.Distinct().Select(NodeId.Read).OfType<NodeId>().Where(id => NodeTypes.ContainsKey(id.Type));
        foreach (var group in known.GroupBy(id => (id.Type, id.Size, id.At)))
        {
            var moment = await snapshot.Moment(group.Key.Size is { } size ? new AsOf { TreeSize = size } : null, group.Key.At, ct);
            foreach (var node in await NodeTypes[group.Key.Type]([.. group.Select(id => id.Key)], moment, snapshot, ct))
            {
                found[node.Id] = node;
            }
        }

        return [.. ids.Select(found.GetValueOrDefault)];
    }

    // Codes of judged months begin with the month.
    private static async Task<ViewSource> Known(string[] keys, Moment moment, MonthlyRows asked, LedgerSnapshot snapshot, CancellationToken ct)
    {
        ViewSource source = await snapshot.Connection(ct);
        foreach (var month in keys.Select(key => key[..Math.Min(key.Length, 7)]).Distinct())
        {
            source = await snapshot.Judged(moment.Size, month, month, asked, ct);
        }

        return source;
    }

    private static long[] Numbers(string[] keys) =>
        [.. keys.Select(key => long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1)];
}

/// <summary>As many as a page has.</summary>
internal sealed class PageOfIdsAttribute : ArgumentRuleAttribute
{
    protected override string? FaultOf(object value) =>
        value is IEnumerable<object?> list && list.Count() <= Limits.PageItems ? null : $"ids has at most {Limits.PageItems} items.";
}

/// <summary>As many items as ids.</summary>
internal sealed class NodesImpact : IFieldComplexityAnalyzer
{
    public FieldComplexityResult Analyze(FieldImpactContext context) => new(
        1, context.Arguments?.TryGetValue("ids", out var ids) == true && ids.Value is IEnumerable<object?> list ? list.Count() : Limits.PageItems);
}
