using Ledger.Registry.Platforms;
using Ledger.Registry.Providers;

namespace Ledger.Registry;

/// <summary>Whether a node may still read what only the alliance sees (INV-13).</summary>
public static class NodeStanding
{
    /// <summary>False from the effective instant on for a suspended or revoked platform or provider, and for a provider that is
    /// suspended from the alliance or has left it. A node that never was in the network has nothing to read.</summary>
    public static bool MayRead(Network network, string node, DateTimeOffset now)
    {
        var platform = network.Find<PlatformState>(PlatformState.StreamOf(node));
        var provider = network.Find<ProviderState>(ProviderState.StreamOf(node));
        return platform.StatusAt(now) is PlatformStatus.Registered or PlatformStatus.Open
            && provider.Statuses.At(now) == ProviderStatus.Active
            && provider.Memberships.At(now) is MembershipStatus.None or MembershipStatus.Applied or MembershipStatus.Admitted;
    }
}
