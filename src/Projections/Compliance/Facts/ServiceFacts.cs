using Ledger.Transparency;

namespace Projections.Compliance.Facts;

/// <summary>What the log says about one service: its content and what was published beside it, by version.</summary>
public sealed class ServiceFacts(string code)
{
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

    private readonly SortedDictionary<string, Versions> feeItems = new(StringComparer.Ordinal);
    private readonly List<(DateOnly Day, PublicEntry Entry)> assured = [];

    public string Code { get; } = code;

    public string Node { get; private set; } = "";

    public Versions Contents { get; } = new();

    public Versions Processes { get; } = new();

    public Versions Commitments { get; } = new();

    /// <summary>By code of the fee item.</summary>
    public IReadOnlyDictionary<string, Versions> FeeItems => feeItems;

    /// <summary>Days on which the entry was looked through, with what says so.</summary>
    public IReadOnlyList<(DateOnly Day, PublicEntry Entry)> Assured => assured;

    /// <summary>The last version in force within the month, and the last instant of it there; null where none was.</summary>
    public (PublishedVersion Content, DateTimeOffset At)? LastIn(Month month)
    {
        var at = month.End - Instant;
        var content = Contents.At(at);
        if (content is null && Contents.EndedAt is { } end && end > month.Start && end <= month.End)
        {
            // A service that was withdrawn in the month stood until then.
            at = end - Instant;
            content = Contents.At(at);
        }

        return content is null ? null : (content, at);
    }

    /// <summary>Its content as published; a member of the entry's group.</summary>
    public static PublicFields ContentOf(PublishedVersion version) => version.Fields.RequireGroup("content");

    internal void Add(PublicEntry entry)
    {
        var fields = entry.Fields;
        switch (entry.Type)
        {
            case "service.published":
                Node = fields.RequireText("node_id");
                AddContent(entry);
                break;
            case "service.revised": AddContent(entry); break;
            case "service.withdrawn": Contents.End(fields.RequireInstant("effective_from"), entry); break;
            case "service.assured": assured.Add((fields.RequireDay("assured_on"), entry)); break;
            case "process.published": Processes.Add(PublishedVersion.Of(entry)); break;
            case "commitment.published": Commitments.Add(PublishedVersion.Of(entry)); break;
            case "fee_item.published":
                FeeItem(entry).End(fields.RequireInstant("effective_from"), entry);
                FeeItem(entry).Add(PublishedVersion.Of(entry));
                break;
            case "fee_item.withdrawn": FeeItem(entry).End(fields.RequireInstant("effective_from"), entry); break;
        }
    }

    private void AddContent(PublicEntry entry)
    {
        Contents.Add(PublishedVersion.Of(entry));
        assured.Add((entry.Fields.RequireGroup("content").RequireDay("assured_on"), entry));
    }

    private Versions FeeItem(PublicEntry entry)
    {
        var code = entry.Fields.RequireText("fee_item_code");
        if (!feeItems.TryGetValue(code, out var versions))
        {
            feeItems[code] = versions = new Versions();
        }

        return versions;
    }
}
