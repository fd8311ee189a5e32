using FsCheck.Xunit;
using Ledger.Deciding;
using Ledger.Governance.Baselines;
using Ledger.Governance.Campaigns;
using Ledger.Governance.Guidance;
using Ledger.Governance.Policies;
using Ledger.Tests.Cases;

namespace Ledger.Tests.Governance;

/// <summary>The small areas against their models.</summary>
public sealed class UndertakingModelTests
{
    private static readonly DateOnly Today = new(2026, 1, 5);

    [Property(MaxTest = 100)]
    public void A_campaign_begins_once_by_any_open_platform(byte[] script) => Campaign().Play(script);

    [Property(MaxTest = 100)]
    public void A_baseline_begins_once_by_the_province(byte[] script) => Baseline().Play(script);

    [Property(MaxTest = 100)]
    public void Guidance_is_open_until_it_is_closed(byte[] script) => new GuidanceModel().Play(script);

    [Property(MaxTest = 100)]
    public void Versions_of_each_type_of_document_follow_on_each_other(byte[] script)
    {
        var filed = new PolicyModel().Play(script).Cast<PolicyDocumentFiled>();

        Assert.All(filed.GroupBy(fact => fact.DocumentType), type =>
            Assert.Equal(Enumerable.Range(1, type.Count()), type.Select(fact => fact.Version)));
    }

    [Fact]
    public void The_random_commands_reach_every_event()
    {
        Models.ReachesEveryEvent(Campaign);
        Models.ReachesEveryEvent(Baseline);
        Models.ReachesEveryEvent(static () => new GuidanceModel());
        Models.ReachesEveryEvent(static () => new PolicyModel());
    }

    private static OnceModel<CampaignState> Campaign() => new(
        new LaunchCampaign("C", ["city"], ["510100"], Today, Today), [Acting.ProvinceNode, By.OwnerNode, By.OtherNode]);

    private static OnceModel<BaselineState> Baseline() => new(new RecordBaseline("A", "510000", 1, Today, "S"), [Acting.ProvinceNode]);

    private sealed class OnceModel<TState>(Command<TState> command, IReadOnlyList<string> nodes) : Model<TState>("K-1")
        where TState : StreamState<TState>, new()
    {
        private bool exists;

        public override Turn<TState> Next(Dice dice)
        {
            var by = dice.Any(Acting.Province, By.Owner(), By.Other(), By.Third());
            return new(command, by, !exists && nodes.Contains(by.Node), () => exists = true);
        }
    }

    private sealed class GuidanceModel() : Model<GuidanceState>("G-1")
    {
        private string stage = "";

        public override Turn<GuidanceState> Next(Dice dice)
        {
            var by = dice.Any(Acting.Province, By.Owner(), By.Other());
            var concerned = by.Node != By.OtherNode;
            return dice.Take(2) == 0
                ? new(new IssueGuidance(By.OwnerNode, "T", null, "text"), by, concerned && stage == "", () => stage = "open")
                : new(new CloseGuidance("DONE"), by, concerned && stage == "open", () => stage = "closed");
        }
    }

    private sealed class PolicyModel() : Model<PolicyState>(By.OwnerNode)
    {
        public override Turn<PolicyState> Next(Dice dice)
        {
            var by = dice.Any(Acting.Province, By.Owner(), By.Other());
            var type = dice.Any([.. PolicyDocumentTypes.All.Order(), "poetry"]);
            return new(
                new FilePolicyDocument(type, "T", new string('a', 64), Today), by, by.Node != By.OtherNode && type != "poetry", () => { });
        }
    }
}
