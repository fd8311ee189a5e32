using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Ledger.Tests.Alliance;

namespace Ledger.Tests.Syndication;

/// <summary>Read as RFC 4287 and JSON Feed 1.1 have it, by XML and JSON alone.</summary>
public sealed class SyndicationTests(PlantedNetwork network) : IClassFixture<PlantedNetwork>
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Theory]
    [InlineData("corrections", "SELECT event_id::text FROM public_log.entry WHERE convert_from(body, 'UTF8') LIKE '%\"t\":\"correction.issued\"%' ORDER BY position DESC")]
    [InlineData("findings", "SELECT row->'raised'->>'event_id' FROM views.finding_view ORDER BY (row->'raised'->>'position')::bigint DESC, code")]
    [InlineData("publications", "SELECT row->'published'->>'event_id' FROM views.publication_view ORDER BY (row->'published'->>'position')::bigint DESC, code")]
    public async Task Each_feed_has_every_item_once_the_newest_first_in_both_forms(string name, string sql)
    {
        var expected = await network.Texts(sql);
        var (atom, json) = (new List<XElement>(), new List<JsonElement>());
        for (Uri? next = new($"/feeds/{name}.atom", UriKind.Relative); next is not null;)
        {
            var feed = XDocument.Parse(await network.Server.Client.GetStringAsync(next, TestContext.Current.CancellationToken)).Root!;
            Assert.Equal(Atom + "feed", feed.Name);
            Assert.StartsWith("tag:", Assert.Single(feed.Elements(Atom + "id")).Value, StringComparison.Ordinal);
            Assert.NotEqual("", Assert.Single(feed.Elements(Atom + "title")).Value);
            Assert.NotEqual("", Assert.Single(feed.Elements(Atom + "author")).Element(Atom + "name")!.Value);
            Instant(Assert.Single(feed.Elements(Atom + "updated")).Value);
            Assert.Single(feed.Elements(Atom + "link"), link => link.Attribute("rel")?.Value == "self");
            atom.AddRange(feed.Elements(Atom + "entry"));
            next = feed.Elements(Atom + "link").SingleOrDefault(link => link.Attribute("rel")?.Value == "next") is { } more ? new(more.Attribute("href")!.Value) : null;
        }

        for (var next = $"/feeds/{name}.json"; next is not null;)
        {
            var feed = JsonDocument.Parse(await network.Server.Client.GetStringAsync(next, TestContext.Current.CancellationToken)).RootElement;
            Assert.Equal("https://jsonfeed.org/version/1.1", feed.GetProperty("version").GetString());
            json.AddRange(feed.GetProperty("items").EnumerateArray());
            next = feed.TryGetProperty("next_url", out var more) ? more.GetString() : null;
        }

        Assert.Equal(expected.Count, atom.Select(entry => Assert.Single(entry.Elements(Atom + "id")).Value).Distinct().Count());
        Assert.Equal(expected, atom.Select(entry => entry.Element(Atom + "id")!.Value.Split(':')[2].Split('/')[0]));
        Assert.Equal(atom.Select(entry => entry.Element(Atom + "id")!.Value), json.Select(item => item.GetProperty("id").GetString()));
        Assert.All(atom.Zip(json), pair =>
        {
            Assert.Equal(Assert.Single(pair.First.Elements(Atom + "title")).Value, pair.Second.GetProperty("title").GetString());
            Assert.Equal(Instant(pair.First.Element(Atom + "updated")!.Value).ToUnixTimeSeconds(), Instant(pair.Second.GetProperty("date_modified").GetString()!).ToUnixTimeSeconds());
            Assert.NotEqual("", pair.Second.GetProperty("content_text").GetString());
        });
        Assert.DoesNotContain(network.Canaries.OfAlliance.Concat(network.Canaries.Confidential), canary => string.Concat(atom).Contains(canary, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reader_that_has_the_feed_hears_that_nothing_changed_and_pages_go_on_where_one_ended()
    {
        var ct = TestContext.Current.CancellationToken;
        using var first = await network.Server.Client.GetAsync("/feeds/corrections.atom", ct);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/feeds/corrections.atom");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var same = await network.Server.Client.SendAsync(again, ct);
        using var wrong = await network.Server.Client.GetAsync("/feeds/corrections.atom?after=x", ct);

        Assert.Equal(("application/atom+xml", HttpStatusCode.NotModified), (first.Content.Headers.ContentType!.MediaType, same.StatusCode));
        Assert.NotNull(first.Content.Headers.LastModified);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);

        var all = await network.Texts("SELECT position || ' ' || event_id FROM public_log.entry WHERE convert_from(body, 'UTF8') LIKE '%\"t\":\"correction.issued\"%' ORDER BY position DESC");
        var rest = XDocument.Parse(await network.Server.Client.GetStringAsync($"/feeds/corrections.atom?after={all[0].Split(' ')[0]}.x", ct)).Root!;
        Assert.Equal(all.Count - 1, rest.Elements(Atom + "entry").Count());
        Assert.NotEmpty(all);
    }

    [Fact]
    public async Task Many_findings_of_one_evaluation_are_paged_without_loss()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var rows = network.Server.Ledger.Administrator.CreateCommand(
            """
            INSERT INTO views.finding_view (code, row)
            SELECT 'F' || n, jsonb_build_object('code', 'F' || n, 'month', '2026-01', 'rule', 'D3-UNLISTED_FEE', 'rule_version', 1, 'item', 'D3',
                'severity', 'major', 'subject', 'case-x', 'node', 'SC-510100', 'regime_id', 'r', 'regime_version', 1, 'basis', 'replayable',
                'evidence', jsonb_build_object('count', 1, 'first', '[]'::jsonb), 'raised', mark, 'evaluated', mark, 'since', mark, 'found', n % 2 = 0)
            FROM generate_series(1, 130) AS n,
                LATERAL (SELECT jsonb_build_object('position', n / 60, 'event_id', gen_random_uuid(), 'at', '2026-02-01T00:00:00.000Z') AS mark) AS m
            """);
        await rows.ExecuteNonQueryAsync(ct);
        try
        {
            await Each_feed_has_every_item_once_the_newest_first_in_both_forms(
                "findings", "SELECT row->'raised'->>'event_id' FROM views.finding_view ORDER BY (row->'raised'->>'position')::bigint DESC, code");
        }
        finally
        {
            await using var clean = network.Server.Ledger.Administrator.CreateCommand("DELETE FROM views.finding_view WHERE row->>'subject' = 'case-x'");
            await clean.ExecuteNonQueryAsync(ct);
        }
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.None);
}
