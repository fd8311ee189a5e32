using Ledger.Cases;
using Projections.Cases;
using PublicApi.Http;

namespace PublicApi.Cases;

/// <summary>Commands about cases: <c>POST /cases</c> begins one, <c>POST /cases/{key}/…</c> changes it.</summary>
public static class CaseEndpoints
{
    internal static void Map(RouteGroupBuilder commands)
    {
        CandidateEndpoint.Map(commands);
        var cases = commands.MapGroup("/cases");

        // From the key, so that a repeated submission finds the case that the first one opened; a signer says the id itself, since it is in what is signed.
        cases.MapNew<CaseState, SubmitRequest>((request, ids) =>
            request.Signing?.NewCase() ?? ids.For($"command\0{request.Envelope.Node}", request.Envelope.CommandId));
        cases.MapChange<CaseState, AnswerRequest>("request/answer");
        cases.MapChange<CaseState, AcceptRequest>("request/accept");
        cases.MapChange<CaseState, DeclineRequest>("request/decline");
        cases.MapChange<CaseState, RequestSupplement>("request/ask");
        cases.MapChange<CaseState, SupplementRequest>("request/supplement");
        cases.MapChange<CaseState, WithdrawRequest>("request/withdraw");
        cases.MapChange<CaseState, MergeRequest>("request/merge");
        cases.MapChange<CaseState, ContactRequester>("request/contact");
        cases.MapChange<CaseState, CloseRequest>("request/close");
        cases.MapChange<CaseState, ReopenRequest>("request/reopen");

        // The load that candidates are ranked by is the service's to say, so it is not read from the body.
        cases.MapChange<CaseState, OfferReferral>("referral/offer", async (site, command) =>
            command with { OpenCases = await CaseQuery.OpenCases(site.Reader, CancellationToken.None) });
        cases.MapChange<CaseState, AcceptReferral>("referral/accept");
        cases.MapChange<CaseState, RejectReferral>("referral/reject");
        cases.MapChange<CaseState, RecallReferral>("referral/recall");
        cases.MapChange<CaseState, ExpireReferral>("referral/expire");
        cases.MapChange<CaseState, ScheduleDelivery>("delivery/schedule");
        cases.MapChange<CaseState, StartDelivery>("delivery/start");
        cases.MapChange<CaseState, ProgressDelivery>("delivery/progress");
        cases.MapChange<CaseState, PauseDelivery>("delivery/pause");
        cases.MapChange<CaseState, ResumeDelivery>("delivery/resume");
        cases.MapChange<CaseState, ExtendDelivery>("delivery/extend");
        cases.MapChange<CaseState, CompleteDelivery>("delivery/complete");
        cases.MapChange<CaseState, ConfirmDelivery>("delivery/confirm");
        cases.MapChange<CaseState, DeemDeliveryConfirmed>("delivery/deem_confirmed");
        cases.MapChange<CaseState, DisputeDelivery>("delivery/dispute");
        cases.MapChange<CaseState, AbortDelivery>("delivery/abort");
        cases.MapChange<CaseState, InviteRating>("rating/invite");
        cases.MapChange<CaseState, SubmitRating>("rating/submit");
        cases.MapChange<CaseState, ReviseRating>("rating/revise");
        cases.MapChange<CaseState, InvalidateRating>("rating/invalidate");
        cases.MapChange<CaseState, RecordCallback>("rating/callback");
        cases.MapChange<CaseState, OpenRectification>("rating/rectify");
        cases.MapChange<CaseState, CloseRectification>("rating/rectified");
        cases.MapChange<CaseState, QuoteFee>("fee/quote");
        cases.MapChange<CaseState, AgreeFee>("fee/agree");
        cases.MapChange<CaseState, ChargeFee>("fee/charge");
        cases.MapChange<CaseState, PayFee>("fee/pay");
        cases.MapChange<CaseState, RefundFee>("fee/refund");
        cases.MapChange<CaseState, WaiveFee>("fee/waive");
        cases.MapChange<CaseState, SubsidiseFee>("fee/subsidise");
        cases.MapChange<CaseState, DisputeFee>("fee/dispute");
        cases.MapChange<CaseState, ResolveFee>("fee/resolve");
    }
}
