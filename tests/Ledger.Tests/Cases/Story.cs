using Ledger.Cases;
using Ledger.Deciding;

namespace Ledger.Tests.Cases;

/// <summary>Cases that tests begin from: how a case came to each stage, and a quote on the way.</summary>
public static class Story
{
    public static readonly Guid Referral = new("00000000-0000-7000-8000-000000000001");
    public static readonly Guid Delivery = new("00000000-0000-7000-8000-000000000002");
    public static readonly Guid Quote = new("00000000-0000-7000-8000-000000000003");
    public static readonly Guid Fresh = new("00000000-0000-7000-8000-00000000000f");
    public static readonly DateTimeOffset Later = By.Now.AddDays(7);

    public static readonly FeeLine Line = new("CONSULT", 1, QtyMilli: 1_500, "hour", UnitPriceFen: 20_000, DiscountFen: 0, null);
    public static readonly IReadOnlyList<FeeLine> Lines = [Line];
    public const long TotalFen = 30_000;

    public static readonly CaseEvent[] Received = [Submitted(By.Owner("submit"))];

    public static readonly CaseEvent[] AwaitingInfo = [.. Received, new RequestSupplementRequested(By.Owner("ask"), ["LICENCE"], true)];

    public static readonly CaseEvent[] Answered = [.. Received, new RequestAnswered(By.Owner("answer"), "A-1", null)];

    public static readonly CaseEvent[] Declined = [.. Received, new RequestDeclined(By.Owner("decline"), "OUT", null, "desk", null)];

    public static readonly CaseEvent[] Withdrawn = [.. Received, new RequestWithdrawn(By.Requester("withdraw"), "SOLVED")];

    public static readonly CaseEvent[] Merged = [.. Received, new RequestMerged(By.Owner("merge"), "case-01936f2a-0000-7000-8000-0000000000bb")];

    public static readonly CaseEvent[] Accepted = AcceptedAs(Natures.Market);

    public static readonly CaseEvent[] Referred = [.. Accepted, Offered(Referral, By.OtherNode, ReferralKinds.Transfer)];

    /// <summary>The case belongs to <see cref="By.OtherNode"/> now.</summary>
    public static readonly CaseEvent[] Assigned =
        [.. Referred, new ReferralAccepted(By.Other("accept-referral"), Referral, By.OtherNode, null, ReferralKinds.Transfer)];

    public static readonly CaseEvent[] InDelivery = [.. Accepted, Started(By.Owner("start"), Delivery)];

    public static readonly CaseEvent[] Paused = [.. InDelivery, new DeliveryPaused(By.Owner("pause"), Delivery, "HOLIDAY")];

    public static readonly CaseEvent[] Delivered = [.. InDelivery, Completed(By.Owner("complete"), Delivery)];

    public static readonly CaseEvent[] Confirmed = [.. Delivered, new DeliveryConfirmed(By.Requester("confirm"), Delivery, "sms")];

    public static readonly CaseEvent[] DeemedConfirmed = [.. Delivered, new DeliveryDeemedConfirmed(By.Owner("deem"), Delivery, 15)];

    public static readonly CaseEvent[] Disputed = [.. Delivered, new DeliveryDisputed(By.Requester("dispute"), Delivery, "NOT_DONE")];

    public static readonly CaseEvent[] Aborted = [.. InDelivery, new DeliveryAborted(By.Owner("abort"), Delivery, "NO_SHOW")];

    public static readonly CaseEvent[] Closed = [.. Confirmed, new RequestClosed(By.Owner("close"), "resolved", "DONE")];

    public static readonly CaseEvent[] Reopened = [.. Closed, new RequestReopened(By.Owner("reopen"), "RECURRED", "audit")];

    public static readonly CaseEvent[] Quoted = [.. Accepted, new FeeQuoted(By.Owner("quote"), Quote, Lines, TotalFen, Later)];

    public static readonly CaseEvent[] Agreed = [.. Quoted, new FeeAgreed(By.Requester("agree"), Quote, "online")];

    public static readonly CaseEvent[] Charged = [.. Agreed, new FeeCharged(By.Owner("charge"), Quote, Lines, TotalFen)];

    public static readonly CaseEvent[] Paid = [.. Charged, new FeePaid(By.Requester("pay"), TotalFen, "card")];

    public static RequestSubmitted Submitted(Envelope by, string? size = "small", string? industry = "35") => new(
        by, by.Node, "online", "TRAIN-01", "Digital training", "TRAIN", "510100", 480, size, industry, SampleNetwork.DueAccept,
        null, null, null, By.Nothing, By.Nothing, By.Nothing, Source: null);

    public static CaseEvent[] AcceptedAs(string nature) => [.. Received, Acceptance(By.Owner("accept"), nature)];

    public static RequestAccepted Acceptance(Envelope by, string nature = Natures.Market) => new(
        by, ServiceOf(nature), 1, "TRAIN-STD", 1, 1, 1, nature, SampleNetwork.DueFirstContact, SampleNetwork.DueComplete);

    public static string ServiceOf(string nature) => nature switch
    {
        Natures.Market => "TRAIN-01",
        Natures.Discounted => "TRAIN-02",
        _ => "TRAIN-03",
    };

    public static ReferralOffered Offered(Guid id, string to, string kind, string? provider = null) => new(
        By.Owner($"offer-{id}"), id, By.OwnerNode, to, provider, kind, kind == ReferralKinds.Transfer ? 1 : 0, Later, "CAPACITY",
        new SelectionBasis("NEARBY-1", 2, 2, SameRegion: false, "unknown"), []);

    public static DeliveryStarted Started(Envelope by, Guid id) => new(by, id, by.Node, by.Node, "onsite", null);

    public static DeliveryCompleted Completed(Envelope by, Guid id, int enterprises = 1) => new(by, id, "resolved", 1, enterprises, null, []);

    public static RatingSubmitted Rated(Envelope by, int score = 5, int number = 1) =>
        new(by, Delivery, number, score, Contacted: true, Resolved: true, null, By.Nothing);

    public static CaseEvent[] Of(CaseStage stage) => stage switch
    {
        CaseStage.None => [],
        CaseStage.Received => Received,
        CaseStage.AwaitingInfo => AwaitingInfo,
        CaseStage.Answered => Answered,
        CaseStage.Declined => Declined,
        CaseStage.Withdrawn => Withdrawn,
        CaseStage.Merged => Merged,
        CaseStage.Accepted => Accepted,
        CaseStage.Referred => Referred,
        CaseStage.Assigned => Assigned,
        CaseStage.InDelivery => InDelivery,
        CaseStage.Paused => Paused,
        CaseStage.Delivered => Delivered,
        CaseStage.Confirmed => Confirmed,
        CaseStage.DeemedConfirmed => DeemedConfirmed,
        CaseStage.Disputed => Disputed,
        CaseStage.Aborted => Aborted,
        CaseStage.Closed => Closed,
        CaseStage.Reopened => Reopened,
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };
}
