using Ledger.Cases;
using static Ledger.Tests.Cases.Scenario;

namespace Ledger.Tests.Cases;

public sealed class FieldTests
{
    private static readonly SubmitRequest Submit = new("online", "S", "Service", "C", "510100", 480, "small", "35");
    private static readonly OfferReferral Offer = new(Story.Fresh, By.OtherNode, "transfer", Story.Later, "R");
    private static readonly StartDelivery Start = new(Story.Fresh, By.OwnerNode, By.OwnerNode, "onsite");
    private static readonly CompleteDelivery Complete = new(Story.Delivery, "resolved", 1, 1);

    public static TheoryData<string> NoCodes =>
        ["", "   ", "a\0b", "a\nb", "a\u007fb", "a\u0085b", "\ud800", "x\udc00", "\udc00\ud800", new string('a', 101)];

    public static TheoryData<string> SoundCodes => ["A", "中小企业", "\U0001F600", "it's \"so\" \\ /", new string('中', 100)];

    [Theory]
    [MemberData(nameof(NoCodes))]
    public void Refuses_what_is_no_code(string value) =>
        Given(Story.Received).When(new WithdrawRequest(value)).ThenRefused("FIELD-REASON-CODE");

    [Theory]
    [MemberData(nameof(SoundCodes))]
    public void Keeps_a_sound_code_as_it_is(string value) =>
        Given(Story.Received).When(new WithdrawRequest(value)).Then(new RequestWithdrawn(By.Owner(), value));

    [Fact]
    public void Refuses_a_request_by_the_field_that_is_wrong()
    {
        Given().When(Submit with { Channel = "fax" }).ThenRefused("FIELD-CHANNEL");
        Given().When(Submit with { ServiceCode = null! }).ThenRefused("FIELD-SERVICE-CODE");
        Given().When(Submit with { ServiceCode = "" }).ThenRefused("FIELD-SERVICE-CODE");
        Given().When(Submit with { ServiceName = new string('a', 201) }).ThenRefused("FIELD-SERVICE-NAME");
        Given().When(Submit with { CategoryCode = "" }).ThenRefused("FIELD-CATEGORY-CODE");
        Given().When(Submit with { RegionCode = "" }).ThenRefused("FIELD-REGION-CODE");
        Given().When(Submit with { UtcOffsetMinutes = 841 }).ThenRefused("FIELD-UTC-OFFSET-MINUTES");
        Given().When(Submit with { UtcOffsetMinutes = -721 }).ThenRefused("FIELD-UTC-OFFSET-MINUTES");
        Given().When(Submit with { SizeClass = "huge" }).ThenRefused("FIELD-SIZE-CLASS");
    }

    [Theory]
    [InlineData("3")]
    [InlineData("351")]
    [InlineData("C3")]
    [InlineData("３５")]
    public void Refuses_an_industry_that_is_not_two_digits(string industry) =>
        Given().When(Submit with { IndustryCode = industry }).ThenRefused("FIELD-INDUSTRY-CODE");

    [Fact]
    public void Refuses_an_answer_to_a_request_by_the_field_that_is_wrong()
    {
        Given(Story.Received).When(new AcceptRequest("")).ThenRefused("FIELD-SERVICE-CODE");
        Given(Story.Received).When(new DeclineRequest("", null, "desk", null)).ThenRefused("FIELD-REASON-CODE");
        Given(Story.Received).When(new DeclineRequest("R", null, "", null)).ThenRefused("FIELD-DECIDED-BY-UNIT");
        Given(Story.Received).When(new DeclineRequest("R", null, "desk", "")).ThenRefused("FIELD-ALTERNATIVE");
        Given(Story.Closed).When(new ReopenRequest("", "audit")).ThenRefused("FIELD-REASON-CODE");
        Given(Story.Closed).When(new ReopenRequest("R", "whim")).ThenRefused("FIELD-TRIGGER");
    }

