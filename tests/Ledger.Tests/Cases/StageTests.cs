using Ledger.Cases;
using Ledger.Deciding;

namespace Ledger.Tests.Cases;

public sealed class StageTests
{
    private static readonly Guid Help = new("00000000-0000-7000-8000-000000000009");

    public static TheoryData<string, CaseStage> EveryStepInEveryStage()
    {
        var pairs = new TheoryData<string, CaseStage>();
        foreach (var step in StageModel.Steps)
        {
            foreach (var stage in Enum.GetValues<CaseStage>())
            {
                pairs.Add(step, stage);
            }
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(EveryStepInEveryStage))]
    public void A_step_is_possible_exactly_where_the_table_says(string step, CaseStage stage)
    {
        var before = Before(stage);
        var (command, by) = Sample(step, before);

        if (StageModel.After(step, stage) is { } after)
        {
            Assert.Equal(after, Then(before, command, by).Stage);
            return;
        }

        var refused = Assert.IsType<Decision.Refused>(command.DecideOn(before, By.Act(by)));
        Assert.Equal(RuleFor(step, stage), refused.Rule);
    }

    [Fact]
    public void A_refusal_names_the_stage_and_the_command()
    {
        var refused = Assert.IsType<Decision.Refused>(
            new AcceptRequest("TRAIN-01", "market").DecideOn(Before(CaseStage.Declined), By.Act(By.Owner())));

        Assert.Equal("AcceptRequest is not possible in stage Declined; it needs Received.", refused.Reason.English);
    }

    // A referral to help waits in every case that has one, so that it can be answered.
    private static CaseState Before(CaseStage stage) => Scenario.Given(
        stage is CaseStage.None
            ? []
            : [.. Story.Of(stage)[..1], Story.Offered(Help, By.ThirdNode, "co_delivery"), .. Story.Of(stage)[1..]]).State;

    private static CaseState Then(CaseState before, CaseCommand command, Envelope by)
    {
        var events = Assert.IsType<Decision.Accepted>(command.DecideOn(before, By.Act(by))).Events;
        var after = events.Aggregate(before, static (state, fact) => state.Evolve(fact));
        Assert.Same(Decision.Nothing, command.DecideOn(after, By.Act(by)));
        return after;
    }

    private static string RuleFor(string step, CaseStage stage) => (step, stage) switch
    {
        (_, CaseStage.None) => "INV-01",
        ("OfferTransfer", CaseStage.Referred) => "INV-04",
        ("AcceptTransfer" or "RejectTransfer", CaseStage.Accepted or CaseStage.Assigned or CaseStage.InDelivery) => "REFERRAL-NOT-OPEN",
        _ => "INV-03",
    };

    private static (CaseCommand Command, Envelope By) Sample(string step, CaseState state)
    {
        var owner = By.Owner() with { Node = state.OwnerNode is "" ? By.OwnerNode : state.OwnerNode };
        return step switch
        {
            "Submit" => (new SubmitRequest("call", "S", "Service", "C", "510100", 480, null, null), owner),
            "Accept" => (new AcceptRequest("S", "market"), owner),
            "Decline" => (new DeclineRequest("R", "desk", null), owner),
            "Withdraw" => (new WithdrawRequest("R"), owner),
            "Reopen" => (new ReopenRequest("R", "audit"), owner),
            "OfferTransfer" => (new OfferReferral(Story.Fresh, By.ThirdNode, "transfer", Story.Later, "R"), owner),
            "AcceptTransfer" => (new AcceptReferral(Story.Referral), By.Other()),
            "RejectTransfer" => (new RejectReferral(Story.Referral, "R"), By.Other()),
            "OfferHelp" => (new OfferReferral(Story.Fresh, By.ThirdNode, "co_delivery", Story.Later, "R"), owner),
            "AcceptHelp" => (new AcceptReferral(Help), By.Third()),
            "RejectHelp" => (new RejectReferral(Help, "R"), By.Third()),
            "Start" => (new StartDelivery(Story.Fresh, owner.Node, "P", "phone"), owner),
            "Complete" => (new CompleteDelivery(Story.Delivery, "resolved", 1, 1), owner),
            "Confirm" => (new ConfirmDelivery(Story.Delivery, "call"), owner),
            "Dispute" => (new DisputeDelivery(Story.Delivery, "R"), owner),
            _ => throw new ArgumentOutOfRangeException(nameof(step)),
        };
    }
}
