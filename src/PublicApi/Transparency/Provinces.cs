using Ledger.Registry;
using Ledger.Registry.Platforms;

namespace PublicApi.Transparency;

/// <summary>In whose name the service records by itself.</summary>
internal static class Provinces
{
    /// <summary>Code of the provincial platform; null while none is registered.</summary>
    public static string? Of(Network network) => network.All<PlatformState>()
        .Where(platform => platform.Value.Kind == PlatformKinds.Provincial)
        .Select(platform => platform.Key[PlatformState.Prefix.Length..])
        .FirstOrDefault();
}
