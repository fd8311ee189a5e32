using System.Runtime.CompilerServices;
using Ledger.Cases;
using Ledger.Deciding;

namespace Ledger.Tests.Cases;

/// <summary>Turns random bytes into commands and plays them on one case: often the fitting command, sometimes any.</summary>
public sealed class RandomCommands(IReadOnlyList<byte> script)
{
    /// <summary>Every command and the stages it says it is possible in.</summary>
    public static readonly IReadOnlyDictionary<Type, IReadOnlyList<CaseStage>> Possible = typeof(CaseCommand).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(CaseCommand)))
        .ToDictionary(
            type => type,
            type => (IReadOnlyList<CaseStage>)[.. ((CaseCommand)RuntimeHelpers.GetUninitializedObject(type)).Possible]);

    private static readonly Type[] Kinds = [.. Possible.Keys.OrderBy(type => type.Name, StringComparer.Ordinal)];
    private static readonly string[] Nodes = [By.OwnerNode, By.OtherNode, By.ThirdNode, By.Provider, By.ClosedNode, By.Stranger];

    private int next;
    private byte lastId;

    public CaseState State { get; private set; } = CaseState.Initial;

    public List<CaseEvent> History { get; } = [];

    public void Play(Action<CaseState, CaseCommand, Decision, CaseState> check)
    {
        for (var number = 0; next < script.Count; number++)
        {
            var command = Command(Kind());
            var envelope = Actor(command) with { CommandId = $"c{number}" };
            var before = State;
            var decision = command.DecideOn(before, By.Act(envelope));
            foreach (var fact in decision is Decision.Accepted accepted ? accepted.Events.Cast<CaseEvent>() : [])
            {
                History.Add(fact);
                State = State.Evolve(fact);
            }

            Assert.True(decision is Decision.Refused || command.DecideOn(State, By.Act(envelope)) == Decision.Nothing);
            check(before, command, decision, State);
        }
    }

    private int Take(int below) => next < script.Count ? script[next++] % below : 0;

    private bool Mostly() => Take(8) > 0;

    private T Any<T>(IReadOnlyList<T> items) => items[Take(items.Count)];

    private Type Kind() => Mostly() ? Any([.. Kinds.Where(kind => Possible[kind].Contains(State.Stage))]) : Any(Kinds);

    private Envelope Actor(CaseCommand command)
    {
        var node = command switch
        {
            AcceptReferral answer => State.OpenReferrals.GetValueOrDefault(answer.ReferralId)?.Addressee ?? By.OwnerNode,
            RejectReferral answer => State.OpenReferrals.GetValueOrDefault(answer.ReferralId)?.Addressee ?? By.OwnerNode,
            InvalidateRating => By.Province,
            ProgressDelivery or CompleteDelivery => State.DeliveringProvider ?? By.OwnerNode,
            _ => State.OwnerNode is "" ? By.OwnerNode : State.OwnerNode,
        };
        var role = command switch
        {
            SubmitRating or ReviseRating => Actors.Requester,
            ExpireReferral or DeemDeliveryConfirmed => Actors.SystemRole,
            _ => "caseworker",
        };
        return By.Owner() with
        {
            Node = Mostly() ? node : Any(Nodes),
            ActorRole = Mostly() ? role : Actors.Requester,
            RecordedAt = By.Now.AddDays(Mostly() ? role == Actors.SystemRole ? 30 : 0 : 8),
        };
    }

    private CaseCommand Command(Type kind) => kind.Name switch
    {
        nameof(SubmitRequest) => new SubmitRequest("call", "S", "Service", "C", "510100", 480, null, null),
        nameof(AcceptRequest) => new AcceptRequest(State.Stage == CaseStage.Aborted && Mostly() ? State.Acceptance!.ServiceCode : Any(["TRAIN-01", "TRAIN-01", "TRAIN-02", "TRAIN-03", "GUIDE-01"])),
        nameof(DeclineRequest) => new DeclineRequest("R", null, "desk", null),
        nameof(WithdrawRequest) => new WithdrawRequest("R"),
        nameof(ReopenRequest) => new ReopenRequest("R", "audit"),
        nameof(OfferReferral) => Offer(),
        nameof(AnswerRequest) => new AnswerRequest("A-1", null),
        nameof(RequestSupplement) => new RequestSupplement(["LICENCE"]),
        nameof(SupplementRequest) => new SupplementRequest(["LICENCE"]),
        nameof(MergeRequest) => new MergeRequest("case-01936f2a-0000-7000-8000-0000000000bb"),
        nameof(ContactRequester) => new ContactRequester("call"),
        nameof(CloseRequest) => new CloseRequest("R"),
        nameof(RecallReferral) => new RecallReferral(Known(State.OpenReferrals.Keys), "R"),
        nameof(ExpireReferral) => new ExpireReferral(Known(State.OpenReferrals.Keys)),
        nameof(ScheduleDelivery) => new ScheduleDelivery(NewId(), Place(), Deliverer(), "phone", Story.Later),
        nameof(ProgressDelivery) => new ProgressDelivery(Current(), "HALF"),
        nameof(PauseDelivery) => new PauseDelivery(Current(), "R"),
        nameof(ResumeDelivery) => new ResumeDelivery(Current(), "R"),
        nameof(ExtendDelivery) => new ExtendDelivery(SampleNetwork.DueComplete.AddDays(Take(9) - 1), "R", "director"),
        nameof(DeemDeliveryConfirmed) => new DeemDeliveryConfirmed(Current()),
        nameof(AbortDelivery) => new AbortDelivery(Current(), "R"),
        nameof(InviteRating) => new InviteRating(Known(State.CompletedDeliveries), "call"),
        nameof(ReviseRating) => new ReviseRating(Known(State.Ratings.Keys), Take(7), true, true, "R"),
        nameof(InvalidateRating) => new InvalidateRating(Known(State.Ratings.Keys), "R", "unit"),
        nameof(RecordCallback) => new RecordCallback(Known(State.CompletedDeliveries), "solved"),
        nameof(OpenRectification) => new OpenRectification(Known(State.Ratings.Keys)),
        nameof(CloseRectification) => new CloseRectification(Known(State.OpenRectifications), "CALLED", true),
        nameof(SubsidiseFee) => new SubsidiseFee("fund-2026", Amount()),
        nameof(DisputeFee) => new DisputeFee("R"),
        nameof(ResolveFee) => new ResolveFee("R"),
        nameof(AcceptReferral) => new AcceptReferral(Known(State.OpenReferrals.Keys)),
        nameof(RejectReferral) => new RejectReferral(Known(State.OpenReferrals.Keys), "R"),
        nameof(StartDelivery) => new StartDelivery(State.ScheduledDelivery is { } planned && Mostly() ? planned : NewId(), Place(), Deliverer(), "phone"),
        nameof(CompleteDelivery) => new CompleteDelivery(Current(), "resolved", 1, 1),
        nameof(ConfirmDelivery) => new ConfirmDelivery(Current(), "call"),
        nameof(DisputeDelivery) => new DisputeDelivery(Current(), "R"),
        nameof(SubmitRating) => new SubmitRating(Known(State.CompletedDeliveries), Take(7), true, true),
        nameof(QuoteFee) => Quote(),
        nameof(AgreeFee) => new AgreeFee(Known([State.LatestQuote?.QuoteId ?? Id(0)]), "sms"),
        nameof(ChargeFee) => Charge(),
        nameof(PayFee) => new PayFee(Amount(), "card"),
        nameof(RefundFee) => new RefundFee(Amount(), "R"),
        nameof(WaiveFee) => new WaiveFee(Amount(), "R"),
        _ => throw new InvalidOperationException($"No random {kind.Name}: add one."),
    };

    private Guid Current() => Known([State.DeliveryId ?? Id(0)]);

    private OfferReferral Offer()
    {
        var kind = Any([.. ReferralKinds.All]);
        return new OfferReferral(
            NewId(), Any(Nodes), kind, Story.Later.AddDays(9), "R", kind != ReferralKinds.Transfer && Take(2) > 0 ? By.Provider : null);
    }

    private string Place() => Mostly() ? State.OwnerNode : Any(Nodes);

    private string Deliverer() => State.Helpers.IsEmpty || Take(2) > 0 ? State.OwnerNode : Any([.. State.Helpers.Order(StringComparer.Ordinal)]);

    private QuoteFee Quote()
    {
        var fen = Amount();
        return new QuoteFee(NewId(), Line(fen), fen, Story.Later.AddDays(Mostly() ? 9 : 0));
    }

    private ChargeFee Charge()
    {
        var fen = Mostly() ? State.LatestQuote?.TotalFen ?? 0 : Amount();
        return new ChargeFee(Known([State.LatestQuote?.QuoteId ?? Id(0)]), Line(fen), Mostly() ? fen : Amount());
    }

    // Small amounts meet each other; the largest ones must not overflow anything.
    private long Amount() => Mostly() ? Take(40) : Any([-1, long.MinValue, long.MaxValue, Fen.Largest, Fen.Largest - 1]);

    private static FeeLine[] Line(long fen) => [new("F", 1, 1_000, "hour", fen, 0, null)];

    private Guid Known(IEnumerable<Guid> ids) =>
        Mostly() && ids.Any() ? Any([.. ids.Order()]) : Id((byte)Take(lastId + 1));

    private Guid NewId() => Mostly() ? Id(++lastId) : Id((byte)Take(lastId + 1));

    private static Guid Id(byte number) => new(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, number);
}
