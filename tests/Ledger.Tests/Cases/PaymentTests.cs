using Ledger.Cases;
using static Ledger.Tests.Cases.Scenario;

namespace Ledger.Tests.Cases;

public sealed class PaymentTests
{
    [Fact]
    public void What_is_charged_is_paid_in_parts()
    {
        var after = Given(Story.Charged).When(new PayFee(10_000, "card"), By.Requester("p1"))
            .Then(new FeePaid(By.Requester("p1"), 10_000, "card"));

        new Scenario(after).When(new PayFee(20_001, "card"), By.Requester()).ThenRefused("INV-07");
        new Scenario(after).When(new PayFee(20_000, "cash"), By.Owner("p2")).Then(new FeePaid(By.Owner("p2"), 20_000, "cash"));
    }

    [Fact]
    public void Refuses_a_payment_of_what_was_waived() =>
        Given([.. Story.Charged, new FeeWaived(By.Owner("w"), 10_000, "HARDSHIP")])
            .When(new PayFee(20_001, "card")).ThenRefused("INV-07");

    [Fact]
    public void What_was_paid_is_refunded_and_no_more()
    {
        var after = Given(Story.Paid).When(new RefundFee(30_000, "POOR"), By.Owner("r")).Then(new FeeRefunded(By.Owner("r"), 30_000, "POOR"));

        new Scenario(after).When(new RefundFee(1, "POOR")).ThenRefused("INV-07");
        Given(Story.Charged).When(new RefundFee(1, "POOR")).ThenRefused("INV-07");
    }

    [Fact]
    public void What_is_charged_and_not_paid_is_waived_and_no_more()
    {
        Given(Story.Charged).When(new WaiveFee(30_000, "HARDSHIP")).Then(new FeeWaived(By.Owner(), 30_000, "HARDSHIP"));
        Given(Story.Charged).When(new WaiveFee(30_001, "HARDSHIP")).ThenRefused("INV-07");
        Given(Story.Paid).When(new WaiveFee(1, "HARDSHIP")).ThenRefused("INV-07");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void Refuses_an_amount_that_is_no_amount(long amountFen)
    {
        Given(Story.Paid).When(new PayFee(amountFen, "card")).ThenRefused("INV-07");
        Given(Story.Paid).When(new RefundFee(amountFen, "X")).ThenRefused("INV-07");
        Given(Story.Paid).When(new WaiveFee(amountFen, "X")).ThenRefused("INV-07");
    }
}
