using Ledger.Registry.Platforms;
using PublicApi.Http;

namespace PublicApi.Registry;

/// <summary>Commands about platforms: <c>POST /platforms/{code}</c> registers one, <c>POST /platforms/{code}/…</c> changes it.</summary>
public static class PlatformEndpoints
{
    internal static void Map(RouteGroupBuilder commands)
    {
        var platforms = commands.MapGroup("/platforms");
        platforms.MapBegin<PlatformState, RegisterPlatform>();
        platforms.MapChange<PlatformState, AssignPhase>("phase");
        platforms.MapChange<PlatformState, OpenPlatform>("open");
        platforms.MapChange<PlatformState, SuspendPlatform>("suspend");
        platforms.MapChange<PlatformState, ReinstatePlatform>("reinstate");
        platforms.MapChange<PlatformState, RevokePlatform>("revoke");
    }
}
