using Ledger.Cases;
using Ledger.Catalogue.Services;
using Ledger.Deciding;
using Ledger.Registry.Platforms;

namespace PublicApi.Demo;

/// <summary>Cases that break a rule, each one rule unless it cannot be helped, at services that ordinary cases do not use.</summary>
internal sealed class CaseBreaches(DemoWorld world, Customers customers)
{
    private static readonly string[] RulesOfImport =
        ["U3-ILLEGAL_TRANSITION", "D2-OFF_PROCESS_TRANSITION", "D5-MISSING_OUTCOME"];

    private readonly Simulation sim = world.Sim;

    public Customer Small(string node) => customers.Small(Places.Of(node));

    public static void Add(DemoWorld world, Customers customers)
    {
        var breaches = new CaseBreaches(world, customers);
        breaches.Clocks();
        breaches.Results();
        breaches.HandOffs();
        breaches.Suspension();
        breaches.Data();
        breaches.Imported();
        breaches.BadlyRated();
        FeeBreaches.Add(world, breaches);
    }

    // At half past nine of a working day; the service is published the day before the year's first use.
    public void Case(
        int month, int day, int platform, string nature, string[] rules, string note, Action<CaseStory, DemoService> play, int completeDays = 10,
        string? node = null, string? region = null, string? category = null)
    {
        var code = node ?? Places.Platforms[platform].Code;
        var from = DemoWorld.On(world.LastYear, 1, 4, 0);
        var service = CatalogueBreaches.Special(code, $"C{month:D2}{day:D2}", from, nature, completeDays: completeDays);
        CataloguePlan.Publish(world, service, from.AddHours(-10));
        sim.At(world.OnWorkday(month, day, WorkTime.Morning + 30), () =>
        {
            var story = new CaseStory(world, code, customers.Small(Places.Of(code)), sim.Now);
            foreach (var rule in rules)
            {
                sim.Seeded.Add(rule, story.Stream, sim.Now, note);
            }

            story.Submit(service, Channels.Counter, region, category);
            play(story, service);
        });
    }

    public static CaseStory Taken(CaseStory story, DemoService service) => story.Accept(service).Contact();

    private static void Ended(CaseStory story) => story.Later(1).Confirm().Rate(5).Close();

    private void Clocks()
    {
        Case(3, 5, 3, Natures.PublicGood, ["D4-COMMITMENT_BREACHED"], "completed three working days after the promised time", (story, service) =>
        {
            Taken(story, service).Start().Later(5).Do(new ProgressDelivery(story.Delivery, "half")).Later(6).Complete().Invite();
            Ended(story);
        }, completeDays: 8);
        Case(4, 9, 4, Natures.PublicGood, ["D2-TIMELINE_GAP"], "nothing happens for six working days; the step may take three", (story, service) =>
        {
            Taken(story, service).Start().Later(6).Complete().Invite();
            Ended(story);
        });
        var gap = CatalogueBreaches.Special(Places.Platforms[4].Code, "C0409", DemoWorld.On(world.LastYear, 1, 5, 0));
        sim.At(DemoWorld.On(world.LastYear, 1, 4), Editor(gap), CataloguePlan.Process(gap with { CompleteDays = 3 }));

        Case(5, 13, 5, Natures.PublicGood, ["D4-RETROACTIVE_WEAKENING"], "accepted in the morning under a looser promise that was published in the afternoon", (story, service) =>
        {
            var (morning, looser) = (story.At, CataloguePlan.Commitment(service with { CompleteDays = 14 }));
            sim.At(morning.AddHours(4), Editor(service), looser with { EffectiveFrom = morning.AddMinutes(-30) });
            (story.At, story.OccurredAt) = (morning.AddHours(5), morning.AddMinutes(20));
            story.Do(new AcceptRequest(service.Code));
            story.OccurredAt = null;
            story.Contact().Start().Later(2).Complete().Invite();
            Ended(story);
        });
        Case(8, 20, 5, Natures.PublicGood, ["D4-EXTENSION_WITHOUT_REASON"], "ten working days more, for a reason that is not stated", (story, service) =>
        {
            Taken(story, service).Start();
            var newDue = WorkTime.At(world.Time.Next(WorkTime.Split(story.At).Day, 20), 0);
            story.Soon().Do(new ExtendDelivery(newDue, "unspecified", "deputy_director")).Later(2).Complete().Invite();
            Ended(story);
        });
        Case(3, 12, 6, Natures.PublicGood, ["D1-UNDISCLOSED_SERVICE"], "the service was withdrawn before its delivery began", (story, service) =>
        {
            Taken(story, service).Later(1);
            sim.At(story.At, Editor(service), new WithdrawService("no_staff"));
            story.Start().Later(1).Complete().Invite();
            Ended(story);
        });
    }

    public static Doing Editor(DemoService service) => new(ServiceState.StreamOf(service.Code), service.Node, "editor");

    private void Results()
    {
        Case(4, 16, 12, Natures.PublicGood, ["D5-RATING_SUPPRESSED"], "nobody is asked to rate", (story, service) =>
            Taken(story, service).Start().Later(1).Complete().Later(1).Confirm().Close());
        Case(9, 1, 13, Natures.PublicGood, ["D5-BAD_RATING_UNRECTIFIED"], "rated 1; nothing is put right within 15 working days", (story, service) =>
            Taken(story, service).Start().Later(1).Complete().Invite().Later(1).Confirm().Rate(1).Close());
    }

