using Ledger.Cases;
using Ledger.Governance.Funds;

namespace PublicApi.Demo;

/// <summary>What happens to few cases: pauses, extensions, disputes, refunds. All of it within the rules.</summary>
internal static class Detours
{
    public const string SubsidyFund = FundState.Prefix + "SUBSIDY";

    /// <summary>Another was asked before: it had no time, or the offer was taken back.</summary>
    public static void TryOthersFirst(DemoWorld world, CaseStory story)
    {
        var to = world.Chance.Pick(Places.Platforms);
        if (to.Code == story.Owner || BreachNodes.KeepsAway(to.Code, WorkTime.Split(story.At).Day, world.LastYear))
        {
            return;
        }

        switch (world.Chance.Below(100))
        {
            case 0:
                story.OfferTo(to.Code, ReferralKinds.CoDelivery, null, out var rejected).Soon().Do(new RejectReferral(rejected, "no_capacity"), to.Code);
                break;
            case 1:
                story.OfferTo(to.Code, ReferralKinds.Information, null, out var recalled).Soon().Do(new RecallReferral(recalled, "sent_by_mistake"));
                break;
        }
    }

    /// <summary>From the start of the delivery to its completion, in time.</summary>
    public static void Deliver(DemoWorld world, CaseStory story, DemoService service)
    {
        var chance = world.Chance;
        if (chance.Chance(40))
        {
            story.Scheduled().Later(1).Complete();
            return;
        }

        story.Start();
        switch (chance.Below(1000))
        {
            case < 30:
                story.Soon().Do(new PauseDelivery(story.Delivery, "requester_absent")).Later(1).Do(new ResumeDelivery(story.Delivery, "requester_back"));
                break;
            case < 50 when story.HasClock:
                var newDue = WorkTime.At(world.Time.Next(WorkTime.Split(story.At).Day, service.CompleteDays + 10), 0);
                story.Soon().Do(new ExtendDelivery(newDue, "third_party_report", "deputy_director"));
                break;
            case < 58:
                story.Soon().Do(new AbortDelivery(story.Delivery, "requester_unreachable")).Accept(service).Start();
                break;
            case < 68 when service.ProviderId == service.Node:
                story.Later(1).Complete("partially_resolved").Invite().Later(1).Do(new DisputeDelivery(story.Delivery, "not_finished"), role: Actors.Requester);
                story.Start().Later(1).Complete();
                return;
            case < 250:
                story.Soon().Do(new ProgressDelivery(story.Delivery, "half"));
                break;
        }

        story.Later(chance.Between(1, service.CompleteDays - 4)).Complete(
            chance.Below(100) switch { < 86 => "resolved", < 94 => "information_given", < 98 => "partially_resolved", _ => "unresolved" });
    }

    /// <summary>Completed one to three working days after the promised time; nothing else is wrong with it.</summary>
    public static void DeliverLate(DemoWorld world, CaseStory story, DemoService service)
    {
        var half = service.CompleteDays / 2;
        story.Start().Later(half).Do(new ProgressDelivery(story.Delivery, "half"));
        story.Later(service.CompleteDays - half + world.Chance.Between(1, 3)).Complete();
    }

    /// <summary>From the bill to the money.</summary>
    public static void Settle(DemoWorld world, CaseStory story)
    {
        var (before, total) = (story.At, story.TotalFen);
        switch (world.Chance.Below(1000))
        {
            case < 20:
                story.Soon().Do(new WaiveFee(total / 4, "goodwill")).Later(1).Pay(total - (total / 4));
                break;
            case < 60:
                story.Soon().Do(new SubsidiseFee(SubsidyFund, total / 2)).Later(1).Pay(total - (total / 2));
                break;
            case < 75:
                story.Soon().Do(new DisputeFee("unclear_line"), role: Actors.Requester).Later(1).Do(new ResolveFee("explained")).Later(1).Pay(total);
                break;
            case < 90:
                story.Later(1).Pay(total).Later(2).Do(new RefundFee(total / 5, "part_not_needed"));
                break;
            default:
                story.Later(world.Chance.Between(0, 5)).Pay(total);
                break;
        }

        // The case goes on beside the money.
        story.At = before;
    }
}
