using Ledger.Cases;
using Ledger.Deciding;

namespace PublicApi.Demo;

/// <summary>
/// One case, step after step. A step is planned for a time at which every promise is kept; <see cref="At"/> is the time of the
/// latest one, and a breach moves it. Owner and delivery follow what the steps will bring about.
/// </summary>
internal sealed class CaseStory(DemoWorld world, string owner, Customer customer, DateTimeOffset at)
{
    public const string Clerk = "window_clerk";
    private const int RespondDays = 3;
    private const int DeemedAfterDays = DeemDeliveryConfirmed.AfterDays;
    private static readonly TimeSpan QuoteValid = TimeSpan.FromDays(60);

    public string Stream { get; } = "case-" + world.Sim.NewId();

    public DateTimeOffset At { get; set; } = at;

    public string Owner { get; private set; } = owner;

    public Guid Delivery { get; private set; }

    public Guid Quote { get; private set; }

    public DateTimeOffset CompletedAt { get; private set; }

    /// <summary>Whether its acceptance promised a time of completion that the ledger knows.</summary>
    public bool HasClock { get; private set; }

    /// <summary>The time now, to be used for what is said to have occurred earlier than it is recorded.</summary>
    public DateTimeOffset? OccurredAt { get; set; }

    private string provider = owner;
    private Action? mark;
    private IReadOnlyList<FeeLine> lines = [];
    private long totalFen;

    public CaseStory Soon()
    {
        At = world.Time.Soon(At, world.Chance);
        return this;
    }

    public CaseStory Later(int workingDays)
    {
        At = world.Time.Later(At, workingDays, world.Chance);
        return this;
    }

    public CaseStory Do(CaseCommand command, string? node = null, string role = Clerk, string channel = Channels.Online)
    {
        if (mark is not null)
        {
            world.Sim.At(At, mark);
            mark = null;
        }

        world.Sim.At(At, new Doing(Stream, node ?? Owner, role, channel, OccurredAt), command);
        return this;
    }

    /// <summary>The next step is a breach, known by the position that its event gets.</summary>
    /// <param name="part">After the position, such as the line of a charge.</param>
    public CaseStory Marked(string rule, string note, string part = "")
    {
        mark = () => world.Sim.Seeded.Add(rule, $"{Stream}#{world.Sim.Size}{part}", world.Sim.Now, note);
        return this;
    }

    public CaseStory Submit(DemoService service, string channel, string? region = null, string? category = null) => Do(
        new SubmitRequest(
            channel, service.Code, service.Name, category ?? service.Category, region ?? customer.City, 480, customer.SizeClass, customer.Industry,
            customer.SizeClass is null, $"contact-{world.Sim.NewId():N}", customer.Stream,
            new RequesterConsent(ShareAlliance: true, PublicNaming: false, Callback: true)),
        channel: channel is Channels.Call or Channels.Counter ? channel : Channels.Online);

    public CaseStory Accept(DemoService service)
    {
        Soon();
        HasClock = world.Time.HasClock(WorkTime.Split(At).Day);
        return Do(new AcceptRequest(service.Code));
    }

    public CaseStory Contact() => Soon().Do(new ContactRequester(world.Chance.Chance(700) ? "call" : "sms"));

    public CaseStory OfferTo(string node, string kind, string? toProvider, out Guid referral)
    {
        referral = world.Sim.NewId();
        var respondBy = WorkTime.At(world.Time.Next(WorkTime.Split(At).Day, RespondDays), 17 * 60);
        return Soon().Do(new OfferReferral(referral, node, kind, respondBy, "nearby_capable", toProvider, ["need_summary"]));
    }

    /// <summary>A provider is asked to deliver, and agrees.</summary>
    public CaseStory HandTo(string providerCode)
    {
        OfferTo(Owner, ReferralKinds.CoDelivery, providerCode, out var referral).Soon().Do(new AcceptReferral(referral), providerCode, "provider");
        provider = providerCode;
        return this;
    }

