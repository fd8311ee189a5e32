using Ledger.Cases;

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

    public static readonly CaseEvent[] Received =
    [
        new RequestSubmitted(
            By.Owner("submit"), By.OwnerNode, "online", "TRAIN-01", "Digital training", "TRAIN", "510100", 480, "small", "35", Source: null),
    ];

    public static readonly CaseEvent[] Declined = [.. Received, new RequestDeclined(By.Owner("decline"), "OUT", "desk", null)];

    public static readonly CaseEvent[] Withdrawn = [.. Received, new RequestWithdrawn(By.Requester("withdraw"), "SOLVED")];

    public static readonly CaseEvent[] Accepted = AcceptedAs(Natures.Market);

    public static readonly CaseEvent[] Referred = [.. Accepted, Offered(Referral, By.OtherNode, ReferralKinds.Transfer)];

    /// <summary>The case belongs to <see cref="By.OtherNode"/> now.</summary>
    public static readonly CaseEvent[] Assigned =
        [.. Referred, new ReferralAccepted(By.Other("accept-referral"), Referral, By.OtherNode, ReferralKinds.Transfer)];

    public static readonly CaseEvent[] InDelivery =
        [.. Accepted, new DeliveryStarted(By.Owner("start"), Delivery, By.OwnerNode, "PROVIDER-1", "onsite")];

    public static readonly CaseEvent[] Delivered = [.. InDelivery, new DeliveryCompleted(By.Owner("complete"), Delivery, "resolved", 1, 1)];

    public static readonly CaseEvent[] Confirmed = [.. Delivered, new DeliveryConfirmed(By.Requester("confirm"), Delivery, "sms")];

    public static readonly CaseEvent[] Disputed = [.. Delivered, new DeliveryDisputed(By.Requester("dispute"), Delivery, "NOT_DONE")];

    public static readonly CaseEvent[] Quoted = [.. Accepted, new FeeQuoted(By.Owner("quote"), Quote, Lines, TotalFen, Later)];

    public static readonly CaseEvent[] Agreed = [.. Quoted, new FeeAgreed(By.Requester("agree"), Quote, "online")];

    public static readonly CaseEvent[] Charged = [.. Agreed, new FeeCharged(By.Owner("charge"), Quote, Lines, TotalFen)];

    public static readonly CaseEvent[] Paid = [.. Charged, new FeePaid(By.Requester("pay"), TotalFen, "card")];

    public static CaseEvent[] AcceptedAs(string nature) => [.. Received, new RequestAccepted(By.Owner("accept"), "TRAIN-01", nature)];

    public static ReferralOffered Offered(Guid id, string to, string kind) => new(
        By.Owner($"offer-{id}"), id, By.OwnerNode, to, kind, kind == ReferralKinds.Transfer ? 1 : 0, Later, "CAPACITY");

    public static CaseEvent[] Of(CaseStage stage) => stage switch
    {
        CaseStage.None => [],
        CaseStage.Received => Received,
        CaseStage.Declined => Declined,
        CaseStage.Withdrawn => Withdrawn,
        CaseStage.Accepted => Accepted,
        CaseStage.Referred => Referred,
        CaseStage.Assigned => Assigned,
        CaseStage.InDelivery => InDelivery,
        CaseStage.Delivered => Delivered,
        CaseStage.Confirmed => Confirmed,
        CaseStage.Disputed => Disputed,
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };
}
