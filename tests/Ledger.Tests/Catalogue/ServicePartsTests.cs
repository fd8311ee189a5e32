using Ledger.Catalogue.Services;

namespace Ledger.Tests.Catalogue;

public sealed class ServicePartsTests
{
    private const long LargestFen = 9_007_199_254_740_991;

    private static readonly DateTimeOffset Now = Given.Now;
    private static readonly ProcessStep Step = new("ACCEPT", "受理", "受理岗", 1, ["申请表"], ["受理回执"]);
    private static readonly PublishFeeItem Fee = new("DIAG", "次", 50_000, 80_000, "川发改价格〔2020〕1号", 2_000);

    [Fact]
    public void A_process_is_published_in_versions()
    {
        var after = Given.Service().When(new PublishProcess([Step], "首接负责", "12345"), Given.Window)
            .Then(by => new ProcessPublished(by, 1, [Step], "首接负责", "12345", Now));

        Assert.Null(after.State.ProcessAt(Now.AddMilliseconds(-1)));
        Assert.Equal(1, after.State.ProcessAt(Now)!.Version);
        after.When(new PublishProcess([Step], "", ""), Given.Window).ThenRefused("EFFECTIVE-ORDER");
        Assert.Equal(2, after.When(new PublishProcess([], "", "", Now.AddDays(1)), Given.Window).ThenAccepted().State.ProcessAt(Now.AddDays(1))!.Version);
    }

    public static TheoryData<string, IReadOnlyList<ProcessStep>> UnsoundSteps => new()
    {
        { "CODE-REPEATED", [Step, Step] },
        { "FIELD-STEPS", [null!] },
        { "FIELD-STEPS", [.. Enumerable.Range(0, 51).Select(n => Step with { StepCode = $"S{n}" })] },
        { "FIELD-STEP-CODE", [Step with { StepCode = "" }] },
        { "FIELD-LIMIT-WORKING-DAYS", [Step with { LimitWorkingDays = -1 }] },
        { "FIELD-INPUTS", [Step with { Inputs = [""] }] },
        { "FIELD-OUTPUTS", [Step with { Outputs = [.. Enumerable.Repeat("回执", 21)] }] },
        { "ENTRY-SIZE", [.. Enumerable.Range(0, 50).Select(n => Step with { StepCode = $"S{n}", Inputs = [new string('文', 200), new string('表', 200)] })] },
    };

    [Theory]
    [MemberData(nameof(UnsoundSteps))]
    public void A_process_has_sound_steps(string rule, IReadOnlyList<ProcessStep> steps) =>
        Given.Service().When(new PublishProcess(steps, "", ""), Given.Window).ThenRefused(rule);

    [Fact]
    public void A_commitment_may_promise_nothing_and_may_grow_weaker()
    {
        var strict = Given.Service().When(new PublishCommitment(1, 2, 10, "限时办结", "028-12345"), Given.Window)
            .Then(by => new CommitmentPublished(by, 1, 1, 2, 10, "限时办结", "028-12345", Now));
        var none = strict.When(new PublishCommitment(0, 0, 0, "", "", Now.AddDays(1)), Given.Window).ThenAccepted();

        Assert.Equal(10, none.State.CommitmentAt(Now.AddDays(1).AddMilliseconds(-1))!.Value.CompleteWithinWorkingDays);
        Assert.Equal(0, none.State.CommitmentAt(Now.AddDays(1))!.Value.CompleteWithinWorkingDays);
        none.When(new PublishCommitment(1, 1, 1, "", "", Now.AddDays(1)), Given.Window).ThenRefused("EFFECTIVE-ORDER");
    }

    [Theory]
    [InlineData(-1, 0, 0, "FIELD-ACCEPT-WITHIN-WORKING-DAYS")]
    [InlineData(0, -1, 0, "FIELD-FIRST-CONTACT-WITHIN-WORKING-DAYS")]
    [InlineData(0, 0, 367, "FIELD-COMPLETE-WITHIN-WORKING-DAYS")]
    public void A_clock_has_0_to_366_working_days(int accept, int contact, int complete, string rule) =>
        Given.Service().When(new PublishCommitment(accept, contact, complete, "", ""), Given.Window).ThenRefused(rule);

