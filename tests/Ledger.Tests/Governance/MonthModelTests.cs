using FsCheck.Xunit;
using Ledger.Governance.Compliance;
using Ledger.Governance.Publications;
using Ledger.Governance.StateDigests;
using Ledger.Tests.Cases;

namespace Ledger.Tests.Governance;

/// <summary>What the province says of a month and of the views: judged as often as it likes once it has begun, published once when it
/// is over, digests of an ever longer log.</summary>
public sealed class MonthModelTests
{
    [Property(MaxTest = 200)]
    public void A_month_is_judged_by_the_province_from_its_first_day_on(byte[] script) => new EvaluationModel().Play(script);

    [Property(MaxTest = 200)]
    public void A_month_is_published_once_by_the_province_when_it_is_over(byte[] script) => new PublicationModel().Play(script);

    [Property(MaxTest = 200)]
    public void A_digest_is_of_a_longer_log_than_the_one_before(byte[] script) => new StateDigestModel().Play(script);

    [Fact]
    public void Random_scripts_reach_every_event()
    {
        Models.ReachesEveryEvent(static () => new EvaluationModel());
        Models.ReachesEveryEvent(static () => new PublicationModel());
        Models.ReachesEveryEvent(static () => new StateDigestModel());
    }

    // By.Now is noon of 5 January 2026 in Asia/Shanghai: 27 days later it is noon of 1 February, 26 days later of 31 January.
    private sealed class EvaluationModel() : Model<ComplianceState>("2026-02")
    {
        public override Turn<ComplianceState> Next(Dice dice)
        {
            var (by, later) = (dice.Any(Acting.Province, By.Owner(), By.Other()), dice.Any(0, 26, 27, 90));
            return new(new EvaluateMonth(), by.Days(later), by.Node == Acting.ProvinceNode && later >= 27, () => { });
        }
    }

    private sealed class PublicationModel() : Model<PublicationState>("2026-01")
    {
        private bool isPublished;

        public override Turn<PublicationState> Next(Dice dice)
        {
            var (by, later) = (dice.Any(Acting.Province, By.Owner(), By.Other()), dice.Any(0, 26, 27, 90));
            return new(
                new PublishMonth { Computed = new ComputedMonth(7, null, null, [], 2, []) }, by.Days(later),
                by.Node == Acting.ProvinceNode && later >= 27 && !isPublished, () => isPublished = true);
        }
    }

    private sealed class StateDigestModel() : Model<StateDigestState>("views")
    {
        private long size;

        public override Turn<StateDigestState> Next(Dice dice)
        {
            var (by, next, version) = (dice.Any(Acting.Province, By.Owner(), By.Other()), dice.Take(200), dice.Take(4));
            return new(
                new RecordStateDigest(next, version, [new DigestedView("case_view", new string('a', 64))]), by,
                by.Node == Acting.ProvinceNode && next > size && version >= 1, () => size = next);
        }
    }
}
