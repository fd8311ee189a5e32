using System.Globalization;
using System.ServiceModel.Syndication;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;
using Ledger.Transparency;

namespace PublicApi.Syndication;

/// <summary>Writes a page of a feed: Atom (RFC 4287, paged by RFC 5005) and JSON Feed 1.1.</summary>
/// <param name="origin">Of the service.</param>
internal sealed class FeedForms(Uri origin)
{
    // RFC 4151: the year in which the ids began.
    private const string TagYear = "2026";

    private const string Author = "Ledger 台账";

    private static readonly JsonSerializerOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public byte[] Atom(FeedSource source, FeedPage page, string self, string? next)
    {
        var feed = new SyndicationFeed(source.Title, description: null, feedAlternateLink: null, Tag($"feed/{source.Name}"), page.Updated)
        {
            Items = [.. page.Items.Select(AtomItem)],
        };
        feed.Authors.Add(new SyndicationPerson { Name = Author });
        feed.Links.Add(new SyndicationLink(new Uri(origin, self), "self", null, "application/atom+xml", 0));
        if (next is not null)
        {
            feed.Links.Add(new SyndicationLink(new Uri(origin, next), "next", null, "application/atom+xml", 0));
        }

        using var text = new MemoryStream();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) }))
        {
            new Atom10FeedFormatter(feed).WriteTo(xml);
        }

        return text.ToArray();
    }

    public byte[] Json(FeedSource source, FeedPage page, string self, string? next)
    {
        var feed = new Dictionary<string, object?>
        {
            ["version"] = "https://jsonfeed.org/version/1.1",
            ["title"] = source.Title,
            ["feed_url"] = new Uri(origin, self).AbsoluteUri,
            ["authors"] = new[] { new { name = Author } },
            ["items"] = page.Items.Select(item => new
            {
                id = IdOf(item),
                url = LinkOf(item).AbsoluteUri,
                title = item.Title,
                content_text = item.Text,
                date_published = Instants.Write(item.Published),
                date_modified = Instants.Write(item.Updated),
            }),
        };
        if (next is not null)
        {
            feed["next_url"] = new Uri(origin, next).AbsoluteUri;
        }

        return JsonSerializer.SerializeToUtf8Bytes(feed, Form);
    }

    private SyndicationItem AtomItem(FeedItem item) => new(
        item.Title, SyndicationContent.CreatePlaintextContent(item.Text), LinkOf(item), IdOf(item), item.Updated)
    {
        PublishDate = item.Published,
    };

    private string IdOf(FeedItem item) => Tag($"{item.EventId}/{Uri.EscapeDataString(item.Code)}");

    private string Tag(string what) => $"tag:{origin.Host},{TagYear}:{what}";

    // The entry by which it came, from the same service.
    private Uri LinkOf(FeedItem item) => new(origin, "graphql?query=" + Uri.EscapeDataString(string.Create(
        CultureInfo.InvariantCulture, $"{{ entries(first: 1, after: {item.Place.Position - 1}) {{ nodes {{ position body }} }} }}")));
}
