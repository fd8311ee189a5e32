using System.Text.Json;
using Ledger.Journal;

namespace Ledger.Tests.Alliance;

/// <summary>Nobody finds what is not for his eyes, whatever he asks.</summary>
public sealed class CanaryWalkTests(PlantedNetwork network) : IClassFixture<PlantedNetwork>
{
    private const int Queries = 120;

    // A code, a flag or an id of something public: nothing of ours can stand there. What tells them is not in the public schema.
    private static readonly HashSet<string> WithoutRoom =
    [
        "request.submitted.consent", "request.submitted.enterprise_id", "request.submitted.source", "delivery.started.agreement_id",
        "fee.agreed.method", "fee.paid.method", "privacy.consent_granted.scopes", "privacy.consent_granted.subject", "privacy.consent_withdrawn.scopes",
        "access.logged.reader_node", "access.logged.reader_role", "inspection.sample_drawn.seed",
        "enterprise.registered.uscc_override_evidence_hash", "enterprise.registered.uscc_override_reason",
        "provider.registered.uscc_override_evidence_hash", "provider.registered.uscc_override_reason",
    ];

    [Fact]
    public async Task Every_alliance_field_with_room_has_a_canary_in_the_journal()
    {
        var bodies = await network.Texts("SELECT type || ' ' || data::text FROM journal.mt_events");
        var fields = EventCatalogue.All.SelectMany(type => EventFields.Of(type.Record)
            .Where(field => !field.IsPublic && !field.IsSealed).Select(field => (type, field.Name)));

        Assert.All(fields.Where(found => !WithoutRoom.Contains($"{found.type.Name}.{found.Name}")), found => Assert.True(
            bodies.Exists(body => body.StartsWith(found.type.StoredName + " ", StringComparison.Ordinal)
                && JsonDocument.Parse(body[(body.IndexOf(' ', StringComparison.Ordinal) + 1)..]).RootElement.TryGetProperty(found.Name, out var value)
                && network.Canaries.OfAlliance.Any(canary => value.ToString().Contains(canary, StringComparison.Ordinal))),
            $"{found.type.Name}.{found.Name}"));
        Assert.True(network.Canaries.Confidential.Count > 10, "There is too little that is confidential.");
    }

    [Theory]
    [InlineData("SC-510100", "platform")]
    [InlineData("SC-510700", "platform")]
    [InlineData("91510700MAX0X0X07Y", "provider")]
    [InlineData("SC-510600-EQUIP", "platform")]
    [InlineData("SC-510100", "auditor")]
    [InlineData("SC", "province")]
    [InlineData("", "")]
    public async Task A_walk_over_the_whole_schema_finds_what_the_asker_may_see_and_nothing_else(string node, string role)
    {
        var token = role.Length == 0 ? null : await network.Token(node, role);
        var seed = Environment.TickCount;
        var queries = new RandomQueries((await network.Ask(token, RandomQueries.Introspection)).Json, seed, await Words());
        var allowed = await Allowed(node, role);
        var told = new List<string>();
        for (var i = 0; i < Queries; i++)
        {
            var query = queries.Next();
            var answer = await network.Ask(token, query);
            Assert.True(answer.Status is 200 or 400, $"seed {seed}: {answer.Status} to {query}: {answer.Text}");
            AssertNothingElse(answer.Text, allowed, query, seed);
            told.Add(answer.Text);
        }

        // All that may be seen is seen by asking for it: so a walk that sees nothing is no proof by accident.
        Assert.True(queries.Fields("Query").Count(queries.WasAsked) > 0.9 * queries.Fields("Query").Count(), $"seed {seed}: the walk left too much out");
        Assert.True(told.Count(text => text.Contains("\"data\"", StringComparison.Ordinal)) > Queries / 3, $"seed {seed}: most of the queries were refused");
        Assert.Empty(await AllEntries(token, "body"));
        if (token is not null)
        {
            Assert.Equal(allowed.Order(), (await AllEntries(token, "allianceFields")).Order());
        }
    }

    [Fact]
    public async Task The_public_endpoint_knows_no_field_of_the_alliance()
    {
        foreach (var query in new[]
        {
            "{ cases(first: 1) { nodes { alliance { contactId } } } }", "{ entries(first: 1) { nodes { allianceFields } } }",
            "{ myCases(first: 1) { nodes { caseId } } }", "{ __type(name: \"AllianceCase\") { name } }",
        })
        {
            var withToken = await network.Ask(await network.Token("SC", "province"), query, "/graphql");

            Assert.Equal(await network.Ask(null, query), withToken);
            Assert.DoesNotContain("AllianceCase\"", withToken.Text, StringComparison.Ordinal);
        }
    }

    private void AssertNothingElse(string text, HashSet<string> allowed, string query, int seed)
    {
        var answer = Answered(text, query);
        foreach (var canary in network.Canaries.OfAlliance.Where(canary => !allowed.Contains(canary)).Concat(network.Canaries.Confidential))
        {
            Assert.False(answer.Contains(canary, StringComparison.Ordinal), $"seed {seed}: {canary} in the answer to {query}: {text}");
        }
    }

    // An error may say the asker's own words back to it.
    private static string Answered(string text, string query) =>
        JsonDocument.Parse(text).RootElement.TryGetProperty("data", out var data) ? data.GetRawText() : text.Replace(query, "", StringComparison.Ordinal);

    // Worked out from the stored events by SQL alone.
    private async Task<HashSet<string>> Allowed(string node, string role)
    {
        var bodies = role is "auditor" or "" ? [] : await network.Texts(role == "province"
            ? "SELECT data::text FROM journal.mt_events"
            : $"""
              SELECT data::text FROM journal.mt_events WHERE stream_id LIKE 'case-%' AND stream_id IN (
                  SELECT stream_id FROM journal.mt_events WHERE (type = 'request.submitted.v1' AND data->>'first_contact_node' = '{node}')
                      OR (type = 'referral.offered.v1' AND '{node}' IN (data->>'to_node', data->>'to_provider')))
              """);
        return [.. network.Canaries.OfAlliance.Where(canary => bodies.Exists(body => body.Contains(canary, StringComparison.Ordinal)))];
    }

    // Canaries as arguments too: a filter must not tell whether a value that it may not see is there.
    private async Task<List<string>> Words() =>
    [
        .. network.Canaries.OfAlliance.Take(5), .. network.Canaries.Confidential.Take(5),
        .. await network.Texts("SELECT id FROM journal.mt_streams ORDER BY id LIMIT 40"),
        .. await network.Texts("SELECT case_id FROM views.case_view"),
        "SC-510100", "SC-510700", "TRAIN-01", "91510700MAX0X0X07Y", "510100",
    ];

    private async Task<HashSet<string>> AllEntries(string? token, string field)
    {
        var text = new System.Text.StringBuilder();
        for (long? after = -1; after is not null;)
        {
            var page = (await network.Ask(token, $"{{ entries(first: 100, after: {after}) {{ nodes {{ position {field} }} pageInfo {{ hasNextPage endCursor }} }} }}")).Json
                .GetProperty("data").GetProperty("entries");
            text.Append(page.GetRawText());
            var info = page.GetProperty("pageInfo");
            after = info.GetProperty("hasNextPage").GetBoolean() ? long.Parse(info.GetProperty("endCursor").GetString()!, System.Globalization.CultureInfo.InvariantCulture) : null;
        }

        return [.. network.Canaries.OfAlliance.Where(canary => text.ToString().Contains(canary, StringComparison.Ordinal))];
    }
}
