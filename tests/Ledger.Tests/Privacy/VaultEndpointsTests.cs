using System.Net;
using System.Text.Json.Nodes;
using Ledger.Deciding;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Store;

namespace Ledger.Tests.Privacy;

public sealed class VaultEndpointsTests(Cluster cluster)
{
    private const string Words = "agreed by telephone";

    [Fact]
    public async Task The_owner_and_the_province_read_what_they_are_recorded_to_have_read()
    {
        await using var service = await TestServer.Start(cluster);
        var (province, owner, subject) = await Story(service);

        var byOwner = await owner.Get($"/vault/{subject}?purpose=callback");
        var byProvince = await province.Get($"/vault/{subject}?purpose=inspection");
        var history = await owner.Get($"/vault/{subject}/accesses");

        foreach (var reply in new[] { byOwner, byProvince })
        {
            Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
            Assert.True(reply.Headers.CacheControl?.NoStore);
            var value = Assert.Single(reply.Body["values"]!.AsArray())!;
            Assert.Equal(("scope_text", Words), (value["field"]!.GetValue<string>(), value["value"]!.GetValue<string>()));
            await AssertOpens(service.Ledger, value);
        }

        Assert.True(history.Headers.CacheControl?.NoStore);
        // Its own two fields, one of which has no value, and the one in the consent about it.
        Assert.Equal(
            [("SC-510700", "platform", "callback", 3), ("SC", "province", "inspection", 3)],
            history.Body["accesses"]!.AsArray().Select(access => (
                access!["node"]!.GetValue<string>(),
                access["role"]!.GetValue<string>(),
                access["purpose"]!.GetValue<string>(),
                access["field_count"]!.GetValue<int>())));
        Assert.Equal(2, await service.Ledger.Count($"journal.mt_events WHERE stream_id = 'access-{subject}' AND type = 'access.logged.v1'"));
    }

