using Ledger.Tests.Cases;
using Ledger.Tests.Compliance;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Http;
using Ledger.Tests.Store;

namespace Ledger.Tests.Exports;

/// <summary>
/// The network of the samples after its province judged December 2025 and published January 2026, with one case received. Then a
/// finding was acknowledged and another one waived, a second case of January came late, and January was judged again, twice.
/// </summary>
public sealed class JudgedNetwork(Cluster cluster) : IAsyncLifetime
{
    public TestServer Server { get; private set; } = null!;

    public string Acknowledged { get; private set; } = "";

    public string Waived { get; private set; } = "";

    /// <summary>Size of the log when January had just been published, its digests recorded.</summary>
    public long Published { get; private set; }

    /// <summary>The tables of judged months then, as CSV.</summary>
    public Dictionary<string, string> AtPublication { get; } = [];

    /// <summary>Position of the entry that came late.</summary>
    public long Late { get; private set; }

    /// <summary>Size of the log between the two judgements.</summary>
    public long Between { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Server = await MonthServiceTests.Start(cluster);
        await Server.Ledger.SubmitCase();
        await Sequenced();
        await Do("/compliance/2025-12/evaluate", By.Province);
        await Do("/publications/2026-01", By.Province);
        Published = await Server.Ledger.Count("public_log.entry");
        foreach (var table in new[] { "verdicts", "disclosures", "unifications", "findings", "indicators", "publications" })
        {
            AtPublication[table] = await Server.Client.GetStringAsync($"/data/{table}.csv", TestContext.Current.CancellationToken);
        }

        var found = await Server.Ask($$"""{ findings(first: 2, filter: { from: "2026-01", platform: "{{By.OtherNode}}" }) { nodes { findingId } } }""");
        string[] ids = [.. found.GetProperty("findings").GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("findingId").GetString()!)];
        (Acknowledged, Waived) = (ids[0], ids[1]);
        await Do($"/findings/{Acknowledged}/acknowledge", By.OtherNode);
        await Do($"/findings/{Waived}/waive", By.Province, """{"reason_code":"FORCE-MAJEURE"}""");
        Late = await Server.Ledger.Count("public_log.entry");
        await Server.Ledger.SubmitCase("late");
        await Sequenced();
        await Do("/compliance/2026-01/evaluate", By.Province);
        Between = await Server.Ledger.Count("public_log.entry");
        await Do("/compliance/2026-01/evaluate", By.Province);
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private async Task Do(string path, string node, string command = "{}")
    {
        Assert.Null((await Server.Command(path, node, command)).Rule);
        await Sequenced();
    }

    private Task Sequenced() => Server.Ledger.Sequencer.Drain(TestContext.Current.CancellationToken);
}
