using Ledger.Registry;

namespace Ledger.Tests.Registry;

public sealed class UsccTests
{
    private const string Symbols = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const string Synthetic = "91510100MAX0X0X070";

    [Theory]
    [InlineData("91440101MA5CJQ4N59")]
    [InlineData("91350200776049653A")]
    [InlineData("913502115628130384")]
    [InlineData("91510100MAX0X0X070")]
    [InlineData("12510000MAX0X0X15T")]
    [InlineData("52510600MAX0X0X23G")]
    [InlineData("92513400MAX0X0X312")]
    public void The_known_codes_pass_the_check(string code) => Assert.True(Uscc.IsWellFormed(code) && Uscc.PassesCheck(code));

    [Theory]
    [InlineData("91350100M0001TGQXM")]
    [InlineData("91350211M0000XUF46")]
    [InlineData("91350203M0001FUE2P")]
    [InlineData("91350203M0001QAY9B")]
    public void Codes_of_the_early_pilot_are_well_formed_and_fail_it(string code)
    {
        Assert.True(Uscc.IsWellFormed(code));
        Assert.False(Uscc.PassesCheck(code));
    }

    [Fact]
    public void Every_single_wrong_symbol_is_found()
    {
        string[] wrong =
        [
            .. from place in Enumerable.Range(0, 18)
               from symbol in Symbols
               where symbol != Synthetic[place]
               select Synthetic[..place] + symbol + Synthetic[(place + 1)..],
        ];

        Assert.Equal(540, wrong.Length);
        Assert.DoesNotContain(wrong, Uscc.PassesCheck);
    }

    [Fact]
    public void Every_exchange_of_two_neighbours_is_found()
    {
        string[] wrong =
        [
            .. from place in Enumerable.Range(0, 17)
               where Synthetic[place] != Synthetic[place + 1]
               select Synthetic[..place] + Synthetic[place + 1] + Synthetic[place] + Synthetic[(place + 2)..],
        ];

        Assert.Equal(16, wrong.Length);
        Assert.DoesNotContain(wrong, Uscc.PassesCheck);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("91510100MAX0X0X07")]
    [InlineData("91510100MAX0X0X0700")]
    [InlineData("91510100MAX0I0X070")]
    [InlineData("91510100max0x0x070")]
    [InlineData("91A10100MAX0X0X070")]
    [InlineData("915101０0MAX0X0X070")]
    public void What_has_another_form_is_no_code(string? code) => Assert.False(Uscc.IsWellFormed(code));
}
