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
            new AcceptRequest("TRAIN-01").DecideOn(Before(CaseStage.Declined), By.Act(By.Owner())));

        Assert.Equal("AcceptRequest is not possible in stage Declined; it needs Received or Reopened or Aborted.", refused.Reason.English);
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
        ("AcceptTransfer" or "RejectTransfer", CaseStage.Accepted or CaseStage.Assigned or CaseStage.InDelivery or CaseStage.Paused) => "REFERRAL-NOT-OPEN",
        ("RecallTransfer" or "ExpireTransfer", not CaseStage.Referred) => "REFERRAL-NOT-OPEN",
        _ => "INV-03",
    };

    private static Envelope Late(Envelope owner) => By.TheSystem(By.Now.AddDays(16)) with { Node = owner.Node };

    private static (CaseCommand Command, Envelope By) Sample(string step, CaseState state)
    {
        var owner = By.Owner() with { Node = state.OwnerNode is "" ? By.OwnerNode : state.OwnerNode };
        return step switch
        {
            "Submit" => (new SubmitRequest("call", "S", "Service", "C", "510100", 480, null, null), owner),
            "Answer" => (new AnswerRequest("A-1", null), owner),
            "Accept" => (new AcceptRequest("TRAIN-01"), owner),
            "Decline" => (new DeclineRequest("R", null, "desk", null), owner),
            "Ask" => (new RequestSupplement(["LICENCE"]), owner),
            "Supplement" => (new SupplementRequest(["LICENCE"]), owner),
            "Withdraw" => (new WithdrawRequest("R"), owner),
            "Merge" => (new MergeRequest("case-01936f2a-0000-7000-8000-0000000000bb"), owner),
            "Contact" => (new ContactRequester("call"), owner),
            "Close" => (new CloseRequest("R"), owner),
            "Reopen" => (new ReopenRequest("R", "audit"), owner),
            "OfferTransfer" => (new OfferReferral(Story.Fresh, By.ThirdNode, "transfer", Story.Later, "R"), owner),
            "AcceptTransfer" => (new AcceptReferral(Story.Referral), By.Other()),
            "RejectTransfer" => (new RejectReferral(Story.Referral, "R"), By.Other()),
            "RecallTransfer" => (new RecallReferral(Story.Referral, "R"), owner),
            "ExpireTransfer" => (new ExpireReferral(Story.Referral), Late(owner)),
            "OfferHelp" => (new OfferReferral(Story.Fresh, By.ThirdNode, "co_delivery", Story.Later, "R"), owner),
            "AcceptHelp" => (new AcceptReferral(Help), By.Third()),
            "RejectHelp" => (new RejectReferral(Help, "R"), By.Third()),
            "RecallHelp" => (new RecallReferral(Help, "R"), owner),
            "ExpireHelp" => (new ExpireReferral(Help), Late(owner)),
            "Schedule" => (new ScheduleDelivery(Story.Fresh, owner.Node, owner.Node, "phone", Story.Later), owner),
            "Start" => (new StartDelivery(Story.Fresh, owner.Node, owner.Node, "phone"), owner),
            "Progress" => (new ProgressDelivery(Story.Delivery, "HALF"), owner),
            "Pause" => (new PauseDelivery(Story.Delivery, "R"), owner),
            "Resume" => (new ResumeDelivery(Story.Delivery, "R"), owner),
            "Extend" => (new ExtendDelivery(SampleNetwork.DueComplete.AddDays(1), "R", "director"), owner),
            "Complete" => (new CompleteDelivery(Story.Delivery, "resolved", 1, 1), owner),
            "Confirm" => (new ConfirmDelivery(Story.Delivery, "call"), owner),
            "Deem" => (new DeemDeliveryConfirmed(Story.Delivery), Late(owner)),
            "Dispute" => (new DisputeDelivery(Story.Delivery, "R"), owner),
            "Abort" => (new AbortDelivery(Story.Delivery, "R"), owner),
            _ => throw new ArgumentOutOfRangeException(nameof(step)),
        };
    }
}
