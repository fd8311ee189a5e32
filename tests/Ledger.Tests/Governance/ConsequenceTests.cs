using FsCheck.Xunit;
using Ledger.Governance.Consequences;
using Ledger.Tests.Cases;

namespace Ledger.Tests.Governance;

public sealed class ConsequenceTests
{
    private static readonly GrantIncentive Grant = new(By.OwnerNode, "assessment", "2026", 500, "EXCELLENT", "2026-1");
    private static readonly ImposeSanction Impose = new(By.OwnerNode, "inspection", "2026-1", "WARNING", null, "NO_VOUCHER");
    private static readonly RevokeProject Revoke = new(By.OwnerNode, "HALL", "inspection", "2026-1", 700, "UNFINISHED", "2026-1");

    private static Governed<ConsequenceState> Nothing => Governed.New<ConsequenceState>("C-1");

    [Fact]
    public void An_incentive_is_granted() => Nothing.When(Grant)
        .Then(by => new IncentiveGranted(by, By.OwnerNode, "assessment", "2026", 500, "EXCELLENT", "2026-1"))
        .When(Grant).ThenRefused("EXISTS");

    [Fact]
    public void A_sanction_is_imposed() => Nothing.When(Impose)
        .Then(by => new SanctionImposed(by, By.OwnerNode, "inspection", "2026-1", "WARNING", null, "NO_VOUCHER"))
        .When(Revoke).ThenRefused("EXISTS");

    [Fact]
    public void A_project_is_revoked() => Nothing.When(Revoke)
        .Then(by => new ProjectRevoked(by, By.OwnerNode, "HALL", "inspection", "2026-1", 700, "UNFINISHED", "2026-1"));

    [Fact]
    public void Only_the_province_acts() => Nothing.When(Grant, By.Owner()).ThenRefused("ACTOR-OWNER");

    [Fact]
    public void Fields_have_their_shapes()
    {
        Nothing.When(Grant with { BasisKind = "mood" }).ThenRefused("FIELD-BASIS-KIND");
        Nothing.When(Grant with { BasisKey = "a b" }).ThenRefused("FIELD-BASIS-KEY");
        Nothing.When(Grant with { Subject = "" }).ThenRefused("FIELD-SUBJECT");
        Nothing.When(Grant with { AmountFen = 0 }).ThenRefused("FIELD-AMOUNT-FEN");
        Nothing.When(Grant with { FundId = null }).ThenRefused("FIELD-FUND-ID");
        Nothing.When(Revoke with { AmountFen = null }).ThenRefused("FIELD-FUND-ID");
        Nothing.When(Impose with { MeasureCode = "" }).ThenRefused("FIELD-MEASURE-CODE");
        Nothing.When(Revoke with { ProjectCode = "" }).ThenRefused("FIELD-PROJECT-CODE");
        Nothing.When(Impose with { ReasonCode = "" }).ThenRefused("FIELD-REASON-CODE");
    }

    [Property(MaxTest = 100)]
    public void No_sequence_of_commands_leads_where_the_model_forbids(byte[] script) => new ConsequenceModel().Play(script);

    [Fact]
    public void The_random_commands_reach_every_event() => Models.ReachesEveryEvent(() => new ConsequenceModel());

    private sealed class ConsequenceModel() : Model<ConsequenceState>("C-1")
    {
        private bool exists;

        public override Turn<ConsequenceState> Next(Dice dice)
        {
            var by = dice.Any(Acting.Province, By.Owner());
            var allowed = by.Node == Acting.ProvinceNode && !exists;
            return dice.Take(3) switch
            {
                0 => new(Grant, by, allowed, () => exists = true),
                1 => new(Impose, by, allowed, () => exists = true),
                _ => new(Revoke, by, allowed, () => exists = true),
            };
        }
    }
}
