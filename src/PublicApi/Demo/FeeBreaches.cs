using Ledger.Cases;
using Ledger.Catalogue.Services;
using Ledger.Deciding;
using static PublicApi.Demo.CaseBreaches;

namespace PublicApi.Demo;

/// <summary>Charges that break a rule, and the month of a platform that has nothing but market services.</summary>
internal sealed class FeeBreaches(DemoWorld world, CaseBreaches cases)
{
    private readonly Simulation sim = world.Sim;

    public static void Add(DemoWorld world, CaseBreaches cases)
    {
        var breaches = new FeeBreaches(world, cases);
        breaches.Prices();
        breaches.MarketOnly();
    }

    private void Prices()
    {
        cases.Case(6, 4, 7, Natures.Market, [], "", (story, service) => Paid(
            Taken(story, service).QuoteFor(service, service.PriceFen * 110 / 100), "D3-OVER_LIST_PRICE", "quoted and charged at 110 % of the listed price"));
        cases.Case(6, 11, 8, Natures.Market, [], "", (story, service) => Paid(
            Taken(story, service).QuoteFor(service, withReduction: false), "D3-REDUCTION_NOT_APPLIED", "a small enterprise pays the full price"));
        cases.Case(7, 9, 9, Natures.Market, [], "", (story, service) =>
        {
            Taken(story, service);
            story.At = sim.Now.AddDays(1).AddHours(5);
            var morning = story.At.AddHours(-4);
            var item = CataloguePlan.Fee(service) with { FeeItemCode = "F2", EffectiveFrom = morning.AddMinutes(-30) };
            sim.At(morning.AddHours(3), Editor(service), item);
            story.OccurredAt = morning;
            story.QuoteFor(service, item: "F2");
            story.OccurredAt = null;
            Paid(story, "D3-UNLISTED_FEE", "quoted in the morning by an item that was published in the afternoon");
            sim.At(story.At.AddDays(9), Editor(service), new WithdrawFeeItem("F2", "no_longer_offered"));
        });
        cases.Case(7, 15, 13, Natures.Market, ["D3-CHARGE_WITHOUT_QUOTE"], "charged a minute before the requester agreed, and entered half an hour later", (story, service) =>
        {
            var agreed = Taken(story, service).QuoteFor(service).At;
            (story.At, story.OccurredAt) = (agreed.AddMinutes(30), agreed.AddMinutes(-1));
            story.Charge();
            story.OccurredAt = null;
            Settled(story.Start().Later(2).Complete().Invite());
        });
        cases.Case(8, 13, 10, Natures.Market, [], "", (story, service) =>
        {
            sim.Seeded.Add(
                "U4-DOUBLE_CHARGE", $"{story.Stream}#{DemoService.FeeItem}", sim.Now, "charged by the first platform and, after the transfer, by the second");
            Taken(story, service).QuoteFor(service).Charge().Pay(story.TotalFen);
            Paid(story.TransferTo(Places.Platforms[11].Code).QuoteFor(service));
        });
    }

    // The first line of the charge is the breach, where a rule is named.
    private static void Paid(CaseStory story, string? rule = null, string note = "")
    {
        story.Start().Later(2).Complete().Invite();
        Settled((rule is null ? story : story.Marked(rule, note, ".1")).Charge());
    }

    private static void Settled(CaseStory story) => story.Later(1).Pay(story.TotalFen).Confirm().Rate(4).Close();

    // So that there are enough of them in a small network too.
    private void MarketOnly()
    {
        var market = world.Services[BreachNodes.MarketOnly].First(service => service.Nature == Natures.Market);
        for (var i = 0; i < 8; i++)
        {
            sim.At(world.OnWorkday(BreachNodes.MarketOnlyMonth, 9 + i, WorkTime.Morning + 60 + i), () =>
            {
                var story = new CaseStory(world, BreachNodes.MarketOnly, cases.Small(BreachNodes.MarketOnly), sim.Now);
                Paid(Taken(story.Submit(market, Channels.Counter), market).HandTo(market.ProviderId).QuoteFor(market));
            });
        }
    }
}
