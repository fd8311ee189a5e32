using Ledger.Cases;
using Ledger.Journal;
using PublicApi.Http;
using PublicApi.Members;

namespace PublicApi.Cases;

/// <summary>The body of every command: who acts and when, and the command itself. Times UTC.</summary>
/// <param name="OccurredAt">Business time; left out when it is now.</param>
public sealed record CommandBody<T>(string Node, string ActorRole, string Channel, T Command, DateTimeOffset? OccurredAt = null);

/// <summary>What a command led to.</summary>
public sealed record CommandAnswer(string CaseId, long Version, IReadOnlyList<Guid> EventIds);

/// <summary>
/// One endpoint a command. <c>Idempotency-Key</c> is required: the same key gives the first answer again and stores
/// nothing. <c>If-Match</c> may name the version the caller saw last.
/// </summary>
public static class CaseEndpoints
{
    // Longer than any sound commit; a caller that waits this long hears "unknown" while the commit goes on.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    internal static void Map(IEndpointRouteBuilder routes, RequireMember member)
    {
        var cases = routes.MapGroup("/cases").AddEndpointFilter(member);
        cases.MapPost("", (HttpContext http, CaseJournal journal, CaseIds ids, TimeProvider clock) =>
            Submit(http, journal, ids, clock));
        Map<AcceptRequest>(cases, "request/accept");
        Map<DeclineRequest>(cases, "request/decline");
        Map<WithdrawRequest>(cases, "request/withdraw");
        Map<ReopenRequest>(cases, "request/reopen");
        Map<OfferReferral>(cases, "referral/offer");
        Map<AcceptReferral>(cases, "referral/accept");
        Map<RejectReferral>(cases, "referral/reject");
        Map<StartDelivery>(cases, "delivery/start");
        Map<CompleteDelivery>(cases, "delivery/complete");
        Map<ConfirmDelivery>(cases, "delivery/confirm");
        Map<DisputeDelivery>(cases, "delivery/dispute");
        Map<SubmitRating>(cases, "rating/submit");
        Map<QuoteFee>(cases, "fee/quote");
        Map<AgreeFee>(cases, "fee/agree");
        Map<ChargeFee>(cases, "fee/charge");
        Map<PayFee>(cases, "fee/pay");
        Map<RefundFee>(cases, "fee/refund");
        Map<WaiveFee>(cases, "fee/waive");
    }

    private static void Map<T>(RouteGroupBuilder cases, string path)
        where T : CaseCommand =>
        cases.MapPost($"/{{id}}/{path}", (string id, HttpContext http, CaseJournal journal, TimeProvider clock) =>
            Change<T>(id, http, journal, clock));

    private static async Task<IResult> Submit(HttpContext http, CaseJournal journal, CaseIds ids, TimeProvider clock)
    {
        var request = await CommandRequest<SubmitRequest>.Read(http, clock);
        if (request.Problem is { } problem)
        {
            return problem;
        }

        // From the key, so that a repeated submission finds the case that the first one opened.
        var id = ids.For($"command\0{request.Envelope.Node}", request.Envelope.CommandId);
        return await Execute(id, request, journal, state => CaseDecider.Decide(state, request.Command, request.Envelope));
    }

    private static async Task<IResult> Change<T>(string id, HttpContext http, CaseJournal journal, TimeProvider clock)
        where T : CaseCommand
    {
        var request = await CommandRequest<T>.Read(http, clock);
        return request.Problem ?? (CaseIds.IsCaseId(id)
            ? await Execute(id, request, journal, state => state == CaseState.Initial
                ? Decision.Refuse(Problems.NoSuchCase, "There is no case of this id.")
                : CaseDecider.Decide(state, request.Command, request.Envelope))
            : Problems.Refused(new Outcome.Refused(Problems.NoSuchCase, "There is no case of this id.")));
    }

    private static async Task<IResult> Execute<T>(
        string id, CommandRequest<T> request, CaseJournal journal, Func<CaseState, Decision> decide)
        where T : CaseCommand =>
        await journal.Execute(id, request.Expected, request.Envelope.CommandId, decide, Deadline) switch
        {
            Outcome.Done done => new Answered(new CommandAnswer(id, done.Appended.Version.Value, done.Appended.EventIds)),
            Outcome.Refused refused => Problems.Refused(refused),
            Outcome.Stale stale => Problems.Stale(stale.Actual),
            _ => Problems.Unknown(),
        };

    private sealed class Answered(CommandAnswer answer) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.ETag = $"\"{answer.Version}\"";
            return httpContext.Response.WriteAsJsonAsync(answer, JournalJson.Options, httpContext.RequestAborted);
        }
    }
}