    [Fact]
    public void Refuses_a_referral_by_the_field_that_is_wrong()
    {
        Given(Story.Accepted).When(Offer with { ReferralId = Guid.Empty }).ThenRefused("FIELD-REFERRAL-ID");
        Given(Story.Accepted).When(Offer with { ToNode = "" }).ThenRefused("FIELD-TO-NODE");
        Given(Story.Accepted).When(Offer with { Kind = "gift" }).ThenRefused("FIELD-KIND");
        Given(Story.Accepted).When(Offer with { ReasonCode = "" }).ThenRefused("FIELD-REASON-CODE");
        Given(Story.Referred).When(new RejectReferral(Story.Referral, ""), By.Other()).ThenRefused("FIELD-REASON-CODE");
    }

    [Fact]
    public void Refuses_a_delivery_by_the_field_that_is_wrong()
    {
        Given(Story.Accepted).When(Start with { DeliveryId = Guid.Empty }).ThenRefused("FIELD-DELIVERY-ID");
        Given(Story.Accepted).When(Start with { NodeId = null! }).ThenRefused("FIELD-NODE-ID");
        Given(Story.Accepted).When(Start with { ProviderId = "" }).ThenRefused("FIELD-PROVIDER-ID");
        Given(Story.Accepted).When(Start with { Mode = "drone" }).ThenRefused("FIELD-MODE");
        Given(Story.InDelivery).When(Complete with { OutcomeCode = "fine" }).ThenRefused("FIELD-OUTCOME-CODE");
        Given(Story.InDelivery).When(Complete with { ServiceCount = -1 }).ThenRefused("FIELD-SERVICE-COUNT");
        Given(Story.InDelivery).When(Complete with { EnterpriseCount = 1_000_001 }).ThenRefused("FIELD-ENTERPRISE-COUNT");
        Given(Story.Delivered).When(new ConfirmDelivery(Story.Delivery, "nod")).ThenRefused("FIELD-METHOD");
        Given(Story.Delivered).When(new DisputeDelivery(Story.Delivery, "")).ThenRefused("FIELD-REASON-CODE");
    }

    [Fact]
    public void Refuses_a_fee_by_the_field_that_is_wrong()
    {
        QuoteFee Of(FeeLine line) => new(Story.Fresh, [line], Story.TotalFen, Story.Later);

        Given(Story.Accepted).When(Of(Story.Line) with { QuoteId = Guid.Empty }).ThenRefused("FIELD-QUOTE-ID");
        Given(Story.Accepted).When(Of(Story.Line with { FeeItemCode = "" })).ThenRefused("FIELD-FEE-ITEM-CODE");
        Given(Story.Accepted).When(Of(Story.Line with { FeeItemVersion = 0 })).ThenRefused("FIELD-FEE-ITEM-VERSION");
        Given(Story.Accepted).When(Of(Story.Line with { QtyMilli = -1 })).ThenRefused("FIELD-QTY-MILLI");
        Given(Story.Accepted).When(Of(Story.Line with { Unit = "" })).ThenRefused("FIELD-UNIT");
        Given(Story.Accepted).When(Of(Story.Line with { DiscountReason = "" })).ThenRefused("FIELD-DISCOUNT-REASON");
        Given(Story.Quoted).When(new AgreeFee(Story.Quote, "nod")).ThenRefused("FIELD-METHOD");
        Given(Story.Charged).When(new PayFee(1, "shells")).ThenRefused("FIELD-METHOD");
        Given(Story.Paid).When(new RefundFee(1, "")).ThenRefused("FIELD-REASON-CODE");
        Given(Story.Charged).When(new WaiveFee(1, "")).ThenRefused("FIELD-REASON-CODE");
    }

    [Fact]
    public void Refuses_an_envelope_by_the_field_that_is_wrong()
    {
        Given().When(Submit, By.Owner() with { Node = "" }).ThenRefused("FIELD-NODE");
        Given().When(Submit, By.Owner() with { ActorRole = "a\tb" }).ThenRefused("FIELD-ACTOR-ROLE");
        Given().When(Submit, By.Owner() with { Channel = "fax" }).ThenRefused("FIELD-EVENT-CHANNEL");
        Given().When(Submit, By.Owner() with { CommandId = "" }).ThenRefused("FIELD-COMMAND-ID");
    }
}
