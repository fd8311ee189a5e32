using System.Collections.Immutable;
using Ledger.Transparency;
using Projections.Streams;

namespace Projections.Platforms;

/// <summary>A platform of the network: who it is, and when it was open.</summary>
public sealed record PlatformView : StreamView
{
    /// <summary>The status before the first change.</summary>
    public const string Registered = "registered";

    public const string Open = "open";

    public string Name { get; init; } = "";

    public string Kind { get; init; } = "";

    public string RegionCode { get; init; } = "";

    public string? ClusterCode { get; init; }

    public string Hotline { get; init; } = "";

    public DateTimeOffset? RegisteredAt { get; init; }

    public long? Phase { get; init; }

    /// <summary>Day in Asia/Shanghai.</summary>
    public DateOnly? PlannedOpenOn { get; init; }

    /// <inheritdoc cref="PlannedOpenOn"/>
    public DateOnly? OpenedOn { get; init; }

    /// <summary>Version of the network's brand that it last attested to show.</summary>
    public long? BrandVersion { get; init; }

    public DateTimeOffset? BrandAttestedAt { get; init; }

    public ImmutableArray<StatusChange> Statuses { get; init; } = [];

    /// <summary>registered, open, suspended or revoked at an instant.</summary>
    public string StatusAt(DateTimeOffset instant) => Statuses.At(instant) ?? Registered;

    protected override StreamView Next(PublicEntry entry) => entry.Type switch
    {
        "platform.registered" => this with
        {
            Name = entry.Fields.RequireText("name"),
            Kind = entry.Fields.RequireText("kind"),
            RegionCode = entry.Fields.RequireText("region_code"),
            ClusterCode = entry.Fields.FindText("cluster_code"),
            Hotline = entry.Fields.RequireText("hotline"),
            RegisteredAt = entry.RecordedAt,
        },
        "platform.phase_assigned" => this with
        {
            Phase = entry.Fields.RequireExact("phase"),
            PlannedOpenOn = Instants.ParseDay(entry.Fields.RequireText("planned_open_on")),
        },

        // The caller's clock may run ahead.
        "platform.opened" => Became(entry, Open, entry.OccurredAt < entry.RecordedAt ? entry.OccurredAt : entry.RecordedAt) with
        {
            OpenedOn = Instants.ParseDay(entry.Fields.RequireText("opened_on")),
        },
        "platform.suspended" => Became(entry, "suspended", entry.Fields.RequireInstant("effective_from")),
        "platform.reinstated" => Became(entry, Open, entry.Fields.RequireInstant("effective_from")),
        "platform.revoked" => Became(entry, "revoked", entry.Fields.RequireInstant("effective_from")),
        "platform.hotline_changed" => this with { Hotline = entry.Fields.RequireText("hotline") },
        "branding.attested" => this with
        {
            BrandVersion = entry.Fields.RequireExact("brand_version"),
            BrandAttestedAt = entry.RecordedAt,
        },
        _ => this,
    };

    private PlatformView Became(PublicEntry entry, string status, DateTimeOffset from) =>
        this with { Statuses = Statuses.With(entry, status, from) };
}
