using System.ComponentModel;
using System.Text;
using GraphQL;
using Projections.Transparency;
using PublicApi.Transparency;

namespace PublicApi.GraphQL;

public sealed partial class Query
{
    [Description("Proof that an entry is in the tree of a size (RFC 9162 2.1.3); null when the log is not that large. 条目包含证明。")]
    public static async Task<ProofOfInclusion?> InclusionProof(
        [Description("Position of the entry. 条目位置。")] long position,
        [Description("Size of the tree; that of the newest checkpoint when left out. 树的大小；省略则取最新检查点。")] long? treeSize,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct) =>
        await ProofQuery.Inclusion(await snapshot.Connection(ct), position, treeSize, ct) is { } proof ? new(proof) : null;

    [Description("Proof that the tree only grew between two sizes (RFC 9162 2.1.4); null when the log is not that large. 一致性证明。")]
    public static async Task<ProofOfConsistency?> ConsistencyProof(
        [Description("The smaller size. 较小的树。")] long from,
        [Description("The larger size; that of the newest checkpoint when left out. 较大的树；省略则取最新检查点。")] long? to,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct) =>
        await ProofQuery.Consistency(await snapshot.Connection(ct), from, to, ct) is { } proof ? new(proof) : null;

    [Description("A C2SP tlog-proof of an event, which verifies offline; null until a checkpoint covers it. 事件收据，可离线验证。")]
    public static async Task<string?> Receipt(
        [Id][Description("The event's id. 事件编号。")] string eventId, [FromServices] LedgerSnapshot snapshot, CancellationToken ct) =>
        Guid.TryParse(eventId, out var id) && await ProofQuery.Receipt(await snapshot.Connection(ct), id, ct) is { } receipt
            ? Encoding.UTF8.GetString(receipt)
            : null;
}
