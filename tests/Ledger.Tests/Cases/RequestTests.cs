using Ledger.Cases;
using static Ledger.Tests.Cases.Scenario;

namespace Ledger.Tests.Cases;

public sealed class RequestTests
{
    private static readonly SubmitRequest Submit =
        new("online", "TRAIN-01", "Digital training", "TRAIN", "510100", 480, "small", "35");

    [Fact]
    public void A_request_is_submitted_to_the_node_of_first_contact()
    {
        var after = Given().When(Submit).Then(Story.Submitted(By.Owner()));

        Assert.Equal(By.OwnerNode, after.OwnerNode);
    }

    [Fact]
    public void A_sole_trader_has_neither_size_nor_industry() =>
        Given().When(Submit with { IsSoleTrader = true }).Then(Story.Submitted(By.Owner(), size: null, industry: null));

    [Fact]
    public void A_case_begins_once() => Given(Story.Received).When(Submit).ThenRefused("INV-03");

    [Fact]
    public void A_request_is_accepted_with_its_nature() =>
        Given(Story.Received).When(new AcceptRequest("TRAIN-02"))
            .Then(Story.Acceptance(By.Owner(), "discounted"));

    [Fact]
    public void Refuses_an_acceptance_by_another_node() =>
        Given(Story.Received).When(new AcceptRequest("TRAIN-01"), By.Other()).ThenRefused("ACTOR-OWNER");

    [Fact]
    public void Refuses_an_acceptance_by_the_requester() =>
        Given(Story.Received).When(new AcceptRequest("TRAIN-01"), By.Requester()).ThenRefused("ACTOR-OWNER");

    [Fact]
    public void A_request_is_declined_with_a_reason_and_an_alternative() =>
        Given(Story.Received).When(new DeclineRequest("OUT_OF_SCOPE", null, "desk 2", "12345"))
            .Then(new RequestDeclined(By.Owner(), "OUT_OF_SCOPE", null, "desk 2", "12345"));

    [Fact]
    public void Refuses_declining_by_another_node() =>
        Given(Story.Received).When(new DeclineRequest("OUT", null, "desk", null), By.Other()).ThenRefused("ACTOR-OWNER");

    [Fact]
    public void The_requester_withdraws_a_request() =>
        Given(Story.Received).When(new WithdrawRequest("SOLVED"), By.Requester())
            .Then(new RequestWithdrawn(By.Requester(), "SOLVED"));

    [Fact]
    public void The_owner_withdraws_a_request_in_the_requesters_name() =>
        Given(Story.Received).When(new WithdrawRequest("SOLVED")).Then(new RequestWithdrawn(By.Owner(), "SOLVED"));

    [Fact]
    public void Refuses_a_withdrawal_by_another_node() =>
        Given(Story.Received).When(new WithdrawRequest("SOLVED"), By.Other()).ThenRefused("ACTOR-OWNER");

    [Fact]
    public void A_closed_case_is_reopened_with_no_delivery()
    {
        var after = Given(Story.Closed).When(new ReopenRequest("RECURRED", "callback"))
            .Then(new RequestReopened(By.Owner(), "RECURRED", "callback"));

        Assert.Equal(CaseStage.Reopened, after.Stage);
        Assert.Null(after.DeliveryId);
    }

    [Fact]
    public void Refuses_reopening_a_declined_request() =>
        Given(Story.Declined).When(new ReopenRequest("RECURRED", "audit")).ThenRefused("INV-03");

    [Fact]
    public void Refuses_reopening_by_another_node() =>
        Given(Story.Closed).When(new ReopenRequest("RECURRED", "audit"), By.Other()).ThenRefused("ACTOR-OWNER");

    [Fact]
    public void Only_an_import_reopens_for_its_source() =>
        Given(Story.Closed).When(new ReopenRequest("RECURRED", "source")).ThenRefused("FIELD-TRIGGER");
}