    private void HandOffs()
    {
        var helper = world.Providers.First(provider => provider.OwnerNode == Places.Platforms[14].Code);
        Case(5, 21, 14, Natures.PublicGood, ["U3-OFF_LEDGER_HANDOFF"], "the provider had begun an hour before it accepted the referral", (story, service) =>
        {
            Taken(story, service).HandTo(helper.Code);
            var accepted = story.At;
            story.At = accepted.AddMinutes(10);
            story.OccurredAt = accepted.AddMinutes(-60);
            story.StartAt();
            story.OccurredAt = null;
            story.Later(1).Complete().Invite();
            Ended(story);
        });
        Case(6, 18, 15, Natures.PublicGood, [], "", (story, service) =>
        {
            Taken(story, service).Marked("U3-REFERRAL_TIMEOUT", "nobody answers the referral in time").OfferTo(Places.Platforms[16].Code, ReferralKinds.Transfer, null, out var referral);
            story.At = WorkTime.At(world.Time.Next(WorkTime.Split(story.At).Day, 3), (17 * 60) + 30);
            story.Do(new ExpireReferral(referral), role: Actors.SystemRole).Start().Later(1).Complete().Invite();
            Ended(story);
        });
        Case(10, 15, 17, Natures.PublicGood, ["U3-EXCESS_HOPS"], "handed over four times", (story, service) =>
        {
            Taken(story, service);
            foreach (var platform in Places.Platforms.Skip(3).Take(4))
            {
                story.TransferTo(platform.Code);
            }

            story.Start().Later(1).Complete().Invite();
            Ended(story);
        });
    }

    private void Suspension()
    {
        var platform = NetworkPlan.ByProvince(PlatformState.StreamOf(BreachNodes.Suspended));
        sim.At(world.OnWorkday(BreachNodes.SuspendedMonth, 22), platform, new SuspendPlatform(null, "records_missing"));
        sim.At(world.OnWorkday(BreachNodes.SuspendedMonth, 25), platform, new ReinstatePlatform(null, "rectified"));
        Case(
            BreachNodes.SuspendedMonth, 19, 0, Natures.PublicGood, ["U3-ORPHAN_CASE"], "its only owner is suspended from the 22nd to the 25th",
            (story, service) =>
            {
                Taken(story, service);
                story.At = world.OnWorkday(BreachNodes.SuspendedMonth, 25, 10 * 60);
                story.Start().Later(1).Complete().Invite();
                Ended(story);
            },
            node: BreachNodes.Suspended);
    }

    private void Data()
    {
        Case(2, 19, 18, Natures.PublicGood, ["U5-INVALID_CODE"], "a region that is in no list", (story, _) =>
            story.Soon().Do(new AnswerRequest("answer-2", null)), region: "519900");
        Case(2, 25, 19, Natures.PublicGood, ["U5-UNKNOWN_REQUEST_CATEGORY"], "a category that is in no list", (story, _) =>
            story.Soon().Do(new AnswerRequest("answer-3", null)), category: "BLOCKCHAIN");
        Case(6, 9, 0, Natures.PublicGood, [], "", (story, service) =>
        {
            Taken(story, service).Start().Later(5);
            story.OccurredAt = story.At.AddHours(-80);
            story.Marked("U3-BACKDATED_EVENT", "a step is recorded 80 hours after it happened").Do(new ProgressDelivery(story.Delivery, "half"));
            story.OccurredAt = null;
            story.Soon().Complete().Invite();
            Ended(story);
        });
    }

    // A source says nothing of acceptance or start, nor of what came of it; the window goes on with the case as if it had. One act
    // breaks three rules: the stages are skipped, the process is not that of the service, and the closing has no outcome to state.
    private void Imported() => sim.At(world.OnWorkday(3, 19, 13 * 60), () =>
    {
        var (node, now) = (Places.Platforms[20].Code, sim.Now);
        var service = world.Services[node][0];
        var stream = "case-" + sim.NewId();
        foreach (var rule in RulesOfImport)
        {
            sim.Seeded.Add(rule, stream, now, "imported as delivered and closed by the window: neither accepted nor begun, without an outcome");
        }

        var account = new RecordSourceAccount(
            "former-system", "R-1001", node, Channels.Counter, service.Code, service.Name, service.Category, Places.Of(node).City, now.AddHours(-4), 480,
            now.AddHours(-2), SourceStatus.Closed, now.AddHours(-3));
        sim.Import(stream, account);
        sim.At(now.AddMinutes(20), () => sim.Import(stream, account with { UpdatedAt = now.AddMinutes(10), EndedAt = now.AddHours(-2.5) }));
        sim.At(now.AddHours(1), () =>
        {
            var delivery = sim.State<CaseState>(stream).DeliveryId!.Value;
            var clerk = new Doing(stream, node, CaseStory.Clerk);
            sim.Do(clerk, new InviteRating(delivery, Channels.Online));
            sim.At(now.AddHours(2), clerk with { Role = Actors.Requester }, new ConfirmDelivery(delivery, "sms"));
            sim.At(now.AddHours(3), clerk, new CloseRequest("done"));
        });
    });

    // So that the two fail the assessment in a small network too.
    private void BadlyRated()
    {
        foreach (var node in BreachNodes.Bad)
        {
            for (var month = 2; month <= 5; month++)
            {
                Case(month, 6, 0, Natures.PublicGood, [], "", (story, service) =>
                {
                    Taken(story, service).Start().Later(1).Complete("unresolved").Invite().Later(1).Confirm().Rate(1);
                    story.Rectify().Close();
                }, node: node);
            }
        }
    }
}
