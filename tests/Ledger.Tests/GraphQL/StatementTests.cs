using System.Diagnostics;
using Ledger.Tests.Disclosures;
using Ledger.Tests.Store;
using Npgsql;

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
        "entries(first: N, region: \"000000\", asOf: { treeSize: 60 }) { nodes { id } }",
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

    [Fact]
    public async Task Names_of_platforms_are_read_where_they_are_asked_for()
    {
        await using var server = await OfferedServices.Serve(cluster);
        await server.Ledger.Recorder.RecordAsync([Samples.Account("1", hours: 1)], TestContext.Current.CancellationToken);
        await server.Ledger.Sequencer.Drain(TestContext.Current.CancellationToken);

        var codes = await Statements(server, "serviceResult(first: N, by: PLATFORM) { nodes { code received } }", 9);
        Assert.Equal(codes + 1, await Statements(server, "serviceResult(first: N, by: PLATFORM) { nodes { code name received } }", 9));
    }

    // Of the request alone: services of the same process look into the database meanwhile.
    private static async Task<int> Statements(TestServer server, string list, int count)
    {
        const string Requests = "Microsoft.AspNetCore";
        var (statements, database) = (0, new NpgsqlConnectionStringBuilder(server.Ledger.ConnectionString).Database);
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is Requests or "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.Source.Name == "Npgsql" && activity.Parent?.Source.Name == Requests
                    && activity.TagObjects.Any(tag => tag.Value as string == database)
                    && activity.TagObjects.Any(tag => (tag.Value as string)?.Contains("SELECT", StringComparison.Ordinal) == true))
                {
                    Interlocked.Increment(ref statements);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await server.Ask($"{{ {list.Replace("N)", $"{count})", StringComparison.Ordinal).Replace("N,", $"{count},", StringComparison.Ordinal)} }}");
        return statements;
    }
}
