using Ledger.Tests.Cases;

namespace Ledger.Tests.Exports;

/// <summary>The tables of what was judged, found and published, and of the cases it rests on.</summary>
public sealed class JudgedTableTests(JudgedNetwork network) : IClassFixture<JudgedNetwork>
{
    // Each view with its table: that of a judgement has the rows of others too.
    private static readonly (string View, string Table, bool IsOfJudgement)[] RowTables =
    [
        ("verdict_view", "verdict_row", true), ("finding_view", "finding_view", false), ("indicator_view", "indicator_row", true),
        ("publication_view", "publication_view", false),
    ];

    private const string Verdict =
        "month, scope, subject, item, outcome, score, rule: measures.rule, ruleVersion: measures.ruleVersion, measure: measures.measure, "
        + "measureOutcome: measures.outcome, numerator: measures.numerator, denominator: measures.denominator, passBasisPoints: measures.passBasisPoints, "
        + "failBasisPoints: measures.failBasisPoints, minimumN: measures.minimumN, basis: measures.basis, evidence: measures.evidence.count, "
        + "regime, regimeVersion, position: evaluated.position";

    private const string Finding =
        "findingId, month, rule, ruleVersion, item, severity, subject, platform, provider, status, regime, regimeVersion, basis, evidence: evidence.count, "
        + "positions: evidence.positions, raisedAt: raised.at, acknowledgedAt: acknowledged.mark.at, curedAt: cured.mark.at, waivedAt: waived.mark.at, "
        + "waivedReason: waived.reasonCode, position: evaluated.position";

    private const string Indicator =
        "month, span, code, dimensions: dimensions{name=text}, unit, value, of, population, target, outcome, basis, beside: beside{name=value}, "
        + "details: details{name=text}, position: evaluated.position";

    private const string Publication =
        "month, treeSize, publishedAt: published.at, position: published.position, platform: figures.platform, code: figures.code, stated: figures.stated, "
        + "recounted: figures.recounted, now: figures.now, reasons: figures.reasons{kind position}";

    private const string Case =
        "caseId, status, stage, serviceCode: service.code, serviceName: service.name, category, platform, ownerNode, providerId, regionCode, channel, nature, "
        + "sizeClass, industryCode, requestedAt, month, acceptedAt, completedAt, durationMs, outcomeCode, hops, reopened, score, chargedFen, paidFen, "
        + "refundedFen, waivedFen, subsidisedFen, declineReason, confirmation, disputes, feeDisputes, rectificationsOpened, rectificationsClosed, version";

    [Theory]
    [InlineData("verdicts", "", "measures", Verdict)]
    [InlineData("disclosures", "", "measures", Verdict)]
    [InlineData("unifications", "", "measures", Verdict)]
    [InlineData("findings", "", null, Finding)]
    [InlineData("indicators", "year=2026", null, Indicator)]
    [InlineData("publications", "", "figures", Publication)]
    [InlineData("cases", "", null, Case)]
    public Task A_row_says_what_GraphQL_says(string view, string filter, string? parts, string columns) =>
        network.Server.AssertSame(view, filter, parts, columns);

    [Fact]
    public async Task A_published_figure_stands_beside_what_a_late_entry_made_of_it_and_findings_beside_what_was_done_about_them()
    {
        var figures = await Rows("publications", "");
        Assert.Equal(
            [("2026-01", "", "received", "1", "1", "2", $"late_entry {network.Late}"), ("2026-01", By.OwnerNode, "received", "1", "1", "2", $"late_entry {network.Late}")],
            figures.Select(row => (row["month"], row["platform"], row["code"], row["stated"], row["recounted"], row["now"], row["reasons"])));

        var findings = (await Rows("findings", "")).ToDictionary(row => row["findingId"]);
        Assert.Equal(("acknowledged", ""), (findings[network.Acknowledged]["status"], findings[network.Acknowledged]["waivedReason"]));
        Assert.NotEqual("", findings[network.Acknowledged]["acknowledgedAt"]);
        Assert.Equal(("waived", "FORCE-MAJEURE"), (findings[network.Waived]["status"], findings[network.Waived]["waivedReason"]));
        Assert.NotEqual("", findings[network.Waived]["waivedAt"]);
    }