    /// <summary>Another platform takes the case over.</summary>
    public CaseStory TransferTo(string node)
    {
        OfferTo(node, ReferralKinds.Transfer, null, out var referral).Soon().Do(new AcceptReferral(referral), node);
        Owner = provider = node;
        return this;
    }

    public CaseStory Start() => Soon().StartAt();

    /// <summary>The delivery begins at <see cref="At"/>.</summary>
    public CaseStory StartAt()
    {
        Delivery = world.Sim.NewId();
        return Do(new StartDelivery(Delivery, Owner, provider, world.Chance.Chance(500) ? "onsite" : "online"));
    }

    /// <summary>The delivery is planned for the next working day and begins then.</summary>
    public CaseStory Scheduled()
    {
        Delivery = world.Sim.NewId();
        var plannedAt = world.Time.Later(Soon().At, 1, world.Chance);
        Do(new ScheduleDelivery(Delivery, Owner, provider, "onsite", plannedAt));
        At = plannedAt;
        return Do(new StartDelivery(Delivery, Owner, provider, "onsite"));
    }

    public CaseStory Complete(string outcome = "resolved")
    {
        Do(new CompleteDelivery(Delivery, outcome, 1, 1, world.Chance.Between(1, 3), []), provider);
        CompletedAt = At;
        return this;
    }

    public CaseStory Invite()
    {
        At = At.AddMinutes(world.Chance.Between(3, 30));
        return Do(new InviteRating(Delivery, Channels.Online));
    }

    public CaseStory Confirm() => Do(new ConfirmDelivery(Delivery, "sms"), role: Actors.Requester);

    public CaseStory Deem()
    {
        At = CompletedAt.AddDays(DeemedAfterDays).AddHours(1);
        return Do(new DeemDeliveryConfirmed(Delivery), role: Actors.SystemRole);
    }

    public CaseStory Rate(int score)
    {
        At = At.AddMinutes(world.Chance.Between(1, 20));
        return Do(
            new SubmitRating(Delivery, score, Contacted: true, Resolved: score > 2, new RatingDimensions(score, score, Math.Min(5, score + 1), score, score)),
            role: Actors.Requester);
    }

    /// <summary>What follows a bad rating, in time.</summary>
    public CaseStory Rectify()
    {
        Soon().Do(new OpenRectification(Delivery));
        Later(1).Do(new RecordCallback(Delivery, "solved"));
        return Later(world.Chance.Between(1, 6)).Do(new CloseRectification(Delivery, "service_repeated", Rechecked: true));
    }

    public CaseStory Close() => Soon().Do(new CloseRequest("done"));

    /// <param name="service">What is quoted: one unit and up to one more, in thousandths.</param>
    /// <param name="unitPriceFen">The price of the list where left out.</param>
    public CaseStory QuoteFor(DemoService service, long? unitPriceFen = null, bool withReduction = true, string item = DemoService.FeeItem)
    {
        Quote = world.Sim.NewId();
        var line = new FeeLine(
            item, 1, world.Chance.Chance(600) ? 1_000 : world.Chance.Between(1_001, 1_999), "case", unitPriceFen ?? service.PriceFen, 0, null);
        var gross = (long)Fen.Gross(line);
        var discount = withReduction && customer.GetsReduction ? ((gross * service.DiscountBp) + 5_000) / 10_000 : 0;
        lines = [line with { DiscountFen = discount, DiscountReason = discount > 0 ? "small_micro" : null }];
        totalFen = gross - discount;
        Soon().Do(new QuoteFee(Quote, lines, totalFen, At + QuoteValid));
        At = At.AddMinutes(world.Chance.Between(2, 15));
        return Do(new AgreeFee(Quote, "online"), role: Actors.Requester);
    }

    public long TotalFen => totalFen;

    public CaseStory Charge()
    {
        At = At.AddMinutes(world.Chance.Between(1, 10));
        return Do(new ChargeFee(Quote, lines, totalFen));
    }

    public CaseStory Pay(long amountFen) => Do(new PayFee(amountFen, "transfer"), role: Actors.Requester);
}
