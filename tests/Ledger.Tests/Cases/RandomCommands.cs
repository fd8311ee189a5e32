using Ledger.Cases;
using Ledger.Deciding;

namespace Ledger.Tests.Cases;

/// <summary>Turns random bytes into commands and plays them on one case: often the fitting command, sometimes any.</summary>
public sealed class RandomCommands(IReadOnlyList<byte> script)
{
    private static readonly Type[] Kinds = [.. CaseStages.Possible.Keys.OrderBy(type => type.Name, StringComparer.Ordinal)];
    private static readonly string[] Nodes = [By.OwnerNode, By.OtherNode, By.ThirdNode];

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

    private Type Kind() => Mostly() ? Any([.. Kinds.Where(kind => CaseStages.Possible[kind].Contains(State.Stage))]) : Any(Kinds);

    private Envelope Actor(CaseCommand command)
    {
        var node = command switch
        {
            AcceptReferral answer => State.OpenReferrals.GetValueOrDefault(answer.ReferralId)?.ToNode ?? By.OwnerNode,
            RejectReferral answer => State.OpenReferrals.GetValueOrDefault(answer.ReferralId)?.ToNode ?? By.OwnerNode,
            _ => State.OwnerNode is "" ? By.OwnerNode : State.OwnerNode,
        };
        var role = command is SubmitRating ? Actors.Requester : "caseworker";
        return By.Owner() with
        {
            Node = Mostly() ? node : Any(Nodes),
            ActorRole = Mostly() ? role : Actors.Requester,
            RecordedAt = By.Now.AddDays(Mostly() ? 0 : 8),
        };
    }

    private CaseCommand Command(Type kind) => kind.Name switch
    {
        nameof(SubmitRequest) => new SubmitRequest("call", "S", "Service", "C", "510100", 480, null, null),
        nameof(AcceptRequest) => new AcceptRequest("S", Any(["market", "market", "discounted", "public_good"])),
        nameof(DeclineRequest) => new DeclineRequest("R", "desk", null),
        nameof(WithdrawRequest) => new WithdrawRequest("R"),
        nameof(ReopenRequest) => new ReopenRequest("R", "audit"),
        nameof(OfferReferral) => new OfferReferral(NewId(), Any(Nodes), Any([.. ReferralKinds.All]), Story.Later.AddDays(9), "R"),
        nameof(AcceptReferral) => new AcceptReferral(Known(State.OpenReferrals.Keys)),
        nameof(RejectReferral) => new RejectReferral(Known(State.OpenReferrals.Keys), "R"),
        nameof(StartDelivery) => new StartDelivery(NewId(), Mostly() ? State.OwnerNode : Any(Nodes), "P", "phone"),
        nameof(CompleteDelivery) => new CompleteDelivery(Known([State.DeliveryId ?? Id(0)]), "resolved", 1, 1),
        nameof(ConfirmDelivery) => new ConfirmDelivery(Known([State.DeliveryId ?? Id(0)]), "call"),
        nameof(DisputeDelivery) => new DisputeDelivery(Known([State.DeliveryId ?? Id(0)]), "R"),
        nameof(SubmitRating) => new SubmitRating(Known(State.CompletedDeliveries), Take(7), true, true),
        nameof(QuoteFee) => Quote(),
        nameof(AgreeFee) => new AgreeFee(Known([State.LatestQuote?.QuoteId ?? Id(0)]), "sms"),
        nameof(ChargeFee) => Charge(),
        nameof(PayFee) => new PayFee(Amount(), "card"),
        nameof(RefundFee) => new RefundFee(Amount(), "R"),
        nameof(WaiveFee) => new WaiveFee(Amount(), "R"),
        _ => throw new InvalidOperationException($"No random {kind.Name}: add one."),
    };

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
