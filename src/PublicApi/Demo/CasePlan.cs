using Ledger.Cases;
using Ledger.Deciding;

namespace PublicApi.Demo;

/// <summary>
/// The requests of ordinary days. About a third become services; the others are answered at once. How many come, how they are
/// rated and, in two months, whether they are completed in time changes with the months, so that the targets of domain.md 1.5 and
/// 5.7 are met in some only.
/// </summary>
internal sealed class CasePlan(DemoWorld world, Customers customers)
{
    public const int PerYear = 46_000;
    private const int ServicePerMille = 345;
    private const int HolidayWeight = 12;
    private const int WorkdayWeight = 100;

    private static readonly int[] MonthWeights = [80, 60, 105, 110, 105, 100, 90, 85, 110, 100, 120, 125];

    // Of a thousand ratings, those of 1 or 2: in three months less than 90 % are satisfied.
    private static readonly int[] BadPerMille = [60, 150, 60, 55, 50, 60, 140, 135, 60, 55, 50, 60];
    private const int BadNodePerMille = 550;

    // Of a thousand services whose promised time ends in the month, those that take longer: the half-year's and the year's rush.
    private static readonly Dictionary<int, int> LatePerMille = new() { [6] = 250, [11] = 450 };

    private static readonly string[] NatureCycle =
        [Natures.PublicGood, Natures.PublicGood, Natures.Discounted, Natures.PublicGood, Natures.Market];

    private static readonly (string Channel, int UpTo)[] ChannelShares =
        [(Channels.Online, 41), (Channels.Mobile, 64), (Channels.Call, 92), (Channels.Counter, 98), (Channels.PartnerApi, 100)];

    private readonly Dictionary<string, int> turns = new(StringComparer.Ordinal);

    public static void Add(DemoWorld world, Customers customers)
    {
        var plan = new CasePlan(world, customers);
        foreach (var year in world.Years)
        {
            var days = Enumerable.Range(0, 366).Select(i => new DateOnly(year, 1, 1).AddDays(i)).Where(day => day.Year == year).ToList();
            var weights = days.Select(plan.Weight).ToList();
            var (total, sum, placed) = (weights.Sum(), 0L, 0L);
            for (var i = 0; i < days.Count; i++)
            {
                sum += weights[i];
                var upTo = sum * world.Scaled(PerYear) / total;
                for (; placed < upTo; placed++)
                {
                    var (day, minute) = (days[i], world.Chance.Between(8 * 60, (17 * 60) + 59));
                    world.Sim.At(WorkTime.At(day, minute).AddSeconds(world.Chance.Below(60)), () => plan.Begin(day));
                }
            }
        }
    }

    private int Weight(DateOnly day) => MonthWeights[day.Month - 1] * (world.Time.IsWorking(day) ? WorkdayWeight : HolidayWeight);

    private void Begin(DateOnly day)
    {
        var platform = Draw(day);
        var customer = customers.Of(platform);
        var story = new CaseStory(world, platform.Code, customer, world.Sim.Now);
        var channel = ChannelShares.First(share => world.Chance.Below(100) < share.UpTo).Channel;
        var isServed = world.Chance.Chance(ServicePerMille) && !BreachNodes.OnlyAnswers(platform.Code, day, world.LastYear);
        var service = Next(platform, day, isServed);
        story.Submit(service, channel);
        if (isServed)
        {
            Serve(story, service);
        }
        else
        {
            End(story, channel);
        }
    }

    // One turn after the other gives every platform the same mix, however few its cases.
    private DemoService Next(DemoPlatform platform, DateOnly day, bool isServed)
    {
        var key = isServed ? platform.Code : $"{platform.Code} answered";
        var turn = turns[key] = turns.GetValueOrDefault(key) + 1;
        var nature = BreachNodes.IsMarketOnly(platform.Code, day, world.LastYear) ? Natures.Market : NatureCycle[turn % NatureCycle.Length];
        var possible = world.Services[platform.Code]
            .Where(service => service.Nature == nature && service.From <= world.Sim.Now && !IsExpendable(service.ProviderId))
            .ToList();
        return possible.Count > 0 ? world.Chance.Pick(possible) : world.Services[platform.Code][0];
    }

    private bool IsExpendable(string provider) => world.Providers.TakeLast(ProviderPlan.Expendable).Any(leaver => leaver.Code == provider);

