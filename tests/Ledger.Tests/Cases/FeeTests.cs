using Ledger.Cases;
using static Ledger.Tests.Cases.Scenario;

namespace Ledger.Tests.Cases;

public sealed class FeeTests
{
    private const long Largest = 9_007_199_254_740_991;

    private static readonly QuoteFee Quote = new(Story.Fresh, Story.Lines, Story.TotalFen, Story.Later);
    private static readonly ChargeFee Charge = new(Story.Quote, Story.Lines, Story.TotalFen);

    private static QuoteFee QuoteOf(FeeLine line, long totalFen) => Quote with { Lines = [line], TotalFen = totalFen };

    [Fact]
    public void The_owner_quotes_a_fee() =>
        Given(Story.Accepted).When(Quote).Then(new FeeQuoted(By.Owner(), Story.Fresh, Story.Lines, Story.TotalFen, Story.Later));

    [Theory]
    [InlineData(1_499, 1, 0, 1)]
    [InlineData(1_500, 1, 0, 2)]
    [InlineData(499, 1, 0, 0)]
    [InlineData(333, 1_000, 33, 300)]
    [InlineData(0, 1_000, 0, 0)]
    [InlineData(1_000, Largest, 0, Largest)]
    public void A_line_is_quantity_times_price_rounded_half_up_less_the_discount(
        long qtyMilli, long priceFen, long discountFen, long totalFen)
    {
        var line = Story.Line with
        {
            QtyMilli = qtyMilli,
            UnitPriceFen = priceFen,
            DiscountFen = discountFen,
            DiscountReason = discountFen > 0 ? "SMALL" : null,
        };

        Given(Story.Accepted).When(QuoteOf(line, totalFen))
            .Then(new FeeQuoted(By.Owner(), Story.Fresh, [line], totalFen, Story.Later));
    }

    [Fact]
    public void Refuses_a_total_that_is_not_the_sum_of_the_lines()
    {
        Given(Story.Accepted).When(Quote with { TotalFen = Story.TotalFen - 1 }).ThenRefused("FEE-TOTAL");
        Given(Story.Agreed).When(Charge with { TotalFen = 0 }).ThenRefused("FEE-TOTAL");
        Given(Story.Accepted).When(QuoteOf(Story.Line with { QtyMilli = 0 }, long.MinValue)).ThenRefused("FEE-TOTAL");
    }

    [Fact]
    public void Refuses_negative_money_in_a_line()
    {
        Given(Story.Accepted).When(QuoteOf(Story.Line with { UnitPriceFen = -1 }, -2)).ThenRefused("INV-07");
        Given(Story.Accepted).When(QuoteOf(Story.Line with { DiscountFen = -1 }, 30_001)).ThenRefused("INV-07");
        Given(Story.Accepted).When(QuoteOf(Story.Line with { DiscountFen = 30_001, DiscountReason = "X" }, -1)).ThenRefused("INV-07");
    }

    [Fact]
    public void Refuses_more_money_than_readers_keep_exact()
    {
        Given(Story.Accepted).When(QuoteOf(Story.Line with { UnitPriceFen = long.MaxValue }, 0)).ThenRefused("INV-07");
        Given(Story.Accepted).When(QuoteOf(Story.Line with { QtyMilli = Largest, UnitPriceFen = Largest }, 0)).ThenRefused("INV-07");
    }

    [Fact]
    public void Refuses_a_discount_without_a_reason() =>
        Given(Story.Accepted).When(QuoteOf(Story.Line with { DiscountFen = 1 }, 29_999)).ThenRefused("FIELD-DISCOUNT-REASON");

    [Fact]
    public void Refuses_a_quote_that_is_past_already() =>
        Given(Story.Accepted).When(Quote with { ValidUntil = By.Now }).ThenRefused("FIELD-VALID-UNTIL");

    [Fact]
    public void Refuses_no_lines_and_too_many()
    {
        Given(Story.Accepted).When(Quote with { Lines = [], TotalFen = 0 }).ThenRefused("FIELD-LINES");
        Given(Story.Accepted).When(Quote with { Lines = [.. Enumerable.Repeat(Story.Line, 51)] }).ThenRefused("FIELD-LINES");
        Given(Story.Accepted).When(Quote with { Lines = null! }).ThenRefused("FIELD-LINES");
        Given(Story.Accepted).When(Quote with { Lines = [null!] }).ThenRefused("FIELD-LINES");
    }

    [Fact]
    public void Refuses_the_id_of_an_earlier_quote() =>
        Given(Story.Quoted).When(Quote with { QuoteId = Story.Quote }).ThenRefused("ID-REUSED");

    [Theory]
    [InlineData(CaseStage.Received)]
    [InlineData(CaseStage.Declined)]
    [InlineData(CaseStage.Withdrawn)]
    public void Refuses_a_quote_outside_an_accepted_case(CaseStage stage) => Given(Story.Of(stage)).When(Quote).ThenRefused("INV-03");

