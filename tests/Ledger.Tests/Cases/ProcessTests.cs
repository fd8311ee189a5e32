using Ledger.Cases;
using Ledger.Deciding;
using static Ledger.Tests.Cases.Scenario;

namespace Ledger.Tests.Cases;

/// <summary>Steps beside the straight way: supplements, contacts, ends, what happens by itself, ratings put right, fees in dispute.</summary>
public sealed class ProcessTests
{
    private static readonly CaseEvent[] BadlyRated = [.. Story.Delivered, Story.Rated(By.Requester("rate"), score: 2)];

    [Fact]
    public void What_is_missing_is_asked_for_and_given()
    {
        var waiting = Given(Story.Received).When(new RequestSupplement(["LICENCE"]), By.Owner("ask"))
            .Then(new RequestSupplementRequested(By.Owner("ask"), ["LICENCE"], ClockPaused: true));

        new Scenario(waiting).When(new SupplementRequest(["LICENCE"]), By.Requester("give"))
            .Then(new RequestSupplemented(By.Requester("give"), ["LICENCE"]));
        Given(Story.Received).When(new RequestSupplement([])).ThenRefused("FIELD-MISSING-ITEMS");
        Given(Story.AwaitingInfo).When(new SupplementRequest(["LICENCE"]), By.Other()).ThenRefused("ACTOR-OWNER");
    }

    [Fact]
    public void A_case_is_answered_at_once() =>
        Given(Story.Received).When(new AnswerRequest("A-1", "K-7")).Then(new RequestAnswered(By.Owner(), "A-1", "K-7"));

    [Theory]
    [InlineData(By.Case)]
    [InlineData("case-1")]
    [InlineData("platform-SC")]
    public void A_case_is_merged_with_another_case_only(string other)
    {
        Given(Story.Received).When(new MergeRequest(other)).ThenRefused("FIELD-DUPLICATE-OF");
        Given(Story.Received).When(new MergeRequest(other), By.Other()).ThenRefused("ACTOR-OWNER");
    }

    [Fact]
    public void The_first_contact_counts_once_and_after_a_reopening_once_more()
    {
        var contacted = Given(Story.Accepted).When(new ContactRequester("call"), By.Owner("c"))
            .Then(new RequestContacted(By.Owner("c"), "call"));

        new Scenario(contacted).When(new ContactRequester("sms"), By.Owner("again")).ThenRefused("CONTACT-RECORDED");
        Given([.. Story.Closed, new RequestContacted(By.Owner("c"), "call"), new RequestReopened(By.Owner("r"), "R", "audit")])
            .When(new ContactRequester("sms")).Then(new RequestContacted(By.Owner(), "sms"));
    }

    [Theory]
    [InlineData(CaseStage.Confirmed, "resolved")]
    [InlineData(CaseStage.DeemedConfirmed, "resolved")]
    [InlineData(CaseStage.Disputed, "unresolved")]
    [InlineData(CaseStage.Aborted, "unresolved")]
    public void A_closed_case_has_an_outcome(CaseStage stage, string outcome) =>
        Given(Story.Of(stage)).When(new CloseRequest("DONE")).Then(new RequestClosed(By.Owner(), outcome, "DONE"));

    [Fact]
    public void A_referral_expires_by_the_system_after_its_time_and_is_recalled_before()
    {
        var expire = new ExpireReferral(Story.Referral);
        var late = By.TheSystem(Story.Later.AddMilliseconds(1));

        Given(Story.Referred).When(expire, By.TheSystem(Story.Later)).ThenRefused("NOT-YET-DUE");
        Given(Story.Referred).When(expire, late with { ActorRole = "clerk" }).ThenRefused("ACTOR-SYSTEM");
        Given(Story.Referred).When(expire, late with { Node = By.ThirdNode }).ThenRefused("ACTOR-OWNER");
        var after = Given(Story.Referred).When(expire, late).Then(new ReferralExpired(late, Story.Referral, "transfer", Story.Later));
        Assert.Equal(CaseStage.Accepted, after.Stage);
        Given(Story.Referred).When(new RecallReferral(Story.Referral, "R")).Then(new ReferralRecalled(By.Owner(), Story.Referral, "transfer", "R"));
        Given(Story.Referred).When(new RecallReferral(Story.Referral, "R"), By.Other()).ThenRefused("ACTOR-OWNER");
    }