    private DemoPlatform Draw(DateOnly day)
    {
        var left = world.Chance.Below(Places.TotalWeight);
        var platform = Places.Platforms.First(candidate => (left -= candidate.Weight) < 0);
        return BreachNodes.KeepsAway(platform.Code, day, world.LastYear) ? Places.Platforms[0] : platform;
    }

    private void End(CaseStory story, string channel)
    {
        switch (world.Chance.Below(1000))
        {
            case < 20:
                story.Soon().Do(new DeclineRequest("out_of_scope", null, "窗口业务科", "public_service_hotline"));
                break;
            case < 40:
                story.Soon().Do(new WithdrawRequest("no_longer_needed"), role: Actors.Requester);
                break;
            case < 48:
                story.Soon().Do(new MergeRequest("case-" + world.Sim.NewId()));
                break;
            default:
                story.At = channel == Channels.Call ? story.At.AddMinutes(world.Chance.Between(2, 12)) : world.Time.Soon(story.At, world.Chance);
                story.Do(new AnswerRequest($"answer-{world.Chance.Between(1, 400)}", null));
                break;
        }
    }

    private void Serve(CaseStory story, DemoService service)
    {
        if (world.Chance.Chance(30))
        {
            story.Soon().Do(new RequestSupplement(["business_licence"]));
            story.At = story.At.AddMinutes(world.Chance.Between(5, 25));
            story.Do(new SupplementRequest(["business_licence"]), role: Actors.Requester);
        }

        story.Accept(service);
        var isLate = IsLate(story, service);
        story.Contact();
        Route(story, service);
        if (!service.IsFree)
        {
            story.QuoteFor(service);
        }

        if (isLate)
        {
            Detours.DeliverLate(world, story, service);
        }
        else
        {
            Detours.Deliver(world, story, service);
        }

        story.Invite();
        if (!service.IsFree)
        {
            story.Charge();
            Detours.Settle(world, story);
        }

        Finish(story, service);
    }

    // The list of what was seeded says of each which month it is to be found in: that in which its time ran out.
    private bool IsLate(CaseStory story, DemoService service)
    {
        var due = world.Time.Next(WorkTime.Split(story.At).Day, service.CompleteDays);
        if (due.Year != world.LastYear || !story.HasClock || !world.Chance.Chance(LatePerMille.GetValueOrDefault(due.Month)))
        {
            return false;
        }

        world.Sim.Seeded.Add("D4-COMMITMENT_BREACHED", story.Stream, WorkTime.At(due, 0), "completed some days after the promised time, in a month of rush");
        return true;
    }

    private void Route(CaseStory story, DemoService service)
    {
        if (service.ProviderId != service.Node)
        {
            Detours.TryOthersFirst(world, story);
            story.HandTo(service.ProviderId);
        }
        else if (service.IsFree && world.Chance.Chance(150))
        {
            var to = world.Chance.Pick(Places.Platforms);
            if (to.Code != story.Owner && !BreachNodes.KeepsAway(to.Code, WorkTime.Split(story.At).Day, world.LastYear)
                && to.Code != BreachNodes.MarketOnly)
            {
                story.TransferTo(to.Code);
            }
        }
    }

    private void Finish(CaseStory story, DemoService service)
    {
        if (!world.Chance.Chance(780))
        {
            story.Deem().Close();
            return;
        }

        story.Later(world.Chance.Between(1, 5)).Confirm();
        if (world.Chance.Chance(800))
        {
            var isBad = world.Chance.Chance(
                BreachNodes.Bad.Contains(story.Owner) ? BadNodePerMille : BadPerMille[WorkTime.Split(story.At).Day.Month - 1]);
            story.Rate(isBad ? world.Chance.Between(1, 2) : world.Chance.Below(100) switch { < 58 => 5, < 88 => 4, _ => 3 });
            if (isBad)
            {
                story.Rectify();
            }
            else if (world.Chance.Chance(10))
            {
                story.Soon().Do(new ReviseRating(story.Delivery, 5, true, true, "reconsidered"), role: Actors.Requester);
            }
        }

        story.Close();
        if (world.Chance.Chance(5) && service.IsFree && service.ProviderId == service.Node && story.Owner == service.Node)
        {
            story.Later(2).Do(new ReopenRequest("problem_again", "callback"));
            story.Accept(service).Contact().Start().Later(2).Complete().Invite().Later(1).Confirm().Close();
        }
    }
}
