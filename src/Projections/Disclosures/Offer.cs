using Projections.Commitments;
using Projections.FeeItems;
using Projections.Platforms;
using Projections.Processes;
using Projections.Providers;
using Projections.ServiceEntries;
using Projections.Streams;

namespace Projections.Disclosures;

/// <summary>All that is published about a service, and how it stands at an instant.</summary>
/// <param name="Platform">Null where it is not registered; so the provider, which also is null where the platform delivers itself.</param>
public sealed record Offer(
    DateTimeOffset At,
    ServiceView Service,
    ProcessView Processes,
    CommitmentView Commitments,
    FeeItemView FeeItems,
    PlatformView? Platform,
    ProviderView? Provider)
{
    private static readonly TimeSpan ShanghaiOffset = TimeSpan.FromHours(8);

    /// <summary>The version in force; null before the first and after the withdrawal.</summary>
    public ServiceVersion? Version => Service.Versions.At(At);

    /// <summary>The version in force, else the newest one.</summary>
    public ServiceVersion? Shown => Version ?? Service.Versions.LastOrDefault();

    public ProcessVersion? Process => Processes.Versions.At(At);

    public CommitmentVersion? Commitment => Commitments.Versions.At(At);

    /// <summary>The prices in force, in order of the codes of their fee items.</summary>
    public IReadOnlyList<FeeItemVersion> Fees => [.. FeeItems.At(At)];

    /// <summary>Whether it can be asked for: a version is in force and the platform is open.</summary>
    public bool IsActive => Version is not null && Platform?.StatusAt(At) == PlatformView.Open;

    /// <summary>The provider's name, or the platform's where it delivers itself; null where neither is known.</summary>
    public string? ProviderName => Provider?.LegalName ?? (Shown?.Content.ProviderId == Service.Platform ? Platform?.Name : null);

    /// <summary>The last day, up to that of the instant (Asia/Shanghai), on which the entry was checked.</summary>
    public DateOnly? AssuredOn => Shown is { } shown
        ? Service.AssuredOn.Where(day => day <= DateOnly.FromDateTime(At.ToOffset(ShanghaiOffset).DateTime)).Append(shown.Content.AssuredOn).Max()
        : null;
}
