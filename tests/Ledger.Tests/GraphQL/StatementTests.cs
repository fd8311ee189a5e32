using Ledger.Tests.Disclosures;
using Ledger.Tests.Feed;
using Ledger.Tests.Store;

namespace Ledger.Tests.GraphQL;

/// <summary>How many statements a query costs follows from its shape, and not from how many rows it finds.</summary>
public sealed class StatementTests(Cluster cluster)
{
    private static readonly string[] Lists =
    [
        "platforms(first: N) { totalCount pageInfo { hasPreviousPage } nodes { id status statuses { position } } }",
        "providers(last: N) { totalCount pageInfo { hasNextPage } nodes { id membership memberships { position } } }",
        "services(first: N, asOf: { treeSize: 30 }) { totalCount nodes { id platformName providerName content { name } versions { name } allFeeItems { unit } process { steps { name } } } }",
        "serviceContent(first: N) { totalCount nodes { missing providerName content { name } } verdict(period: \"2026-01\") { outcome } }",
        "feeStandard(first: N) { nodes { missing items { minYuan } } }",
        "cases(first: N) { totalCount pageInfo { hasPreviousPage hasNextPage } nodes { id service { name } timeline { type body } } }",
        "cases(last: N, asOf: { treeSize: 60 }) { totalCount nodes { id timeline(first: 2) { type } } }",
        "entries(first: N) { totalCount nodes { id body } }",
        "entries(first: N, types: [\"request.submitted\"], region: \"000000\") { nodes { id } }",
        "verdicts(first: N) { totalCount nodes { id measures { evidence { entries { body } } } } }",
        "findings(first: N) { totalCount nodes { id evidence { entries { body } } } }",
        "indicators(first: N, year: 2026) { totalCount nodes { id value } }",
        "publications(first: N) { totalCount nodes { id figures { stated reasons { type } } verdicts { frozen } } }",
    ];

    [Fact]
    public async Task Every_list_costs_as_many_statements_for_one_item_as_for_many()
    {
        await using var server = await OfferedServices.Serve(cluster);
        await server.Ledger.Recorder.RecordAsync(
            [.. Enumerable.Range(0, 50).Select(i => Samples.Account($"{i}", hours: i))], TestContext.Current.CancellationToken);
        await server.Ledger.Sequencer.Drain(TestContext.Current.CancellationToken);

        foreach (var list in Lists)
        {
            var (one, many) = (await Statements(server, list, 1), await Statements(server, list, 30));
            Assert.Equal((list, one), (list, many));
            Assert.InRange(one, 1, 12);
        }
    }

    private static async Task<int> Statements(TestServer server, string list, int count)
    {
        // Of the reader alone: the sequencer, which works meanwhile, reads the outbox.
        using var counted = new StatementCount(server.Ledger.ConnectionString, "SELECT");
        using var sequencer = new StatementCount(server.Ledger.ConnectionString, "outbox");
        await server.Ask($"{{ {list.Replace("N)", $"{count})", StringComparison.Ordinal).Replace("N,", $"{count},", StringComparison.Ordinal)} }}");
        return counted.Count - sequencer.Count;
    }
}
