using FsCheck.Xunit;
using Ledger.Privacy.Accesses;
using Ledger.Privacy.Redactions;
using Ledger.Tests.Cases;
using Ledger.Tests.Governance;

namespace Ledger.Tests.Privacy;

public sealed class PrivacyModelTests
{
    [Property(MaxTest = 200)]
    public void Only_the_owner_and_the_province_read_and_each_reading_is_recorded(byte[] script) => new AccessModel().Play(script);

    [Property(MaxTest = 200)]
    public void An_erasure_is_recorded_once_by_the_province(byte[] script) => new RedactionModel().Play(script);

    [Fact]
    public void Random_scripts_reach_every_event()
    {
        Models.ReachesEveryEvent(static () => new AccessModel());
        Models.ReachesEveryEvent(static () => new RedactionModel());
    }

    private sealed class AccessModel() : Model<AccessState>("case-1")
    {
        public override Turn<AccessState> Next(Dice dice)
        {
            var reader = dice.Any(Acting.ProvinceNode, By.OwnerNode, By.OtherNode);
            var (purpose, count) = (dice.Any([.. AccessPurposes.All.Order(), "curiosity"]), dice.Take(3));
            return new(
                new LogAccess(By.OwnerNode, reader, "platform", reader == Acting.ProvinceNode, count, purpose), Acting.Province,
                reader != By.OtherNode && count > 0 && purpose != "curiosity", () => { });
        }
    }

    private sealed class RedactionModel() : Model<RedactionState>("1")
    {
        private bool isExecuted;

        public override Turn<RedactionState> Next(Dice dice)
        {
            var by = dice.Any(Acting.Province, By.Owner(), By.Other());
            var (ground, count) = (dice.Any([.. RedactionGrounds.All.Order(), "tidiness"]), dice.Take(3));
            return new(
                new ExecuteRedaction(ground, count, "digest"), by,
                by.Node == Acting.ProvinceNode && count > 0 && ground != "tidiness" && !isExecuted, () => isExecuted = true);
        }
    }
}