    [Fact]
    public void Silence_counts_as_agreement_after_fifteen_days_and_as_no_rating()
    {
        var end = By.Now.AddDays(15);
        var late = By.TheSystem(end.AddMilliseconds(1));

        Given(Story.Delivered).When(new DeemDeliveryConfirmed(Story.Delivery), By.TheSystem(end)).ThenRefused("NOT-YET-DUE");
        Given(Story.Delivered).When(new DeemDeliveryConfirmed(Story.Delivery), By.Owner()).ThenRefused("ACTOR-SYSTEM");
        var after = Given(Story.Delivered).When(new DeemDeliveryConfirmed(Story.Delivery), late)
            .Then(new DeliveryDeemedConfirmed(late, Story.Delivery, 15));
        Assert.Empty(after.Ratings);
    }

    [Fact]
    public void A_planned_delivery_keeps_its_id_when_it_starts()
    {
        var planned = Given(Story.Accepted).When(new ScheduleDelivery(Story.Fresh, By.OwnerNode, By.OwnerNode, "onsite", Story.Later), By.Owner("plan"))
            .Then(new DeliveryScheduled(By.Owner("plan"), Story.Fresh, By.OwnerNode, By.OwnerNode, "onsite", Story.Later));

        Assert.Equal(CaseStage.Assigned, planned.Stage);
        new Scenario(planned).When(new StartDelivery(Story.Fresh, By.OwnerNode, By.OwnerNode, "onsite")).Then(Story.Started(By.Owner(), Story.Fresh));
    }

    [Fact]
    public void A_rating_is_revised_by_the_requester_and_struck_out_by_the_province()
    {
        var revise = new ReviseRating(Story.Delivery, 4, true, true, "BETTER");
        var revised = Given(BadlyRated).When(revise, By.Requester("again")).Then(new RatingRevised(
            By.Requester("again"), Story.Delivery, RatingNo: 2, Supersedes: 1, 4, true, true, null, "BETTER", By.Nothing));
        var struck = new Scenario(revised).When(new InvalidateRating(Story.Delivery, "BOUGHT", "bureau"), By.TheProvince("strike"))
            .Then(new RatingInvalidated(By.TheProvince("strike"), Story.Delivery, Supersedes: 2, "BOUGHT", "bureau"));

        Given(BadlyRated).When(revise).ThenRefused("INV-10");
        Given(Story.Delivered).When(revise, By.Requester()).ThenRefused("INV-10");
        Given(BadlyRated).When(revise with { Dims = new RatingDimensions(1, 2, 3, 4, 6) }, By.Requester()).ThenRefused("INV-10");
        Given(BadlyRated).When(new InvalidateRating(Story.Delivery, "BOUGHT", "bureau")).ThenRefused("ACTOR-OWNER");
        new Scenario(struck).When(revise, By.Requester("late")).ThenRefused("INV-10");
        new Scenario(struck).When(new SubmitRating(Story.Delivery, 5, true, true), By.Requester("anew"))
            .Then(Story.Rated(By.Requester("anew"), score: 5, number: 3));
    }

    [Fact]
    public void A_bad_rating_is_put_right_within_fifteen_working_days()
    {
        // By hand, after Monday 5 January 2026: 6 7 8 9 | 12 to 16 | 19 to 23 are fourteen, the fifteenth is Monday 26.
        var due = new DateTimeOffset(2026, 1, 26, 16, 0, 0, TimeSpan.Zero);
        var opened = Given(BadlyRated).When(new OpenRectification(Story.Delivery), By.Owner("open"))
            .Then(new RatingRectificationOpened(By.Owner("open"), Story.Delivery, 1, due));

        new Scenario(opened).When(new OpenRectification(Story.Delivery), By.Owner("twice")).ThenRefused("RECTIFICATION");
        new Scenario(opened).When(new CloseRectification(Story.Delivery, "CALLED", true), By.Owner("done"))
            .Then(new RatingRectificationClosed(By.Owner("done"), Story.Delivery, "CALLED", Rechecked: true, By.Nothing));
        Given(BadlyRated).When(new CloseRectification(Story.Delivery, "CALLED", true)).ThenRefused("RECTIFICATION");
        Given([.. Story.Delivered, Story.Rated(By.Requester("rate"), score: 3)]).When(new OpenRectification(Story.Delivery)).ThenRefused("RECTIFICATION");
    }

