using Ledger.Cases;
using Ledger.Journal;
using PublicApi.Http;

namespace PublicApi.Cases;

/// <summary>Commands about cases: <c>POST /cases</c> begins one, <c>POST /cases/{key}/…</c> changes it.</summary>
public static class CaseEndpoints
{
    internal static void Map(RouteGroupBuilder commands)
    {
        var cases = commands.MapGroup("/cases");
        cases.MapPost("", Submit);
        cases.MapChange<CaseState, AcceptRequest>("request/accept");
        cases.MapChange<CaseState, DeclineRequest>("request/decline");
        cases.MapChange<CaseState, WithdrawRequest>("request/withdraw");
        cases.MapChange<CaseState, ReopenRequest>("request/reopen");
        cases.MapChange<CaseState, OfferReferral>("referral/offer");
        cases.MapChange<CaseState, AcceptReferral>("referral/accept");
        cases.MapChange<CaseState, RejectReferral>("referral/reject");
        cases.MapChange<CaseState, StartDelivery>("delivery/start");
        cases.MapChange<CaseState, CompleteDelivery>("delivery/complete");
        cases.MapChange<CaseState, ConfirmDelivery>("delivery/confirm");
        cases.MapChange<CaseState, DisputeDelivery>("delivery/dispute");
        cases.MapChange<CaseState, SubmitRating>("rating/submit");
        cases.MapChange<CaseState, QuoteFee>("fee/quote");
        cases.MapChange<CaseState, AgreeFee>("fee/agree");
        cases.MapChange<CaseState, ChargeFee>("fee/charge");
        cases.MapChange<CaseState, PayFee>("fee/pay");
        cases.MapChange<CaseState, RefundFee>("fee/refund");
        cases.MapChange<CaseState, WaiveFee>("fee/waive");
    }

    private static async Task<IResult> Submit(HttpContext http, CommandJournal journal, CaseIds ids, TimeProvider clock)
    {
        var request = await CommandRequest<SubmitRequest>.Read(http, clock);
        if (request.Problem is { } problem)
        {
            return problem;
        }

        // From the key, so that a repeated submission finds the case that the first one opened.
        var stream = ids.For($"command\0{request.Envelope.Node}", request.Envelope.CommandId);
        return await CommandEndpoints.Execute<CaseState, SubmitRequest>(stream, mayBegin: true, request, journal);
    }
}
