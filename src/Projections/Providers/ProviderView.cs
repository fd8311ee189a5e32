using System.Collections.Immutable;
using Ledger.Transparency;
using Projections.Streams;

namespace Projections.Providers;

/// <summary>A provider of services: who it is, whether it may act, and where it stood in the alliance when.</summary>
public sealed record ProviderView : StreamView
{
    /// <summary>The status before the first change.</summary>
    public const string Active = "active";

    /// <summary>The membership before the first change.</summary>
    public const string NoMember = "none";

    public string LegalName { get; init; } = "";

    public string Kind { get; init; } = "";

    public string RegionCode { get; init; } = "";

    public string? CountyCode { get; init; }

    public ImmutableArray<string> CategoryCodes { get; init; } = [];

    public ImmutableArray<string> Qualifications { get; init; } = [];

    /// <summary>The platform that registered it.</summary>
    public string OwnerNode { get; init; } = "";

    public DateTimeOffset? RegisteredAt { get; init; }

    /// <summary>When its identity was last verified; null when it was not.</summary>
    public DateTimeOffset? IdentityVerifiedAt { get; init; }

    public ImmutableArray<StatusChange> Statuses { get; init; } = [];

    public ImmutableArray<StatusChange> Memberships { get; init; } = [];

    /// <summary>active, suspended or revoked at an instant.</summary>
    public string StatusAt(DateTimeOffset instant) => Statuses.At(instant) ?? Active;

    /// <summary>none, applied, admitted, suspended, exited or expelled at an instant.</summary>
    public string MembershipAt(DateTimeOffset instant) => Memberships.At(instant) ?? NoMember;

    protected override StreamView Next(PublicEntry entry) => entry.Type switch
    {
        "provider.registered" => this with
        {
            LegalName = entry.Fields.RequireText("legal_name"),
            Kind = entry.Fields.RequireText("kind"),
            RegionCode = entry.Fields.RequireText("region_code"),
            CountyCode = entry.Fields.FindText("county_code"),
            CategoryCodes = [.. entry.Fields.RequireTexts("category_codes")],
            Qualifications = [.. entry.Fields.RequireTexts("qualifications")],
            OwnerNode = entry.Node,
            RegisteredAt = entry.RecordedAt,
        },
        "provider.identity_verified" => this with { IdentityVerifiedAt = entry.RecordedAt },
        "provider.status_changed" => this with
        {
            Statuses = Statuses.With(entry, entry.Fields.RequireText("status"), entry.Fields.RequireInstant("effective_from")),
        },
        "alliance.application_submitted" => Became(entry, "applied", entry.RecordedAt),
        "alliance.application_declined" => Became(entry, NoMember, entry.RecordedAt),
        "alliance.admitted" or "alliance.reinstated" => Became(entry, "admitted", entry.Fields.RequireInstant("effective_from")),
        "alliance.suspended" => Became(entry, "suspended", entry.Fields.RequireInstant("effective_from")),
        "alliance.exited" => Became(entry, "exited", entry.Fields.RequireInstant("effective_from")),
        "alliance.expelled" => Became(entry, "expelled", entry.Fields.RequireInstant("effective_from")),
        _ => this,
    };

    private ProviderView Became(PublicEntry entry, string membership, DateTimeOffset from) =>
        this with { Memberships = Memberships.With(entry, membership, from) };
}