    [Fact]
    public void A_completed_delivery_is_followed_by_an_invitation_and_a_call()
    {
        Given(Story.Delivered).When(new InviteRating(Story.Delivery, "call")).Then(new RatingInvited(By.Owner(), Story.Delivery, "call"));
        Given(Story.Delivered).When(new RecordCallback(Story.Delivery, "solved")).Then(new RatingCallbackDone(By.Owner(), Story.Delivery, "solved"));
        Given(Story.InDelivery).When(new InviteRating(Story.Delivery, "call")).ThenRefused("INV-10");
        Given(Story.Delivered).When(new RecordCallback(Story.Delivery, "maybe")).ThenRefused("FIELD-RESULT");
    }

    [Fact]
    public void A_fund_pays_what_is_owed_and_no_more()
    {
        var helped = Given(Story.Charged).When(new SubsidiseFee("fund-2026", 10_000), By.Owner("help"))
            .Then(new FeeSubsidised(By.Owner("help"), "fund-2026", 10_000));

        new Scenario(helped).When(new PayFee(20_001, "card"), By.Requester("much")).ThenRefused("INV-07");
        Given(Story.Charged).When(new SubsidiseFee("fund-2026", Story.TotalFen + 1)).ThenRefused("INV-07");
        Given(Story.Charged).When(new SubsidiseFee("case-1", 1)).ThenRefused("FIELD-FUND-ID");
        Given(Story.Charged).When(new SubsidiseFee("fund-2026", 1), By.Other()).ThenRefused("ACTOR-OWNER");
    }

    [Fact]
    public void A_fee_is_disputed_once_at_a_time_and_settled_by_the_owner()
    {
        var disputed = Given(Story.Charged).When(new DisputeFee("WRONG"), By.Requester("no")).Then(new FeeDisputed(By.Requester("no"), "WRONG"));

        new Scenario(disputed).When(new DisputeFee("WRONG"), By.Requester("twice")).ThenRefused("FEE-DISPUTE");
        new Scenario(disputed).When(new ResolveFee("REFUNDED"), By.Other("o")).ThenRefused("ACTOR-OWNER");
        new Scenario(disputed).When(new ResolveFee("REFUNDED"), By.Owner("yes")).Then(new FeeResolved(By.Owner("yes"), "REFUNDED"));
        Given(Story.Charged).When(new ResolveFee("REFUNDED")).ThenRefused("FEE-DISPUTE");
        Given(Story.Accepted).When(new DisputeFee("WRONG")).ThenRefused("FEE-DISPUTE");
    }

    [Fact]
    public void What_a_requester_says_is_sealed_under_the_enterprise_or_the_case()
    {
        var submit = new SubmitRequest(
            "online", "TRAIN-01", "Digital training", "TRAIN", "510100", 480, "small", "35", NeedText: new Confidential("help"), County: new Confidential("510104"));
        RequestSubmitted Of(SubmitRequest command) =>
            (RequestSubmitted)Assert.IsType<Decision.Accepted>(command.DecideOn(CaseState.Initial, By.Act(By.Owner()))).Events[0];

        Assert.Equal((By.Case, "help"), (Of(submit).NeedText!.Opening!.Subject, Of(submit).NeedText!.Opening!.Value));
        Assert.Equal("enterprise-7", Of(submit with { EnterpriseId = "enterprise-7" }).County!.Opening!.Subject);
        Given().When(submit with { County = new Confidential("5101") }).ThenRefused("FIELD-COUNTY");
        Given().When(submit with { EnterpriseId = "case-7" }).ThenRefused("FIELD-ENTERPRISE-ID");
    }
}
