using Projections.Commitments;
using Projections.FeeItems;
using Projections.Platforms;
using Projections.Processes;
using Projections.Providers;
using Projections.Regimes;
using Projections.ServiceEntries;

namespace Projections.Streams;

/// <summary>The views of the registry and the catalogue.</summary>
public static class StreamViewKinds
{
    private const string Service = "service-";

    /// <summary>In the order in which their digests are told.</summary>
    public static readonly IReadOnlyList<StreamViewKind> All =
    [
        StreamViewKind.Of<PlatformView>("platform_view", "platform-"),
        StreamViewKind.Of<ProviderView>("provider_view", "provider-"),
        StreamViewKind.Of<ServiceView>("service_view", Service),
        StreamViewKind.Of<ProcessView>("process_view", Service),
        StreamViewKind.Of<CommitmentView>("commitment_view", Service),
        StreamViewKind.Of<FeeItemView>("fee_item_view", Service),
        StreamViewKind.Of<RegimeView>("regime_view", "regime-"),
    ];
}
