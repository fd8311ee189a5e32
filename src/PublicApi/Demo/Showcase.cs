using Ledger.Cases;
using Ledger.Deciding;

namespace PublicApi.Demo;

/// <summary>What is rare happens once even in a small network, all of it within the rules.</summary>
internal static class Showcase
{
    private const string Node = "SC-510700";

    public static void Add(DemoWorld world, Customers customers)
    {
        var free = world.Services[Node].First(service => service.IsFree && service.ProviderId == Node);
        var paid = world.Services[Node].First(service => !service.IsFree);
        CaseStory Begin(DemoService service, int day)
        {
            var story = new CaseStory(world, Node, customers.Small(Places.Of(Node)), world.OnWorkday(1, day, WorkTime.Morning + 40));
            return story.Submit(service, Channels.Counter);
        }

        void On(int day, Action act) => world.Sim.At(world.OnWorkday(1, day, WorkTime.Morning + 30), act);
        On(13, () => Begin(free, 13).Soon().Do(new DeclineRequest("out_of_scope", null, "窗口业务科", null)));
        On(13, () => Begin(free, 13).Soon().Do(new WithdrawRequest("no_longer_needed"), role: Actors.Requester));
        On(13, () => Begin(free, 13).Soon().Do(new MergeRequest("case-" + world.Sim.NewId())));
        On(14, () => Free(Begin(free, 14), free));
        On(14, () => Paid(Begin(paid, 14), paid, settle: false));
        On(15, () => Paid(Begin(paid, 15), paid, settle: true));
        On(16, () => Again(Begin(free, 16), free, world));
    }

    private static void Free(CaseStory story, DemoService service)
    {
        story.Soon().Do(new RequestSupplement(["business_licence"])).Soon().Do(new SupplementRequest(["business_licence"]), role: Actors.Requester);
        story.Accept(service).Contact();
        story.OfferTo(Places.Province, ReferralKinds.CoDelivery, null, out var rejected).Soon().Do(new RejectReferral(rejected, "no_capacity"), Places.Province);
        story.OfferTo(Places.Province, ReferralKinds.Information, null, out var recalled).Soon().Do(new RecallReferral(recalled, "sent_by_mistake"));
        story.Scheduled().Soon().Do(new PauseDelivery(story.Delivery, "requester_absent"));
        story.Soon().Do(new ResumeDelivery(story.Delivery, "requester_back")).Soon().Do(new ExtendDelivery(story.At.AddDays(60), "third_party_report", "deputy_director"));
        story.Soon().Do(new ProgressDelivery(story.Delivery, "half")).Soon().Do(new AbortDelivery(story.Delivery, "requester_unreachable"));
        story.Accept(service).Start().Later(1).Complete().Invite().Deem().Close();
    }

    private static void Paid(CaseStory story, DemoService service, bool settle)
    {
        story.Accept(service).Contact().HandTo(service.ProviderId).QuoteFor(service).Start().Later(1).Complete().Invite().Charge();
        var total = story.TotalFen;
        if (settle)
        {
            story.Soon().Do(new WaiveFee(total / 4, "goodwill")).Do(new SubsidiseFee(Detours.SubsidyFund, total / 4)).Soon().Pay(total - (2 * (total / 4)));
        }
        else
        {
            story.Soon().Do(new DisputeFee("unclear_line"), role: Actors.Requester).Soon().Do(new ResolveFee("explained")).Soon().Pay(total);
            story.Later(1).Do(new RefundFee(total / 5, "part_not_needed"));
        }

        story.Confirm().Rate(4).Close();
    }

    private static void Again(CaseStory story, DemoService service, DemoWorld world)
    {
        story.Accept(service).Contact().Start().Later(1).Complete().Invite().Soon().Do(new DisputeDelivery(story.Delivery, "not_finished"), role: Actors.Requester);
        story.Start().Later(1).Complete().Invite().Later(1).Confirm().Rate(2).Rectify();
        story.Soon().Do(new ReviseRating(story.Delivery, 4, true, true, "reconsidered"), role: Actors.Requester);
        story.Soon().Do(new InvalidateRating(story.Delivery, "not_genuine", "省服务平台监督科"), Places.Province).Close();
        story.Later(1).Do(new ReopenRequest("problem_again", "audit"));
        story.Accept(service).Contact().Start().Later(world.Chance.Between(1, 2)).Complete().Invite().Later(1).Confirm().Close();
    }
}
