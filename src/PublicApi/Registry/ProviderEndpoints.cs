using Ledger.Registry.Providers;
using PublicApi.Http;

namespace PublicApi.Registry;

/// <summary>Commands about providers and their membership: <c>POST /providers/{uscc}</c> registers one, <c>POST /providers/{uscc}/…</c> changes it.</summary>
public static class ProviderEndpoints
{
    internal static void Map(RouteGroupBuilder commands)
    {
        var providers = commands.MapGroup("/providers");
        providers.MapBegin<ProviderState, RegisterProvider>();
        providers.MapChange<ProviderState, VerifyIdentity>("verify");
        providers.MapChange<ProviderState, ChangeProviderStatus>("status");
        providers.MapChange<ProviderState, SubmitApplication>("apply");
        providers.MapChange<ProviderState, DeclineApplication>("decline");
        providers.MapChange<ProviderState, AdmitMember>("admit");
        providers.MapChange<ProviderState, SuspendMember>("suspend");
        providers.MapChange<ProviderState, ReinstateMember>("reinstate");
        providers.MapChange<ProviderState, ExitMember>("exit");
        providers.MapChange<ProviderState, ExpelMember>("expel");
        providers.MapChange<ProviderState, IntegrateResources>("integrate");
        providers.MapChange<ProviderState, RecordInteraction>("interactions");
    }
}