    [Fact]
    public async Task To_others_a_subject_is_as_if_it_did_not_exist()
    {
        await using var service = await TestServer.Start(cluster);
        var (_, owner, subject) = await Story(service);
        var others = new[]
        {
            await MemberClient.Add(service.Client, service.Ledger.ConnectionString, "SC-510100", "platform"),
            await MemberClient.Add(service.Client, service.Ledger.ConnectionString, "SC-510700", "auditor"),
        };

        foreach (var path in new[] { "?purpose=callback", "/accesses" })
        {
            var absent = await owner.Get($"/vault/case-{Guid.NewGuid()}{path}");
            Assert.Equal(HttpStatusCode.NotFound, absent.Status);
            foreach (var other in others)
            {
                var refused = await other.Get($"/vault/{subject}{path}");
                Assert.Equal(HttpStatusCode.NotFound, refused.Status);
                Assert.Equal(WithoutTrace(absent), WithoutTrace(refused));
            }
        }

        using var anonymous = await service.Client.GetAsync($"/vault/{subject}?purpose=callback");
        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
        Assert.Equal(0, await service.Ledger.Count("journal.mt_events WHERE type = 'access.logged.v1'"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?purpose=curiosity")]
    [InlineData("?purpose=callback&purpose=complaint")]
    public async Task Nothing_is_read_without_a_purpose(string query)
    {
        await using var service = await TestServer.Start(cluster);
        var (_, owner, subject) = await Story(service);

        var reply = await owner.Get($"/vault/{subject}{query}");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "FIELD-PURPOSE"), (reply.Status, reply.Rule));
        Assert.DoesNotContain("curiosity", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reading_that_cannot_be_recorded_shows_nothing()
    {
        await using var service = await TestServer.Start(cluster);
        var (province, owner, subject) = await Story(service);
        await province.Done("/platforms/SC-510700/suspend", """{"effective_from":null,"reason_code":"AUDIT"}""");

        var reply = await owner.Get($"/vault/{subject}?purpose=callback");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "INV-13"), (reply.Status, reply.Rule));
        Assert.DoesNotContain(Words, reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_public_entry_of_a_reading_names_no_reader_and_of_an_erasure_no_subject()
    {
        await using var service = await TestServer.Start(cluster);
        var (province, owner, subject) = await Story(service);
        await owner.Get($"/vault/{subject}?purpose=callback");
        await province.Done($"/vault/{subject}/erase", """{"ground":"subject_request"}""");
        await service.Ledger.Sequencer.Drain(CancellationToken.None);

        var reading = await Entry(service.Ledger, "access.logged");
        var erasure = await Entry(service.Ledger, "redaction.executed");

        Assert.DoesNotContain("SC-510700", reading, StringComparison.Ordinal);
        Assert.DoesNotContain("platform", reading, StringComparison.Ordinal);
        Assert.DoesNotContain(subject["case-".Length..], erasure, StringComparison.Ordinal);
        Assert.Contains("\"field_count\":1,\"ground\":\"subject_request\"", erasure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_province_erases_once_and_can_prove_what()
    {
        await using var service = await TestServer.Start(cluster);
        var (province, owner, subject) = await Story(service);
        var other = await service.Ledger.SubmitCase("other");
        await province.Consent(other, Words);

        var byOwner = await owner.Command($"/vault/{subject}/erase", "SC-510700", """{"ground":"subject_request"}""");
        var wrong = await province.Command($"/vault/{subject}/erase", "SC", """{"ground":"tidiness"}""");
        var first = await province.Done($"/vault/{subject}/erase", """{"ground":"subject_request"}""");
        var second = await province.Done($"/vault/{subject}/erase", """{"ground":"subject_request"}""");

        Assert.Equal(HttpStatusCode.Forbidden, byOwner.Status);
        Assert.Equal("FIELD-GROUND", wrong.Rule);
        Assert.True(first.Headers.CacheControl?.NoStore);
        var field = Assert.Single(first.Body["fields"]!.AsArray())!.GetValue<string>();
        Assert.EndsWith(" scope_text", field, StringComparison.Ordinal);
        var digest = Sealed.Commit("list_digest", field, Convert.FromBase64String(first.Body["salt"]!.GetValue<string>()));
        Assert.Equal(1, await service.Ledger.Count(
            $"journal.mt_events WHERE stream_id = '{first.Body["stream"]}' AND data ->> 'list_digest' = '{Convert.ToBase64String(digest)}'"));
        Assert.True(first.Body["is_rewritten"]!.GetValue<bool>());
        Assert.Null(second.Body["stream"]);
        Assert.Equal(1, await service.Ledger.Count("journal.mt_events WHERE type = 'redaction.executed.v1'"));
        Assert.Equal(0, await service.Ledger.Count($"vault.item WHERE subject = '{subject}'"));
        Assert.Equal(1, await service.Ledger.Count($"vault.item WHERE subject = '{other}'"));
        Assert.Empty((await province.Get($"/vault/{subject}?purpose=inspection")).Body["values"]!.AsArray());
    }

    // Values that are being stored while their subject is erased are either erased or stored under a new key that opens them.
    [Fact]
    public async Task Erasures_and_commands_that_race_leave_no_value_without_its_key()
    {
        await using var service = await TestServer.Start(cluster);
        var (province, _, subject) = await Story(service);

        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => i % 4 == 0
            ? province.Done($"/vault/{subject}/erase", """{"ground":"subject_request"}""")
            : province.Consent(subject, $"words {i}") as Task));

        var left = await service.Ledger.Count($"vault.item WHERE subject = '{subject}'");
        Assert.Equal(left, (await TestVault.Table.Open(service.Ledger.Writer, subject, CancellationToken.None)).Count);
        await province.Done($"/vault/{subject}/erase", """{"ground":"subject_request"}""");
        Assert.Equal(0, await service.Ledger.Count($"vault.item WHERE subject = '{subject}'"));
        Assert.Equal(0, await service.Ledger.Count($"vault.subject_key WHERE subject = '{subject}'"));
        await using var command = service.Ledger.Administrator.CreateCommand(
            "SELECT sum((data ->> 'field_count')::int)::bigint FROM journal.mt_events WHERE type = 'redaction.executed.v1'");
        Assert.Equal(46L, await command.ExecuteScalarAsync());
    }

    private static async Task<(MemberClient Province, MemberClient Owner, string Subject)> Story(TestServer service)
    {
        var province = await MemberClient.Add(service.Client, service.Ledger.ConnectionString, "SC", "province");
        var owner = await MemberClient.Add(service.Client, service.Ledger.ConnectionString, "SC-510700", "platform");
        await province.OpenNetwork();
        var consent = await province.Consent($"case-{Guid.NewGuid()}", "of another");
        var subject = consent["/consents/".Length..];
        await owner.Done($"/consents/{subject}/withdraw", """{"reason":null}""", "SC-510700");

        // A subject that has an owner and values: a second consent, about the first one.
        subject = $"consent-{subject}";
        await province.Consent(subject, Words);
        return (province, owner, subject);
    }

    private static async Task AssertOpens(TestLedger ledger, JsonNode value)
    {
        var commitment = Sealed.Commit("scope_text", value["value"]!.GetValue<string>(), Convert.FromBase64String(value["salt"]!.GetValue<string>()));
        Assert.Equal(1, await ledger.Count(
            $"journal.mt_events WHERE id = '{value["event_id"]}' AND data -> 'scope_text' ->> 'commitment' = '{Convert.ToBase64String(commitment)}'"));
    }

    private static string WithoutTrace(MemberReply reply)
    {
        var body = reply.Body.AsObject();
        body.Remove("trace_id");
        return body.ToJsonString();
    }

    private static async Task<string> Entry(TestLedger ledger, string type)
    {
        await using var command = ledger.Administrator.CreateCommand(
            $"SELECT convert_from(body, 'UTF8') FROM public_log.entry WHERE convert_from(body, 'UTF8') LIKE '%\"t\":\"{type}\"%'");
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
