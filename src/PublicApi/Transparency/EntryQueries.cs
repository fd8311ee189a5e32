using System.ComponentModel;
using GraphQL;
using GraphQL.Validation.Complexity;
using Projections.Transparency;
using PublicApi.Transparency;

namespace PublicApi.GraphQL;

public sealed partial class Query
{
    internal const string OnlyTypes = "Only these types. 仅限这些事件类型。";
    internal const string OnlyPlatform = "Only those recorded in the name of this platform. 仅限该记录平台。";
    internal const string OnlyRegion = "Only those of cases of this region (GB/T 2260) and of what lies in it, and of platforms and providers that have their seat there. 仅限该地区（含下辖地区）的案件，以及设于该地区的平台和服务机构。";
    internal const string OnlyService = "Only those of cases of this service, and of its own entry in the catalogue. 仅限该服务的案件及其目录条目。";

    [Description("The state of the ledger that this answer reflects, or one that it had. 本次应答所依据的台账状态，或所查的过去状态。")]
    public static async Task<LedgerState> Ledger(
        [OneState][Description(AsOfState)] AsOf? asOf, [FromServices] LedgerSnapshot snapshot, CancellationToken ct)
    {
        var past = await snapshot.Size(asOf, ct);
        var (size, root) = await snapshot.Head(past, ct);
        var connection = await snapshot.Connection(ct);
        return new(size, root, past is null
            ? await PublishedLog.Checkpoint(connection, ct)
            : (await PublishedLog.CheckpointsAfter(connection, size.Value - 1, 1, ct)).SingleOrDefault());
    }

    [PositionPages]
    [Complexity<EntriesImpact>]
    [Description("The public log, in order of position. 公开日志，按位置排列。")]
    public static async Task<EntryConnection> Entries(
        [ShortList][Description(OnlyTypes)] IReadOnlyList<string>? types,
        [Description(OnlyPlatform)] string? platform,
        [Description(OnlyRegion)] string? region,
        [Description(OnlyService)] string? service,
        [OneState][Description(AsOfState)] AsOf? asOf,
        [FromPage] Paging page,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct)
    {
        var connection = await snapshot.Connection(ct);
        var past = await snapshot.Size(asOf, ct);
        var size = past ?? (await EntryQuery.Head(connection, ct)).Size.Value;
        var filter = new EntryFilter(types, platform, region, service);
        return new(
            await EntryPageQuery.Read(connection, filter, page.Window(Cursors.Position), size, isPast: past is not null, ct), filter.IsEmpty ? size : null);
    }
}

/// <summary>A filter looks through many entries for those of a page.</summary>
internal sealed class EntriesImpact : IFieldComplexityAnalyzer
{
    public FieldComplexityResult Analyze(FieldImpactContext context)
    {
        var found = context.Configuration.DefaultComplexityImpactDelegate(context);
        var impact = Has("asOf") && (Has("region") || Has("service")) ? Limits.PastSubjectsImpact
            : Has("types") || Has("platform") || Has("region") || Has("service") ? Limits.FilteredEntriesImpact
            : 0;
        return new(found.FieldImpact + impact, found.ChildImpactMultiplier);

        bool Has(string name) => context.Arguments?.TryGetValue(name, out var argument) == true && argument.Value is not null;
    }
}
