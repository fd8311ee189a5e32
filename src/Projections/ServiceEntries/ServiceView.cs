using System.Collections.Immutable;
using Ledger.Transparency;
using Projections.Streams;

namespace Projections.ServiceEntries;

/// <summary>What the public is told about a service; texts and lists may be empty.</summary>
/// <param name="ProviderId">Code of the provider; the platform's own code where it delivers itself.</param>
/// <param name="StandardVersion">0 where there is no standard.</param>
/// <param name="AssuredOn">Day in Asia/Shanghai on which the version was checked when it was published.</param>
public sealed record ServiceContent(
    string Name,
    string CategoryCode,
    string StandardCode,
    long StandardVersion,
    string ProviderId,
    string Nature,
    ImmutableArray<string> SizeClasses,
    ImmutableArray<string> IndustryCodes,
    ImmutableArray<string> RegionCodes,
    string Conditions,
    ImmutableArray<string> Materials,
    ImmutableArray<string> Channels,
    string Contact,
    ImmutableArray<string> FeatureTags,
    DateOnly AssuredOn);

/// <param name="ChangeNote">What is new; null in the first version.</param>
public sealed record ServiceVersion(ServiceContent Content, string? ChangeNote) : PublishedVersion;

/// <summary>A service with every version of its content.</summary>
public sealed record ServiceView : StreamView
{
    /// <summary>The platform that published it and owns the entry.</summary>
    public string Platform { get; init; } = "";

    public ImmutableArray<ServiceVersion> Versions { get; init; } = [];

    /// <summary>From this instant on no version is in force.</summary>
    public DateTimeOffset? WithdrawnFrom { get; init; }

    /// <summary>The further days (Asia/Shanghai) on which the entry was looked through and found right.</summary>
    public ImmutableArray<DateOnly> AssuredOn { get; init; } = [];

    protected override StreamView Next(PublicEntry entry) => entry.Type switch
    {
        "service.published" => With(entry) with { Platform = entry.Fields.RequireText("node_id") },
        "service.revised" => With(entry),
        "service.withdrawn" => Ended(entry.Fields.RequireInstant("effective_from")),
        "service.assured" => this with { AssuredOn = AssuredOn.Add(Instants.ParseDay(entry.Fields.RequireText("assured_on"))) },
        _ => this,
    };

    private ServiceView With(PublicEntry entry)
    {
        var version = new ServiceVersion(Content(entry.Fields.RequireGroup("content")), entry.Fields.FindText("change_note")).From(entry);
        var view = this with { Versions = Versions.With(version) };
        return WithdrawnFrom is { } end ? view.Ended(end) : view;
    }

    private ServiceView Ended(DateTimeOffset end) => this with { Versions = Versions.Ended(end, static _ => true), WithdrawnFrom = end };

    private static ServiceContent Content(PublicFields fields) => new(
        fields.RequireText("name"),
        fields.RequireText("category_code"),
        fields.RequireText("standard_code"),
        fields.RequireExact("standard_version"),
        fields.RequireText("provider_id"),
        fields.RequireText("nature"),
        [.. fields.RequireTexts("size_classes")],
        [.. fields.RequireTexts("industry_codes")],
        [.. fields.RequireTexts("region_codes")],
        fields.RequireText("conditions"),
        [.. fields.RequireTexts("materials")],
        [.. fields.RequireTexts("channels")],
        fields.RequireText("contact"),
        [.. fields.RequireTexts("feature_tags")],
        Instants.ParseDay(fields.RequireText("assured_on")));
}
