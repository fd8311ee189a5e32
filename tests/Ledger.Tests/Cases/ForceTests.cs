using Ledger.Cases;
using Ledger.Catalogue.Services;
using Ledger.Registry;
using Ledger.Registry.Agreements;
using Ledger.Registry.Platforms;
using Ledger.Registry.Providers;
using static Ledger.Tests.Cases.Scenario;

namespace Ledger.Tests.Cases;

/// <summary>Who may act, and what is in force (INV-05, 06, 13, 20).</summary>
public sealed class ForceTests
{
    private static readonly AcceptRequest Accept = new("TRAIN-01");
    private static readonly DateTimeOffset Now = By.Now;

    private static readonly StartDelivery ByProvider = new(Story.Fresh, By.OwnerNode, By.Provider, "online");

    private static readonly CaseEvent[] ProviderHelps =
    [
        .. Story.Accepted,
        Story.Offered(Story.Referral, By.OwnerNode, "co_delivery", By.Provider),
        new ReferralAccepted(By.TheProvider("help"), Story.Referral, By.OwnerNode, By.Provider, "co_delivery"),
    ];

    [Fact]
    public void Refuses_everybody_in_a_network_without_a_platform() => Assert.All(
        new (CaseEvent[] Given, CaseCommand Command)[]
        {
            ([], new SubmitRequest("call", "S", "Service", "C", "510100", 480, null, null)),
            (Story.Received, Accept),
            (Story.Received, new WithdrawRequest("R")),
            (Story.Delivered, new SubmitRating(Story.Delivery, 5, true, true)),
        },
        one => Given(one.Given).In(Network.Empty).When(one.Command, By.Requester()).ThenRefused("INV-13"));

    [Fact]
    public void Refuses_a_suspended_platform_from_the_instant_on()
    {
        var stream = PlatformState.StreamOf(By.OwnerNode);
        var suspended = SampleNetwork.With(stream, new PlatformSuspended(SampleNetwork.At("s"), Now, "R"));
        var soon = SampleNetwork.With(stream, new PlatformSuspended(SampleNetwork.At("s"), Now.AddMilliseconds(1), "R"));

        Given(Story.Received).In(suspended).When(Accept).ThenRefused("INV-13");
        Given(Story.Received).In(soon).When(Accept).Then(Story.Acceptance(By.Owner()));
    }

    [Fact]
    public void Refuses_a_platform_that_is_not_open_and_a_provider_as_first_contact()
    {
        var submit = new SubmitRequest("call", "S", "Service", "C", "510100", 480, null, null);

        Given().When(submit, By.Owner() with { Node = By.ClosedNode }).ThenRefused("INV-13");
        Given().When(submit, By.TheProvider()).ThenRefused("INV-13");
    }

    [Fact]
    public void Refuses_what_a_requester_does_through_a_provider() =>
        Given(Story.Delivered).When(new ConfirmDelivery(Story.Delivery, "sms"), By.Requester() with { Node = By.Provider }).ThenRefused("INV-13");

    [Fact]
    public void Refuses_a_referral_to_who_is_not_in_force()
    {
        var offer = new OfferReferral(Story.Fresh, By.ClosedNode, "transfer", Story.Later, "R");

        Given(Story.Accepted).When(offer).ThenRefused("INV-13");
        Given(Story.Accepted).When(offer with { ToNode = By.OwnerNode, ToProvider = By.Stranger, Kind = "co_delivery" }).ThenRefused("INV-13");
        Given(Story.Accepted).When(offer with { ToNode = By.OtherNode, ToProvider = By.Provider }).ThenRefused("FIELD-TO-PROVIDER");
    }

    [Fact]
    public void Acceptance_freezes_the_versions_and_clocks_in_force()
    {
        var looser = SampleNetwork.With(
            ServiceState.StreamOf("TRAIN-01"),
            new CommitmentPublished(SampleNetwork.At("c2"), 2, 5, 6, 30, "looser", "desk", Now.AddMilliseconds(1)));

        Given(Story.Received).In(looser).When(Accept).Then(Story.Acceptance(By.Owner()));
    }

    [Fact]
    public void Refuses_a_service_that_is_unknown_withdrawn_or_without_process_or_commitment()
    {
        var service = ServiceState.StreamOf("TRAIN-01");
        var published = SampleNetwork.Network.Find<ServiceState>(service).Versions[0].Value;
        ServicePublished Bare(string id) => new(SampleNetwork.At(id), By.OwnerNode, 1, published, Now.AddDays(-1));
        var bare = ServiceState.StreamOf("BARE");

        Given(Story.Received).When(new AcceptRequest("NONE")).ThenRefused("INV-06");
        Given(Story.Received).In(SampleNetwork.With(service, new ServiceWithdrawn(SampleNetwork.At("w"), Now, "R"))).When(Accept).ThenRefused("INV-06");
        Given(Story.Received).In(SampleNetwork.With(bare, Bare("b"))).When(new AcceptRequest("BARE")).ThenRefused("INV-06");
        Given(Story.Received)
            .In(SampleNetwork.With(bare, Bare("b"), new ProcessPublished(SampleNetwork.At("p"), 1, [], "x", "x", Now.AddDays(-1))))
            .When(new AcceptRequest("BARE")).ThenRefused("INV-06");
        Given(Story.Received).When(new AcceptRequest("GUIDE-01")).ThenRefused("FIELD-SERVICE-CODE");
    }

