using FsCheck.Xunit;
using Ledger.Cases;
using Ledger.Governance.Funds;
using Ledger.Tests.Cases;

namespace Ledger.Tests.Governance;

public sealed class FundTests
{
    private const string Source = "四川省财政厅";

    private static readonly DateOnly Day = new(2026, 1, 5);
    private static readonly string Voucher = new('a', 64);
    private static readonly AppropriateFund Appropriate = new(Source, 1_000, ["BUILDING", "EQUIPMENT"], 2026);
    private static readonly SpendFund Spend = new(By.OwnerNode, "BUILDING", "HALL", 30, Voucher);

    private static Governed<FundState> Nothing => Governed.New<FundState>("2026-1");

    private static Governed<FundState> Received => Nothing.Given(Appropriate)
        .Given(new CommitToFund(Source, 100)).Given(new ReceiveFund(Source, 60, Day));

    private static Governed<FundState> Allocated => Received.Given(new AllocateFund(By.OwnerNode, "BUILDING", 50));

    [Fact]
    public void Money_goes_from_its_source_to_a_platform_and_is_spent() => Nothing
        .When(Appropriate).Then(by => new FundAppropriated(by, Source, 1_000, Appropriate.PurposeCodes, 2026))
        .When(new CommitToFund(Source, 100)).Then(by => new FundCommitted(by, Source, 100))
        .When(new ReceiveFund(Source, 60, Day)).Then(by => new FundReceived(by, Source, 60, Day))
        .When(new AllocateFund(By.OwnerNode, "BUILDING", 50)).Then(by => new FundAllocated(by, By.OwnerNode, "BUILDING", 50))
        .When(Spend, By.Owner()).Then(by => new FundSpent(by, By.OwnerNode, "BUILDING", "HALL", 30, Voucher));

    [Fact]
    public void Only_what_was_committed_is_received()
    {
        Received.When(new ReceiveFund(Source, 41, Day)).ThenRefused("FUND-RECEIVED");
        Received.Given(new ReceiveFund(Source, 40, Day)).When(new ReceiveFund(Source, 1, Day)).ThenRefused("FUND-RECEIVED");
        Received.When(new ReceiveFund("another", 1, Day)).ThenRefused("FUND-RECEIVED");
        Received.When(new ReceiveFund(Source, 1, Day.AddDays(1))).ThenRefused("FIELD-RECEIVED-ON");
    }

    [Fact]
    public void Only_what_is_there_is_allocated_or_returned()
    {
        Allocated.When(new AllocateFund(By.OtherNode, "BUILDING", 11)).ThenRefused("FUND-ALLOCATED");
        Allocated.When(new ReturnFund(null, Source, 11, "UNUSED")).ThenRefused("FUND-RETURNED");
        Allocated.When(new ReturnFund(By.OtherNode, Source, 1, "UNUSED")).ThenRefused("FUND-RETURNED");
        Allocated.When(new ReturnFund(null, "another", 1, "UNUSED")).ThenRefused("FUND-RETURNED");
        Allocated.When(new ReturnFund(null, Source, 10, "UNUSED")).Then(by => new FundReturned(by, null, Source, 10, "UNUSED"))
            .When(new AllocateFund(By.OtherNode, "BUILDING", 1)).ThenRefused("FUND-ALLOCATED");
        Allocated.When(new ReturnFund(By.OwnerNode, Source, 50, "UNUSED"), By.Owner())
            .Then(by => new FundReturned(by, By.OwnerNode, Source, 50, "UNUSED"))
            .When(new OrderFundRecovery(By.OwnerNode, 1, "MISUSE", null)).ThenRefused("FUND-RECOVERED");
    }

    [Fact]
    public void Recovery_stays_within_the_allocation_and_payment_within_the_order() => Allocated
        .When(new OrderFundRecovery(By.OwnerNode, 20, "MISUSE", "C-1")).Then(by => new FundRecoveryOrdered(by, By.OwnerNode, 20, "MISUSE", "C-1"))
        .When(new RecoverFund(By.OwnerNode, 15, Day)).Then(by => new FundRecovered(by, By.OwnerNode, 15, Day))
        .When(new RecoverFund(By.OwnerNode, 6, Day)).ThenRefused("FUND-RECOVERED");

    [Fact]
    public void An_order_beyond_the_allocation_is_refused() =>
        Allocated.When(new OrderFundRecovery(By.OwnerNode, 51, "MISUSE", null)).ThenRefused("FUND-RECOVERED");

    // INV-17 is left to the checks: what was spent wrongly was spent.
    [Fact]
    public void Overspending_and_a_foreign_purpose_are_recorded()
    {
        Allocated.When(Spend with { AmountFen = 51 }).Then(by => new FundSpent(by, By.OwnerNode, "BUILDING", "HALL", 51, Voucher));
        Allocated.When(Spend with { PurposeCode = "BANQUET" }).Then(by => new FundSpent(by, By.OwnerNode, "BANQUET", "HALL", 30, Voucher));
    }

