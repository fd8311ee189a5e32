using System.Net;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Ledger.Members;
using Ledger.Tests.Http;
using Ledger.Tests.Members;

namespace Ledger.Tests.Alliance;

public sealed class AllianceQueryTests(PlantedNetwork network) : IClassFixture<PlantedNetwork>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_quote_is_told_line_by_line_and_exact_to_the_fen()
    {
        var caseId = (await network.Texts("SELECT stream_id FROM journal.mt_events WHERE type = 'fee.quoted.v1'")).Single();
        var answer = await network.Ask(
            await network.Token("SC-510700", "platform"),
            $$"""
            { case(id: "{{caseId}}") { alliance {
                quotes { totalFen agreedBy chargedFen lines { qtyMilli unitPriceFen discountFen amountFen } }
                payments { amountFen method } deliveries { personCount agreementId } consent { callback } referrals { kind answer }
            } } }
            """);
        var alliance = answer.Json.GetProperty("data").GetProperty("case").GetProperty("alliance");

        // 20 seats at 15.00, one fifth off.
        var quote = Assert.Single(alliance.GetProperty("quotes").EnumerateArray());
        var lines = quote.GetProperty("lines").EnumerateArray().ToList();
        Assert.Equal(24_000, quote.GetProperty("totalFen").GetInt64());
        Assert.Equal(24_000, lines.Sum(line => line.GetProperty("amountFen").GetInt64()));
        Assert.All(lines, line => Assert.Equal(
            (line.GetProperty("qtyMilli").GetInt64() * line.GetProperty("unitPriceFen").GetInt64() / 1000) - line.GetProperty("discountFen").GetInt64(),
            line.GetProperty("amountFen").GetInt64()));
        Assert.Equal(("online", 24_000), (quote.GetProperty("agreedBy").GetString(), quote.GetProperty("chargedFen").GetInt64()));
        Assert.Equal((10_000, "transfer"), alliance.GetProperty("payments").EnumerateArray()
            .Select(paid => (paid.GetProperty("amountFen").GetInt64(), paid.GetProperty("method").GetString()!)).Single());
        Assert.Equal(["REJECTED", "RECALLED", "ACCEPTED"], alliance.GetProperty("referrals").EnumerateArray().Select(referral => referral.GetProperty("answer").GetString()));
        Assert.Contains(alliance.GetProperty("deliveries").EnumerateArray(), delivery => delivery.GetProperty("agreementId").GetString() is { Length: > 0 });
        Assert.True(alliance.GetProperty("consent").GetProperty("callback").GetBoolean());
    }

    [Fact]
    public async Task What_is_absent_and_what_is_forbidden_is_answered_alike()
    {
        const string query = "{ entries(first: 100) { nodes { allianceFields } } cases(first: 100) { nodes { alliance { contactId } } } }";
        var stranger = (await network.Ask(await network.Token("SC-510600-EQUIP", "platform"), query)).Json.GetProperty("data");

        Assert.All(stranger.GetProperty("entries").GetProperty("nodes").EnumerateArray(), entry => Assert.Equal(JsonValueKind.Null, entry.GetProperty("allianceFields").ValueKind));
        Assert.All(stranger.GetProperty("cases").GetProperty("nodes").EnumerateArray(), one => Assert.Equal(JsonValueKind.Null, one.GetProperty("alliance").ValueKind));
    }

    [Fact]
    public async Task No_answer_leaves_its_snapshot_open_whether_it_met_an_error_or_not()
    {
        var token = await network.Token("SC", "province");
        foreach (var query in new[] { "{ myCases(first: 1) { nodes { caseId } } }", "{ cases(first: 1) { nodes { caseId } } ledger(asOf: { treeSize: 1000000 }) { treeSize } }" })
        {
            await network.Ask(token, query);
            var sessions = await network.Texts(
                "SELECT state FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'ledger_alliance'");
            Assert.NotEmpty(sessions);
            Assert.All(sessions, state => Assert.Equal("idle", state));
        }
    }

    [Fact]
    public async Task My_cases_are_those_that_concern_my_node_and_for_the_province_all()
    {
        const string query = "{ myCases(first: 100) { nodes { caseId alliance { contactId } } } }";
        foreach (var (node, role) in new[] { ("SC-510100", "platform"), ("SC-510700", "platform"), ("91510700MAX0X0X07Y", "provider"), ("SC", "province"), ("SC-510100", "auditor") })
        {
            var expected = await network.Texts(
                $"""
                SELECT DISTINCT stream_id FROM journal.mt_events WHERE '{role}' <> 'auditor' AND type IN ('request.submitted.v1', 'referral.offered.v1')
                    AND ('{role}' = 'province' OR '{node}' IN (data->>'first_contact_node', data->>'to_node', data->>'to_provider'))
                """);
            var mine = (await network.Ask(await network.Token(node, role), query)).Json.GetProperty("data").GetProperty("myCases").GetProperty("nodes").EnumerateArray().ToList();

            Assert.Equal(expected.Order(), mine.Select(one => one.GetProperty("caseId").GetString()!).Order());
            Assert.All(mine, one => Assert.Equal(JsonValueKind.Object, one.GetProperty("alliance").ValueKind));
        }
    }

    [Fact]
    public async Task Open_referrals_to_my_node_wait_in_the_order_in_which_they_are_due()
    {
        var ids = new List<string>();
        foreach (var days in new[] { 20, 10, 15 })
        {
            var opened = await network.Server.Command("/cases", "SC-510100", Submission);
            var caseId = opened.Body["stream"]!.GetValue<string>();
            await Done($"/cases/{caseId}/request/accept", "SC-510100", """{"service_code":"TRAIN-01"}""");
            ids.Add($"{Guid.NewGuid()}");
            await Done($"/cases/{caseId}/referral/offer", "SC-510100",
                $$"""{"referral_id":"{{ids[^1]}}","to_node":"SC-510700","kind":"transfer","respond_by":"2099-01-{{days}}T00:00:00Z","reason_code":"CAPACITY"}""");
        }

        await network.Server.Sequenced();
        Assert.Equal([ids[1], ids[2], ids[0]], await Open("SC-510700", "platform"));
        Assert.Empty(await Open("SC-510100", "platform"));
        Assert.Empty(await Open("SC-510700", "auditor"));

        var answered = (await network.Texts($"SELECT stream_id FROM journal.mt_events WHERE data->>'referral_id' = '{ids[2]}'")).Single();
        await Done($"/cases/{answered}/referral/accept", "SC-510700", $$"""{"referral_id":"{{ids[2]}}"}""");
        await network.Server.Sequenced();
        Assert.Equal([ids[1], ids[0]], await Open("SC-510700", "platform"));
    }

    [Fact]
    public async Task Who_has_no_token_or_is_revoked_or_suspended_is_refused_alike_and_from_the_effective_instant()
    {
        const string query = "{ ledger { size } }";
        var nobody = await network.Ask("x", query);
        var revokedNode = await network.Ask(await network.Token("SC-510400", "platform"), query);
        var (id, secret) = await TestMember.Add(network.Server.Ledger.ConnectionString, "SC-510100", "platform");
        var token = await TestMember.Token(network.Server.Client, id, secret);
        Assert.Equal(200, (await network.Ask(token, query)).Status);
        await using var register = new MemberRegister(network.Server.Ledger.ConnectionString);
        Assert.True(await register.Revoke(id, DateTimeOffset.UtcNow, Ct));

        Assert.Equal(401, nobody.Status);
        Assert.Equal(WithoutTrace(nobody), WithoutTrace(revokedNode));
        Assert.Equal(WithoutTrace(nobody), WithoutTrace(await network.Ask(token, query)));
        using var sdl = await network.Server.Client.GetAsync("/alliance/graphql/schema.graphql", Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, sdl.StatusCode);

        // Suspended in ten minutes: a token outlives them, the right to read does not.
        var window = await network.Token("SC-510600-EQUIP", "platform");
        await Done("/platforms/SC-510600-EQUIP/suspend", "SC",
            $$"""{"effective_from":"{{DateTimeOffset.UtcNow.AddMinutes(10):yyyy-MM-ddTHH:mm:ssZ}}","reason_code":"AUDIT"}""");
        Assert.Equal(200, (await network.Ask(window, query)).Status);
        network.Clock.Ahead = TimeSpan.FromMinutes(11);
        Assert.Equal(401, (await network.Ask(window, query)).Status);
        network.Clock.Ahead = TimeSpan.Zero;
    }

    [Fact]
    public async Task A_member_follows_its_own_cases_alone_with_what_they_say_to_it()
    {
        var expected = await network.Texts(
            """
            SELECT e.stream_id || ' ' || e.version FROM journal.mt_events e JOIN public_log.entry p ON p.event_id = e.id
            JOIN (SELECT stream_id, min(version) AS since FROM journal.mt_events WHERE type = 'referral.offered.v1'
                AND '91510700MAX0X0X07Y' IN (data->>'to_node', data->>'to_provider') GROUP BY 1) AS mine USING (stream_id)
            WHERE e.version >= mine.since ORDER BY p.position
            """);
        Assert.NotEmpty(expected);
        using var response = await Follow(
            await network.Token("91510700MAX0X0X07Y", "provider"),
            "subscription { entries(mine: true) { nodes { stream streamVersion type allianceFields } } }");
        await using var body = await response.Content.ReadAsStreamAsync(Ct);
        var nodes = new List<JsonElement>();
        await foreach (var item in SseParser.Create(body).EnumerateAsync(Ct))
        {
            nodes.AddRange(JsonDocument.Parse(item.Data).RootElement.GetProperty("data").GetProperty("entries").GetProperty("nodes").EnumerateArray());
            if (nodes.Count >= expected.Count)
            {
                break;
            }
        }

        Assert.Equal(expected, nodes.Select(node => $"{node.GetProperty("stream").GetString()} {node.GetProperty("streamVersion")}"));
        Assert.All(nodes, node => Assert.Equal(JsonValueKind.String, node.GetProperty("allianceFields").ValueKind));
        Assert.Contains(nodes, node => node.GetProperty("type").GetString() == "delivery.completed"
            && node.GetProperty("allianceFields").GetString()!.Contains("person_count", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_member_that_is_revoked_while_it_follows_is_told_so_and_hears_nothing_more()
    {
        var (id, secret) = await TestMember.Add(network.Server.Ledger.ConnectionString, "SC-510100", "platform");
        using var response = await Follow(await TestMember.Token(network.Server.Client, id, secret), "subscription { entries { resumeAfter } }");
        await using var body = await response.Content.ReadAsStreamAsync(Ct);
        await using var items = SseParser.Create(body).EnumerateAsync(Ct).GetAsyncEnumerator(Ct);
        Assert.True(await items.MoveNextAsync());
        Assert.Contains("resumeAfter", items.Current.Data, StringComparison.Ordinal);

        await using var register = new MemberRegister(network.Server.Ledger.ConnectionString);
        Assert.True(await register.Revoke(id, DateTimeOffset.UtcNow, Ct));
        await network.Server.Command("/cases", "SC-510100", Submission);

        // What was under way when it was revoked may still arrive; then it is over.
        while (await items.MoveNextAsync() && items.Current.EventType == "next" && !items.Current.Data.Contains("errors", StringComparison.Ordinal))
        {
        }

        Assert.Contains("NO_LONGER_MEMBER", items.Current.Data, StringComparison.Ordinal);
        Assert.True(await items.MoveNextAsync());
        Assert.Equal("complete", items.Current.EventType);
    }

    [Fact]
    public async Task The_limits_of_the_public_hold_for_members_too()
    {
        var token = await network.Token("SC", "province");
        var wide = await network.Ask(token, $"{{ {string.Join(' ', Enumerable.Range(0, 20).Select(i => $"a{i}: ledger {{ size }}"))} }}");
        var costly = await network.Ask(token, "{ myCases(first: 100) { nodes { timeline(first: 100) { body } alliance { events(first: 100) { fields } } } } }");

        Assert.All([wide, costly], told => Assert.False(told.Json.TryGetProperty("data", out _), told.Text));
        Assert.Equal("LIMIT_EXCEEDED", wide.Json.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        var limits = (await network.Ask(token, "{ myLimits { burst perSecond remaining } myWebhooks { url } }")).Json.GetProperty("data").GetProperty("myLimits");
        Assert.InRange(limits.GetProperty("remaining").GetInt64(), 1, limits.GetProperty("burst").GetInt64());
    }

    [Fact]
    public async Task The_indexes_of_referrals_outlive_a_migration()
    {
        const string sql = "SELECT indexrelid::text FROM pg_index WHERE indexrelid::regclass::text LIKE 'journal.referral_to_%' ORDER BY 1";
        var before = await network.Texts(sql);

        await Ledger.Journal.Migration.Apply(network.Server.Ledger.ConnectionString, [Projections.ViewFold.Script], Ct);

        Assert.Equal(2, before.Count);
        Assert.Equal(before, await network.Texts(sql));
    }

    private const string Submission =
        """{"channel":"online","service_code":"TRAIN-01","service_name":"培训","category_code":"TRAIN","region_code":"510100","utc_offset_minutes":480,"size_class":"small","industry_code":"35"}""";

    private async Task<HttpResponseMessage> Follow(string token, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/alliance/graphql")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new { query }),
        };
        request.Headers.Accept.ParseAdd("text/event-stream");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await network.Server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
    }

    private async Task<List<string>> Open(string node, string role)
    {
        var found = new List<string>();
        for (string? after = null; ;)
        {
            var page = (await network.Ask(
                await network.Token(node, role),
                $"{{ myReferrals(first: 2{(after is null ? "" : $", after: \"{after}\"")}) {{ nodes {{ referral {{ referralId answer }} }} pageInfo {{ hasNextPage endCursor }} }} }}"))
                .Json.GetProperty("data").GetProperty("myReferrals");
            found.AddRange(page.GetProperty("nodes").EnumerateArray().Select(one => one.GetProperty("referral").GetProperty("referralId").GetString()!));
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean())
            {
                return found;
            }

            after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
        }
    }

    private async Task Done(string path, string node, string command)
    {
        var reply = await network.Server.Command(path, node, command);
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Body.ToJsonString());
    }

    private static string WithoutTrace(Told told)
    {
        var body = System.Text.Json.Nodes.JsonNode.Parse(told.Text)!.AsObject();
        body.Remove("trace_id");
        return $"{told.Status} {body.ToJsonString()}";
    }
}