    [Fact]
    public void The_requester_agrees_to_a_quote() =>
        Given(Story.Quoted).When(new AgreeFee(Story.Quote, "sms"), By.Requester())
            .Then(new FeeAgreed(By.Requester(), Story.Quote, "sms"));

    [Fact]
    public void Refuses_agreement_to_a_quote_that_was_replaced() =>
        Given([.. Story.Quoted, new FeeQuoted(By.Owner("q2"), Story.Fresh, Story.Lines, Story.TotalFen, Story.Later)])
            .When(new AgreeFee(Story.Quote, "sms"), By.Requester()).ThenRefused("INV-08");

    [Fact]
    public void Refuses_a_second_agreement() =>
        Given(Story.Agreed).When(new AgreeFee(Story.Quote, "sms"), By.Requester()).ThenRefused("INV-08");

    [Fact]
    public void An_agreed_quote_is_charged_until_it_ends()
    {
        var atTheEnd = By.Owner() with { RecordedAt = Story.Later };

        Given(Story.Agreed).When(Charge, atTheEnd).Then(new FeeCharged(atTheEnd, Story.Quote, Story.Lines, Story.TotalFen));
        Given(Story.Agreed).When(Charge, By.Owner() with { RecordedAt = Story.Later.AddMilliseconds(1) }).ThenRefused("INV-08");
        Given(Story.Quoted).When(new AgreeFee(Story.Quote, "sms"), By.Owner() with { RecordedAt = Story.Later.AddDays(1) })
            .ThenRefused("INV-08");
    }

    [Fact]
    public void Less_than_the_quote_may_be_charged()
    {
        var half = Story.Line with { QtyMilli = 750 };

        Given(Story.Agreed).When(new ChargeFee(Story.Quote, [half], 15_000))
            .Then(new FeeCharged(By.Owner(), Story.Quote, [half], 15_000));
    }

    [Fact]
    public void Refuses_a_charge_without_a_quote() => Given(Story.Accepted).When(Charge).ThenRefused("INV-08");

    [Fact]
    public void Refuses_a_charge_before_the_quote_is_agreed() => Given(Story.Quoted).When(Charge).ThenRefused("INV-08");

    [Fact]
    public void Refuses_a_charge_above_the_quote() =>
        Given(Story.Agreed).When(new ChargeFee(Story.Quote, [Story.Line with { QtyMilli = 1_501 }], 30_020)).ThenRefused("INV-08");

    [Fact]
    public void Refuses_to_charge_a_quote_twice() => Given(Story.Charged).When(Charge).ThenRefused("INV-08");

    [Fact]
    public void Refuses_a_charge_on_a_quote_that_was_replaced_and_not_agreed_again() =>
        Given([.. Story.Agreed, new FeeQuoted(By.Owner("q2"), Story.Fresh, Story.Lines, Story.TotalFen, Story.Later)])
            .When(Charge).ThenRefused("INV-08");

    [Fact]
    public void Refuses_a_charge_for_a_public_good_and_accepts_one_of_nothing()
    {
        var free = Story.Line with { UnitPriceFen = 0 };
        CaseEvent[] agreed =
        [
            .. Story.AcceptedAs(Natures.PublicGood),
            new FeeQuoted(By.Owner("quote"), Story.Quote, Story.Lines, Story.TotalFen, Story.Later),
            new FeeAgreed(By.Requester("agree"), Story.Quote, "online"),
        ];

        Given(agreed).When(Charge).ThenRefused("INV-09");
        Given(agreed).When(new ChargeFee(Story.Quote, [free], 0)).Then(new FeeCharged(By.Owner(), Story.Quote, [free], 0));
    }

    [Fact]
    public void Refuses_charges_that_add_up_to_more_than_readers_keep_exact()
    {
        CaseEvent[] huge =
        [
            .. Story.Accepted,
            new FeeCharged(By.Owner("c"), Story.Fresh, Story.Lines, Largest),
            new FeeQuoted(By.Owner("q"), Story.Quote, Story.Lines, Story.TotalFen, Story.Later),
            new FeeAgreed(By.Owner("a"), Story.Quote, "sms"),
        ];

        Given(huge).When(Charge).ThenRefused("INV-07");
    }

    public static TheoryData<CaseCommand> OwnersOnly =>
        [Quote, Charge, new RefundFee(1, "X"), new WaiveFee(1, "X")];

    [Theory]
    [MemberData(nameof(OwnersOnly))]
    public void Refuses_the_owners_part_from_anybody_else(CaseCommand command)
    {
        Given(Story.Paid).When(command, By.Other()).ThenRefused("ACTOR-OWNER");
        Given(Story.Paid).When(command, By.Requester()).ThenRefused("ACTOR-OWNER");
    }

    [Fact]
    public void Refuses_the_requesters_part_from_another_node()
    {
        Given(Story.Quoted).When(new AgreeFee(Story.Quote, "sms"), By.Other()).ThenRefused("ACTOR-OWNER");
        Given(Story.Charged).When(new PayFee(1, "card"), By.Other()).ThenRefused("ACTOR-OWNER");
    }
}
