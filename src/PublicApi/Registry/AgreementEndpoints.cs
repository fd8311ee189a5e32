using Ledger.Registry.Agreements;
using PublicApi.Http;

namespace PublicApi.Registry;

/// <summary>Commands about joint service agreements: <c>POST /agreements/{id}</c> signs one, <c>POST /agreements/{id}/…</c> changes it.</summary>
public static class AgreementEndpoints
{
    internal static void Map(RouteGroupBuilder commands)
    {
        var agreements = commands.MapGroup("/agreements");
        agreements.MapBegin<AgreementState, SignAgreement>();
        agreements.MapChange<AgreementState, AmendAgreement>("amend");
        agreements.MapChange<AgreementState, TerminateAgreement>("terminate");
    }
}