    [Fact]
    public void A_late_record_is_judged_by_what_was_in_force_when_it_happened()
    {
        var withdrawn = SampleNetwork.With(ServiceState.StreamOf("TRAIN-01"), new ServiceWithdrawn(SampleNetwork.At("w"), Now, "R"));
        var friday = new DateTimeOffset(2026, 1, 9, 4, 0, 0, TimeSpan.Zero);

        Given(Story.Received).In(withdrawn).When(Accept, By.Owner() with { RecordedAt = friday }).ThenRefused("INV-06");
        Given(Story.Received).In(withdrawn).When(Accept, By.Owner() with { OccurredAt = Now.AddMinutes(-1), RecordedAt = friday })
            .Then(Story.Acceptance(By.Owner() with { OccurredAt = Now.AddMinutes(-1), RecordedAt = friday }));
    }

    [Fact]
    public void Refuses_a_quote_of_what_the_service_does_not_list()
    {
        QuoteFee Of(FeeLine line) => new(Story.Fresh, [line], Story.TotalFen, Story.Later);
        var gone = SampleNetwork.With(ServiceState.StreamOf("TRAIN-01"), new FeeItemWithdrawn(SampleNetwork.At("w"), "CONSULT", Now, "R"));

        Given(Story.Accepted).When(Of(Story.Line with { FeeItemCode = "OTHER" })).ThenRefused("INV-06");
        Given(Story.Accepted).When(Of(Story.Line with { FeeItemVersion = 2 })).ThenRefused("INV-06");
        Given(Story.Accepted).In(gone).When(Of(Story.Line)).ThenRefused("INV-06");
    }

    [Fact]
    public void A_price_above_the_list_is_left_to_the_checks()
    {
        var dear = Story.Line with { UnitPriceFen = 60_000 };

        Given(Story.Accepted).When(new QuoteFee(Story.Fresh, [dear], 90_000, Story.Later))
            .Then(new FeeQuoted(By.Owner(), Story.Fresh, [dear], 90_000, Story.Later));
    }

    [Fact]
    public void Refuses_a_charge_for_what_the_quote_does_not_name() =>
        Given(Story.Agreed).When(new ChargeFee(Story.Quote, [Story.Line with { FeeItemCode = "TRAVEL" }], Story.TotalFen)).ThenRefused("INV-08");

    [Fact]
    public void A_provider_that_accepted_delivers_under_its_agreement()
    {
        var started = Given(ProviderHelps).When(ByProvider, By.TheProvider())
            .Then(new DeliveryStarted(By.TheProvider(), Story.Fresh, By.OwnerNode, By.Provider, "online", SampleNetwork.Agreement));

        new Scenario(started).When(new CompleteDelivery(Story.Fresh, "resolved", 1, 1), By.TheProvider("done"))
            .Then(Story.Completed(By.TheProvider("done"), Story.Fresh));
    }

    [Fact]
    public void Refuses_a_provider_without_a_referral_an_agreement_or_an_admission()
    {
        var ended = SampleNetwork.With(SampleNetwork.Agreement, new AgreementTerminated(SampleNetwork.At("t"), Now, "R"));
        var elsewhere = SampleNetwork.With(SampleNetwork.Agreement, new AgreementAmended(SampleNetwork.At("a"), ["LAW"], null, "00", "R"));
        var expelled = SampleNetwork.With(
            ProviderState.StreamOf(By.Provider), new AllianceExpelled(SampleNetwork.At("x"), "R", Now));

        Given(Story.Accepted).When(ByProvider).ThenRefused("INV-05");
        Given(ProviderHelps).In(ended).When(ByProvider).ThenRefused("INV-05");
        Given(ProviderHelps).In(elsewhere).When(ByProvider).ThenRefused("INV-05");
        Given(ProviderHelps).In(expelled).When(ByProvider).ThenRefused("INV-13");
        Given(ProviderHelps).When(ByProvider with { ProviderId = By.Stranger }).ThenRefused("INV-13");
    }

    [Fact]
    public void The_provider_that_is_asked_answers_and_nobody_else()
    {
        CaseEvent[] asked = [.. Story.Accepted, Story.Offered(Story.Referral, By.OwnerNode, "co_delivery", By.Provider)];

        Given(asked).When(new AcceptReferral(Story.Referral)).ThenRefused("ACTOR-ADDRESSEE");
        Given(asked).When(new AcceptReferral(Story.Referral), By.TheProvider())
            .Then(new ReferralAccepted(By.TheProvider(), Story.Referral, By.OwnerNode, By.Provider, "co_delivery"));
    }

    [Fact]
    public void An_extension_sets_a_later_due_time_beside_the_frozen_one()
    {
        var first = SampleNetwork.DueComplete.AddDays(3);
        var extended = Given(Story.InDelivery).When(new ExtendDelivery(first, "WAITING", "director"))
            .Then(new DeliveryExtended(By.Owner(), SampleNetwork.DueComplete, first, "WAITING", "director"));

        Assert.Equal((SampleNetwork.DueComplete, first), (extended.Acceptance!.DueCompleteAt, extended.ExtendedDue));
        new Scenario(extended).When(new ExtendDelivery(first, "WAITING", "director"), By.Owner("again")).ThenRefused("INV-20");
        Given(Story.InDelivery).When(new ExtendDelivery(SampleNetwork.DueComplete, "WAITING", "director")).ThenRefused("INV-20");
    }

    [Fact]
    public void After_an_aborted_delivery_the_frozen_acceptance_holds()
    {
        var later = By.Owner() with { OccurredAt = Now.AddDays(3), RecordedAt = Now.AddDays(3) };

        Given(Story.Aborted).When(Accept, later).Then(Story.Acceptance(later));
        Given(Story.Aborted).When(new AcceptRequest("TRAIN-02"), later).ThenRefused("INV-20");
    }
}
