using Ledger.Privacy.Consents;
using PublicApi.Http;

namespace PublicApi.Privacy;

/// <summary>Commands about consents: <c>POST /consents/{key}</c> records one, <c>POST /consents/{key}/withdraw</c> ends it. The
/// key is a random id that the caller makes.</summary>
public static class ConsentEndpoints
{
    internal static void Map(RouteGroupBuilder commands)
    {
        var consents = commands.MapGroup("/consents");
        consents.MapBegin<ConsentState, GrantConsent>();
        consents.MapChange<ConsentState, WithdrawConsent>("withdraw");
    }
}
