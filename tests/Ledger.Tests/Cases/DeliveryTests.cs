using Ledger.Cases;
using Ledger.Deciding;
using static Ledger.Tests.Cases.Scenario;

namespace Ledger.Tests.Cases;

public sealed class DeliveryTests
{
    private static readonly StartDelivery Start = new(Story.Fresh, By.OwnerNode, By.OwnerNode, "onsite");
    private static readonly CompleteDelivery Complete = new(Story.Delivery, "resolved", 1, 50);

    private static readonly CaseEvent[] Helped =
    [
        .. Story.Accepted,
        Story.Offered(Story.Referral, By.OtherNode, "co_delivery"),
        new ReferralAccepted(By.Other("help"), Story.Referral, By.OtherNode, null, "co_delivery"),
    ];

    private static DeliveryStarted Helping(Envelope by) =>
        new(by, Story.Fresh, By.OtherNode, By.OtherNode, "onsite", SampleNetwork.Agreement);

    [Fact]
    public void The_owner_starts_a_delivery() =>
        Given(Story.Accepted).When(Start).Then(Story.Started(By.Owner(), Story.Fresh));

    [Fact]
    public void A_node_that_accepted_to_help_starts_and_completes_its_delivery()
    {
        var started = Given(Helped).When(Start with { NodeId = By.OtherNode, ProviderId = By.OtherNode }, By.Other("s"))
            .Then(Helping(By.Other("s")));

        new Scenario(started).When(Complete with { DeliveryId = Story.Fresh }, By.Other("c"))
            .Then(Story.Completed(By.Other("c"), Story.Fresh, 50));
    }

    [Fact]
    public void The_owner_records_the_delivery_of_a_helping_node() =>
        Given(Helped).When(Start with { NodeId = By.OtherNode, ProviderId = By.OtherNode })
            .Then(Helping(By.Owner()));

    [Fact]
    public void Refuses_delivery_by_a_node_without_an_accepted_referral() =>
        Given(Story.Accepted).When(Start with { NodeId = By.OtherNode, ProviderId = By.OtherNode }, By.Other()).ThenRefused("INV-05");

    [Fact]
    public void Refuses_delivery_by_a_node_that_has_not_answered_yet() =>
        Given([.. Story.Accepted, Story.Offered(Story.Referral, By.OtherNode, "co_delivery")])
            .When(Start with { NodeId = By.OtherNode, ProviderId = By.OtherNode }).ThenRefused("INV-05");

    [Fact]
    public void Refuses_a_start_in_the_name_of_another_node() =>
        Given(Helped).When(Start, By.Other()).ThenRefused("ACTOR-OWNER");

    [Fact]
    public void Refuses_a_start_by_the_requester() => Given(Story.Accepted).When(Start, By.Requester()).ThenRefused("ACTOR-OWNER");

    [Fact]
    public void A_disputed_delivery_begins_again_under_a_new_id()
    {
        Given(Story.Disputed).When(Start with { DeliveryId = Story.Delivery }).ThenRefused("ID-REUSED");
        var after = Given(Story.Disputed).When(Start)
            .Then(Story.Started(By.Owner(), Story.Fresh));

        Assert.Equal((CaseStage.InDelivery, null, null), (after.Stage, after.CompletedAt, after.OutcomeCode));
    }

    [Fact]
    public void The_owner_completes_a_delivery()
    {
        var after = Given(Story.InDelivery).When(Complete)
            .Then(Story.Completed(By.Owner(), Story.Delivery, 50));

        Assert.Equal((CaseStage.Delivered, By.Now, "resolved"), (after.Stage, after.CompletedAt, after.OutcomeCode));
    }

    [Fact]
    public void Refuses_completion_of_another_delivery() =>
        Given(Story.InDelivery).When(Complete with { DeliveryId = Story.Fresh }).ThenRefused("DELIVERY-NOT-CURRENT");

    [Fact]
    public void Refuses_completion_by_a_node_that_does_not_deliver() =>
        Given(Story.InDelivery).When(Complete, By.Third()).ThenRefused("ACTOR-OWNER");

    [Fact]
    public void Only_an_import_leaves_the_outcome_unstated() =>
        Given(Story.InDelivery).When(Complete with { OutcomeCode = "not_stated" }).ThenRefused("FIELD-OUTCOME-CODE");

    [Fact]
    public void The_requester_confirms_a_delivery() =>
        Given(Story.Delivered).When(new ConfirmDelivery(Story.Delivery, "sms"), By.Requester())
            .Then(new DeliveryConfirmed(By.Requester(), Story.Delivery, "sms"));

    [Fact]
    public void The_requester_disputes_a_delivery() =>
        Given(Story.Delivered).When(new DisputeDelivery(Story.Delivery, "NOT_DONE"), By.Requester())
            .Then(new DeliveryDisputed(By.Requester(), Story.Delivery, "NOT_DONE"));

    public static TheoryData<CaseCommand> Words =>
        [new ConfirmDelivery(Story.Delivery, "sms"), new DisputeDelivery(Story.Delivery, "NOT_DONE")];

    [Theory]
    [MemberData(nameof(Words))]
    public void Refuses_the_requesters_word_from_another_node(CaseCommand word) =>
        Given(Story.Delivered).When(word, By.Other()).ThenRefused("ACTOR-OWNER");

    [Fact]
    public void Refuses_the_requesters_word_on_another_delivery()
    {
        Given(Story.Delivered).When(new ConfirmDelivery(Story.Fresh, "sms")).ThenRefused("DELIVERY-NOT-CURRENT");
        Given(Story.Delivered).When(new DisputeDelivery(Story.Fresh, "NOT_DONE")).ThenRefused("DELIVERY-NOT-CURRENT");
    }

    [Fact]
    public void Accepts_five_minutes_of_clock_skew_and_no_more()
    {
        Envelope At(TimeSpan ahead) => By.Owner() with { OccurredAt = By.Now + ahead };
        var most = At(TimeSpan.FromMinutes(5));

        Given(Story.Accepted).When(Start, most).Then(Story.Started(most, Story.Fresh));
        Given(Story.Accepted).When(Start, At(TimeSpan.FromMinutes(5) + TimeSpan.FromMilliseconds(1))).ThenRefused("INV-12");
        Given(Story.Accepted).When(Start, By.Owner() with { OccurredAt = DateTimeOffset.MaxValue }).ThenRefused("INV-12");
    }
}
