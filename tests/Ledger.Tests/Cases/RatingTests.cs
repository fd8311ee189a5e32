using Ledger.Cases;
using static Ledger.Tests.Cases.Scenario;

namespace Ledger.Tests.Cases;

public sealed class RatingTests
{
    private static readonly SubmitRating Rate = new(Story.Delivery, 4, Contacted: true, Resolved: true);

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void The_requester_rates_a_completed_delivery(int score) =>
        Given(Story.Delivered).When(Rate with { Score = score }, By.Requester())
            .Then(Story.Rated(By.Requester(), score));

    [Theory]
    [InlineData(CaseStage.Confirmed)]
    [InlineData(CaseStage.Disputed)]
    public void A_rating_may_follow_the_requesters_word(CaseStage stage) =>
        Given(Story.Of(stage)).When(Rate, By.Requester())
            .Then(Story.Rated(By.Requester(), 4));

    [Fact]
    public void A_disputed_delivery_may_be_rated_after_the_next_one_began() =>
        Given([.. Story.Disputed, Story.Started(By.Owner("again"), Story.Fresh)])
            .When(Rate, By.Requester())
            .Then(Story.Rated(By.Requester(), 4));

    [Fact]
    public void Refuses_a_rating_before_delivery() => Given(Story.InDelivery).When(Rate, By.Requester()).ThenRefused("INV-10");

    [Fact]
    public void Refuses_a_rating_of_another_delivery() =>
        Given(Story.Delivered).When(Rate with { DeliveryId = Story.Fresh }, By.Requester()).ThenRefused("INV-10");

    [Fact]
    public void Refuses_a_second_rating_of_one_delivery() =>
        Given([.. Story.Delivered, Story.Rated(By.Requester("rate"), 5)])
            .When(Rate, By.Requester()).ThenRefused("INV-10");

    [Fact]
    public void Refuses_a_rating_by_the_owner() => Given(Story.Delivered).When(Rate).ThenRefused("INV-10");

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(int.MinValue)]
    public void Refuses_a_score_outside_one_to_five(int score) =>
        Given(Story.Delivered).When(Rate with { Score = score }, By.Requester()).ThenRefused("INV-10");

    [Fact]
    public void Refuses_a_rating_of_no_case() => Given().When(Rate, By.Requester()).ThenRefused("INV-01");
}