    [Fact]
    public void An_open_ended_price_ends_when_the_next_takes_effect()
    {
        var one = Given.Service().When(Fee, Given.Window)
            .Then(by => new FeeItemPublished(by, "DIAG", 1, "次", 50_000, 80_000, "川发改价格〔2020〕1号", 2_000, Now, null));
        var two = one.When(Fee with { MinFen = 0, MaxFen = 0, EffectiveFrom = Now.AddDays(10), EffectiveTo = Now.AddDays(20) }, Given.Window)
            .Then(by => new FeeItemPublished(by, "DIAG", 2, "次", 0, 0, "川发改价格〔2020〕1号", 2_000, Now.AddDays(10), Now.AddDays(20)));

        Assert.Null(two.State.FeeItemAt("DIAG", Now.AddMilliseconds(-1)));
        Assert.Equal(1, two.State.FeeItemAt("DIAG", Now.AddDays(10).AddMilliseconds(-1))!.Version);
        Assert.Equal(2, two.State.FeeItemAt("DIAG", Now.AddDays(10))!.Version);
        Assert.Null(two.State.FeeItemAt("DIAG", Now.AddDays(20)));
        Assert.Null(two.State.FeeItemAt("OTHER", Now));
    }

    [Fact]
    public void A_withdrawn_price_is_gone_until_a_new_version()
    {
        var gone = Given.Service().When(Fee, Given.Window).ThenAccepted()
            .When(new WithdrawFeeItem("DIAG", "ABOLISHED", Now.AddDays(5)), Given.Window)
            .Then(by => new FeeItemWithdrawn(by, "DIAG", Now.AddDays(5), "ABOLISHED"));

        Assert.NotNull(gone.State.FeeItemAt("DIAG", Now.AddDays(5).AddMilliseconds(-1)));
        Assert.Null(gone.State.FeeItemAt("DIAG", Now.AddDays(5)));
        gone.When(new WithdrawFeeItem("DIAG", "ABOLISHED", Now.AddDays(5)), Given.Window).ThenRefused("INV-03");
        gone.When(new WithdrawFeeItem("OTHER", "ABOLISHED"), Given.Window).ThenRefused("NOT-FOUND");
        gone.When(new WithdrawFeeItem("DIAG", "ABOLISHED", Now.AddDays(-1)), Given.Window).ThenRefused("FIELD-EFFECTIVE-FROM");
        var back = gone.When(Fee with { EffectiveFrom = Now.AddDays(8) }, Given.Window).ThenAccepted();
        Assert.Null(back.State.FeeItemAt("DIAG", Now.AddDays(6)));
        Assert.Equal(2, back.State.FeeItemAt("DIAG", Now.AddDays(8))!.Version);
    }

    public static TheoryData<string, PublishFeeItem> UnsoundFees => new()
    {
        { "FEE-BAND", Fee with { MinFen = 2, MaxFen = 1 } },
        { "FIELD-MIN-FEN", Fee with { MinFen = -1 } },
        { "FIELD-MAX-FEN", Fee with { MaxFen = LargestFen + 1 } },
        { "FIELD-UNIT", Fee with { Unit = "" } },
        { "FIELD-FEE-ITEM-CODE", Fee with { FeeItemCode = " " } },
        { "FIELD-SMALL-MICRO-DISCOUNT-BASIS-POINTS", Fee with { SmallMicroDiscountBasisPoints = 10_001 } },
        { "EFFECTIVE-ORDER", Fee with { EffectiveTo = Now } },
        { "FIELD-EFFECTIVE-TO", Fee with { EffectiveTo = DateTimeOffset.MaxValue } },
    };

    [Theory]
    [MemberData(nameof(UnsoundFees))]
    public void A_price_is_a_band_of_whole_fen(string rule, PublishFeeItem fee) => Given.Service().When(fee, Given.Window).ThenRefused(rule);

    [Fact]
    public void Both_ends_of_what_a_price_may_be_are_taken()
    {
        Given.Service().When(Fee with { MinFen = 0, MaxFen = LargestFen, SmallMicroDiscountBasisPoints = 10_000 }, Given.Window).ThenAccepted();
        Given.Service().When(Fee with { MinFen = 0, MaxFen = 0, SmallMicroDiscountBasisPoints = 0, Basis = "" }, Given.Window).ThenAccepted();
        Given.Service().When(Fee with { EffectiveFrom = Now.AddYears(-1) }, Given.Window).ThenAccepted()
            .When(Fee with { EffectiveFrom = Now.AddYears(-1) }, Given.Window).ThenRefused("EFFECTIVE-ORDER");
    }
}
