using Ledger.Cases;
using Ledger.Deciding;
using static Ledger.Tests.Cases.Scenario;

namespace Ledger.Tests.Cases;

public sealed class ReferralTests
{
    private static readonly OfferReferral Transfer = new(Story.Fresh, By.OtherNode, "transfer", Story.Later, "CAPACITY");

    // By hand: of the category TRAIN the sample network has the provider, in the city of the request, and the other windows
    // with a service of it, but the owner; the third window has none and so no rank.
    private static ReferralOffered Offer(Envelope by, string to, string kind, int hop) => new(
        by, Story.Fresh, by.Node, to, null, kind, hop, Story.Later, "CAPACITY",
        new SelectionBasis("NEARBY-1", 2, to == By.OtherNode ? 2 : null, SameRegion: false, "unknown"), []);

    [Fact]
    public void The_owner_offers_a_transfer()
    {
        var after = Given(Story.Accepted).When(Transfer).Then(Offer(By.Owner(), By.OtherNode, "transfer", hop: 1));

        Assert.Equal((CaseStage.Referred, By.OwnerNode), (after.Stage, after.OwnerNode));
    }

    [Theory]
    [InlineData("co_delivery")]
    [InlineData("information")]
    public void Help_and_information_leave_the_case_where_it_is(string kind)
    {
        var after = Given(Story.InDelivery).When(Transfer with { Kind = kind }).Then(Offer(By.Owner(), By.OtherNode, kind, hop: 0));

        Assert.Equal(CaseStage.InDelivery, after.Stage);
    }

    [Fact]
    public void A_second_hand_off_is_hop_two() =>
        Given(Story.Assigned).When(Transfer with { ToNode = By.ThirdNode }, By.Other()).Then(Offer(By.Other(), By.ThirdNode, "transfer", hop: 2));

    [Fact]
    public void A_rejected_transfer_does_not_count_as_a_hop() =>
        Given([.. Story.Referred, new ReferralRejected(By.Other("no"), Story.Referral, "transfer", "FULL")]).When(Transfer)
            .Then(Offer(By.Owner(), By.OtherNode, "transfer", hop: 1));

    [Fact]
    public void Refuses_a_second_open_transfer() => Given(Story.Referred).When(Transfer).ThenRefused("INV-04");

    [Fact]
    public void Refuses_a_transfer_of_a_case_in_delivery() => Given(Story.InDelivery).When(Transfer).ThenRefused("INV-03");

    [Fact]
    public void Refuses_a_referral_by_a_node_that_is_not_the_owner() =>
        Given(Story.Accepted).When(Transfer, By.Third()).ThenRefused("ACTOR-OWNER");

    [Fact]
    public void Refuses_a_referral_to_the_owner_itself() =>
        Given(Story.Accepted).When(Transfer with { ToNode = By.OwnerNode }).ThenRefused("FIELD-TO-NODE");

    [Fact]
    public void Refuses_an_answer_that_is_due_already() =>
        Given(Story.Accepted).When(Transfer with { RespondBy = By.Now }).ThenRefused("FIELD-RESPOND-BY");

    [Fact]
    public void Refuses_an_id_that_stands_for_an_earlier_referral() =>
        Given(Story.Assigned).When(Transfer with { ReferralId = Story.Referral, ToNode = By.ThirdNode }, By.Other())
            .ThenRefused("ID-REUSED");

    [Fact]
    public void The_addressee_accepts_a_transfer_and_owns_the_case()
    {
        var after = Given(Story.Referred).When(new AcceptReferral(Story.Referral), By.Other())
            .Then(new ReferralAccepted(By.Other(), Story.Referral, By.OtherNode, null, "transfer"));

        Assert.Equal((CaseStage.Assigned, By.OtherNode, 1), (after.Stage, after.OwnerNode, after.Hops));
    }

    [Fact]
    public void The_addressee_accepts_to_help_and_the_owner_stays()
    {
        var after = Given([.. Story.Accepted, Story.Offered(Story.Referral, By.OtherNode, "co_delivery")])
            .When(new AcceptReferral(Story.Referral), By.Other())
            .Then(new ReferralAccepted(By.Other(), Story.Referral, By.OtherNode, null, "co_delivery"));

        Assert.Equal(By.OwnerNode, after.OwnerNode);
        Assert.Contains(By.OtherNode, after.Helpers);
    }

    [Fact]
    public void The_addressee_takes_note_of_an_information()
    {
        var after = Given([.. Story.Accepted, Story.Offered(Story.Referral, By.OtherNode, "information")])
            .When(new AcceptReferral(Story.Referral), By.Other())
            .Then(new ReferralAccepted(By.Other(), Story.Referral, By.OtherNode, null, "information"));

        Assert.Empty(after.Helpers);
        Assert.Empty(after.OpenReferrals);
    }

    [Fact]
    public void The_addressee_rejects_a_transfer_and_the_case_goes_back()
    {
        var after = Given(Story.Referred).When(new RejectReferral(Story.Referral, "FULL"), By.Other())
            .Then(new ReferralRejected(By.Other(), Story.Referral, "transfer", "FULL"));

        Assert.Equal((CaseStage.Accepted, By.OwnerNode), (after.Stage, after.OwnerNode));
    }

    [Fact]
    public void Refuses_an_answer_by_the_owner() =>
        Given(Story.Referred).When(new AcceptReferral(Story.Referral)).ThenRefused("ACTOR-ADDRESSEE");

    [Fact]
    public void Refuses_a_rejection_by_a_third_node() =>
        Given(Story.Referred).When(new RejectReferral(Story.Referral, "FULL"), By.Third()).ThenRefused("ACTOR-ADDRESSEE");

    [Fact]
    public void Refuses_an_answer_to_a_referral_nobody_offered() =>
        Given(Story.Referred).When(new AcceptReferral(Story.Fresh), By.Other()).ThenRefused("REFERRAL-NOT-OPEN");

    [Fact]
    public void Refuses_a_second_answer() =>
        Given(Story.Assigned).When(new RejectReferral(Story.Referral, "FULL"), By.Other()).ThenRefused("REFERRAL-NOT-OPEN");

    [Fact]
    public void The_former_owner_acts_no_more() =>
        Given(Story.Assigned).When(Transfer with { ToNode = By.ThirdNode }).ThenRefused("ACTOR-OWNER");
}
