using Ledger.Transparency;

namespace Projections.Compliance.Facts;

/// <summary>What the log says about one platform.</summary>
public sealed class PlatformFacts(string code)
{
    private readonly List<(DateTimeOffset From, string Status)> statuses = [];
    private readonly List<PublicEntry> hotlines = [];
    private readonly List<PublicEntry> attestations = [];

    public string Code { get; } = code;

    public PublicEntry? Registered { get; private set; }

    /// <summary>GB/T 2260 of its seat; empty while it is not registered.</summary>
    public string RegionCode => Registered?.Fields.RequireText("region_code") ?? "";

    public DateOnly? OpenedOn { get; private set; }

    public long? Phase { get; private set; }

    /// <summary>Statements that it shows the network's brand, in order.</summary>
    public IReadOnlyList<PublicEntry> Attestations => attestations;

    public bool IsOpenAt(DateTimeOffset instant)
    {
        var best = (From: DateTimeOffset.MinValue, Status: "");
        foreach (var change in statuses)
        {
            best = change.From <= instant && change.From >= best.From && best.Status != "revoked" ? change : best;
        }

        return best.Status == "open";
    }

    /// <summary>Entered and not revoked, be it open or not.</summary>
    public bool IsRegisteredAt(DateTimeOffset instant) => Registered?.OccurredAt <= instant
        && !statuses.Any(change => change.Status == "revoked" && change.From <= instant);

    /// <summary>Whether it was open at any instant of the month.</summary>
    public bool WasOpenIn(Month month) => IsOpenAt(month.Start)
        || statuses.Any(change => month.Contains(change.From) && IsOpenAt(change.From));

    /// <summary>From when to when it was closed after it had been open, in order; the last without an end where it still is.</summary>
    public IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Closures()
    {
        var (wasOpen, since) = (false, (DateTimeOffset?)null);
        foreach (var from in statuses.Select(change => change.From).Distinct().Order())
        {
            if (!IsOpenAt(from))
            {
                since ??= wasOpen ? from : null;
                continue;
            }

            if (since is { } closed)
            {
                yield return (closed, from);
            }

            (wasOpen, since) = (true, null);
        }

        if (since is { } last)
        {
            yield return (last, DateTimeOffset.MaxValue);
        }
    }

    /// <summary>The entry that says which hotline it publishes at the instant.</summary>
    public PublicEntry? HotlineAt(DateTimeOffset instant) => hotlines.FindLast(entry => entry.OccurredAt <= instant);

    internal void Add(PublicEntry entry)
    {
        var fields = entry.Fields;
        switch (entry.Type)
        {
            case "platform.registered":
                Registered = entry;
                hotlines.Add(entry);
                break;
            case "platform.phase_assigned": Phase = fields.RequireNumber("phase"); break;
            case "platform.opened":
                OpenedOn ??= fields.RequireDay("opened_on");
                statuses.Add((entry.OccurredAt, "open"));
                break;
            case "platform.suspended": statuses.Add((fields.RequireInstant("effective_from"), "suspended")); break;
            case "platform.reinstated": statuses.Add((fields.RequireInstant("effective_from"), "open")); break;
            case "platform.revoked": statuses.Add((fields.RequireInstant("effective_from"), "revoked")); break;
            case "platform.hotline_changed":
                hotlines.Add(entry);
                break;
            case "branding.attested": attestations.Add(entry); break;
        }
    }
}