    [Theory]
    [InlineData("verdicts", "from=2026-01", "month=2026-01")]
    [InlineData("verdicts", "to=2025-12", "month=2025-12")]
    [InlineData("verdicts", "scope=platform&subject=SC-510100&item=D1", "scope=platform&subject=SC-510100&item=D1")]
    [InlineData("verdicts", "outcome=FAIL", "outcome=FAIL")]
    [InlineData("disclosures", "period=2026-01&platform=SC-510700", "month=2026-01&subject=SC-510700")]
    [InlineData("unifications", "period=2025-12&platform=SC-510700", "month=2025-12&subject=SC-510700")]
    [InlineData("findings", "from=2026-01&to=2026-01", "month=2026-01")]
    [InlineData("findings", "status=waived", "status=waived")]
    [InlineData("findings", "rule=U5-SILENT_NODE&to=2025-12", "rule=U5-SILENT_NODE&month=2025-12")]
    [InlineData("findings", "item=D5", "item=D5")]
    [InlineData("findings", "provider=91510100MAX0X0X070", "provider=91510100MAX0X0X070")]
    [InlineData("findings", "platform=SC-510100&severity=major", "platform=SC-510100&severity=major")]
    [InlineData("indicators", "year=2026", "month=2026-01")]
    [InlineData("indicators", "month=2025-12&span=year", "month=2025-12&span=year")]
    [InlineData("indicators", "code=K1&span=month", "code=K1&span=month")]
    public async Task A_filter_leaves_the_rows_that_have_what_it_asks_for(string view, string filter, string kept)
    {
        var all = await Rows(view, "");
        var expected = all.Where(row => kept.Split('&').Select(pair => pair.Split('=')).All(pair => row[pair[0]] == pair[1])).ToList();

        Assert.InRange(expected.Count, 1, all.Count - 1);
        Assert.Equal(expected, await Rows(view, filter));
    }

    [Theory]
    [InlineData("indicators", "year=2025&month=2026-01")]
    [InlineData("publications", "to=2025-12")]
    [InlineData("publications", "from=2026-02")]
    public async Task Filters_that_nothing_meets_leave_the_heads_alone(string view, string filter) => Assert.Empty(await Rows(view, filter));

    [Fact]
    public async Task Text_that_a_spreadsheet_would_run_is_marked_as_text_in_every_table()
    {
        // Whatever is text in these rows begins so: codes of nodes, words of rules, what members named.
        foreach (var (view, table, isOfJudgement) in RowTables)
        {
            await Execute(
                $$"""
                INSERT INTO views.{{table}} (code, row {{(isOfJudgement ? ", judgement" : "")}})
                SELECT '1999-01' || substr(code, 8), (regexp_replace(row::jsonb::text, '": "(?!20\d\d-|[0-9a-f]{8}-)', '": "=1+', 'g')::jsonb
                    || jsonb_build_object('code', '1999-01' || substr(code, 8), 'month', '1999-01'))::{{(isOfJudgement ? "text, now" : "json")}}
                FROM views.{{view}}, views.judged_month WHERE code LIKE '2026-01%' AND judged_month.month = '2026-01'
                """);
        }

        try
        {
            foreach (var view in new[] { "verdicts", "findings", "indicators", "publications" })
            {
                var filter = view == "indicators" ? "year=1999" : "to=1999-01";
                var csv = Tables.Csv(await Get(view, "csv", filter)).Skip(1).ToList();
                var raw = Tables.Lines(await Get(view, "jsonl", filter)).Select(row => row.EnumerateObject().Select(Tables.Cell).ToArray()).ToList();
                Assert.Contains(raw, row => row.Any(cell => cell.StartsWith("=1+", StringComparison.Ordinal)));
                Assert.Equal(raw.Select(row => row.Select(cell => cell.StartsWith('=') ? "'" + cell : cell).ToArray()), csv);
                Assert.Equal(csv, Tables.Workbook(await Get(view, "xlsx", filter)).Skip(1));
            }
        }
        finally
        {
            foreach (var (_, table, _) in RowTables)
            {
                await Execute($"DELETE FROM views.{table} WHERE code LIKE '1999-01%'");
            }
        }
    }

    private async Task Execute(string sql)
    {
        await using var command = network.Server.Ledger.Administrator.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private Task<byte[]> Get(string view, string form, string filter) =>
        network.Server.Client.GetByteArrayAsync($"/data/{view}.{form}?{filter}", TestContext.Current.CancellationToken);

    private async Task<List<Dictionary<string, string>>> Rows(string view, string filter)
    {
        var csv = Tables.Csv(await Get(view, "csv", filter));
        return [.. csv.Skip(1).Select(row => csv[0].Zip(row).ToDictionary(cell => cell.First, cell => cell.Second))];
    }
}