    [Fact]
    public void Who_may_act()
    {
        Nothing.When(Appropriate, By.Owner()).ThenRefused("ACTOR-OWNER");
        Nothing.When(Appropriate, By.Third()).ThenRefused("INV-13");
        Nothing.Given(Appropriate).When(Appropriate).ThenRefused("EXISTS");
        Nothing.When(Spend).ThenRefused("NOT-FOUND");
        Allocated.When(Spend, By.Other()).ThenRefused("ACTOR-OWNER");
        Allocated.When(new ReturnFund(null, Source, 1, "UNUSED"), By.Owner()).ThenRefused("ACTOR-OWNER");
        Allocated.When(new AllocateFund("SC-519999", "BUILDING", 1)).ThenRefused("FIELD-TO-NODE");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(9_007_199_254_740_992)]
    public void Amounts_are_whole_fen_above_none(long amountFen)
    {
        Nothing.When(Appropriate with { AmountFen = amountFen }).ThenRefused("FIELD-AMOUNT-FEN");
        Allocated.When(Spend with { AmountFen = amountFen }).ThenRefused("FIELD-AMOUNT-FEN");
    }

    [Fact]
    public void Fields_have_their_shapes()
    {
        Nothing.When(Appropriate with { PurposeCodes = ["building"] }).ThenRefused("FIELD-PURPOSE-CODES");
        Nothing.When(Appropriate with { PurposeCodes = ["A", "A"] }).ThenRefused("FIELD-PURPOSE-CODES");
        Nothing.When(Appropriate with { Year = 1999 }).ThenRefused("FIELD-YEAR");
        Allocated.When(Spend with { PurposeCode = "a b" }).ThenRefused("FIELD-PURPOSE-CODE");
        Allocated.When(Spend with { VoucherHash = new string('A', 64) }).ThenRefused("FIELD-VOUCHER-HASH");
    }

    [Property(MaxTest = 300, StartSize = 50, EndSize = 800)]
    public void No_sequence_of_commands_leads_where_the_model_forbids(byte[] script) => new FundModel().Play(script);

    [Fact]
    public void The_random_commands_reach_every_event() => Models.ReachesEveryEvent(() => new FundModel());

    // Every movement in one list; each bound is a sum over it.
    private sealed class FundModel() : Model<FundState>("2026-1")
    {
        private readonly List<(string What, string Who, long Fen)> moved = [];
        private bool exists;

        public override Turn<FundState> Next(Dice dice)
        {
            var by = dice.Take(4) == 0 ? By.Owner() : Acting.Province;
            var province = by.Node == Acting.ProvinceNode;
            var fen = dice.Take(20) + (dice.Take(30) == 0 ? Fen.Largest - 19 : 0);
            var (source, node) = (dice.Any("a", "b"), dice.Any(By.OwnerNode, By.OtherNode));
            var may = exists && fen > 0 && province;
            var mayOfNode = exists && fen > 0 && (province || by.Node == node);
            var free = Sum("received") - Sum("allocated") - Sum("returned free");
            var held = Sum("allocated", node) - Sum("returned by", node) - Sum("ordered", node);
            var atSource = Sum("received", source) - Sum("returned to", source);
            switch (dice.Take(8))
            {
                case 0: return new(Appropriate, by, !exists && province, () => exists = true);
                case 1: return new(new CommitToFund(source, fen), by, may, () => Add("committed", source, fen));
                case 2:
                    return new(
                        new ReceiveFund(source, fen, Day), by, may && Sum("received", source) + fen <= Sum("committed", source),
                        () => Add("received", source, fen));
                case 3: return new(new AllocateFund(node, "BUILDING", fen), by, may && fen <= free, () => Add("allocated", node, fen));
                case 4: return new(Spend with { SpendingNode = node, AmountFen = fen }, by, mayOfNode, () => { });
                case 5 when dice.Take(2) == 0:
                    return new(new ReturnFund(null, source, fen, "R"), by, may && fen <= atSource && fen <= free, () =>
                    {
                        Add("returned to", source, fen);
                        Add("returned free", "", fen);
                    });
                case 5:
                    return new(new ReturnFund(node, source, fen, "R"), by, mayOfNode && fen <= atSource && fen <= held, () =>
                    {
                        Add("returned to", source, fen);
                        Add("returned by", node, fen);
                    });
                case 6: return new(new OrderFundRecovery(node, fen, "R", null), by, may && fen <= held, () => Add("ordered", node, fen));
                default:
                    return new(
                        new RecoverFund(node, fen, Day), by, may && Sum("recovered", node) + fen <= Sum("ordered", node),
                        () => Add("recovered", node, fen));
            }
        }

        private void Add(string what, string who, long fen) => moved.Add((what, who, fen));

        private decimal Sum(string what, string? who = null) =>
            moved.Where(one => one.What == what && (who is null || one.Who == who)).Sum(one => (decimal)one.Fen);
    }
}
