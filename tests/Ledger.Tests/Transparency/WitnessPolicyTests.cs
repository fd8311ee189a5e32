using System.Text;
using Ledger.Transparency;

namespace Ledger.Tests.Transparency;

public sealed class WitnessPolicyTests
{
    // The policy of the specification's example.
    private static readonly string Example = $"""
        # two organisations
        log {Log(1)} https://log.example/

        witness X1 {Witness(11)}
        witness X2 {Witness(12)} https://x2.example/submit
          witness{'\t'}X3 {Witness(13)}{' '}
        group X-witnesses 2 X1 X2 X3

        witness Y1 {Witness(21)}
        witness Y2 {Witness(22)}
        witness Y3 {Witness(23)}
        group Y-witnesses any Y1 Y2 Y3

        group X-and-Y all X-witnesses Y-witnesses
        quorum X-and-Y

        """;

    [Theory]
    [InlineData("X1 X2 Y1", true)]
    [InlineData("X3 X2 X1 Y3 Y2", true)]
    [InlineData("X1 X2", false)]
    [InlineData("X1 Y1 Y2 Y3", false)]
    [InlineData("", false)]
    [InlineData("X-witnesses Y-witnesses", false)]
    [InlineData("X-and-Y", false)]
    [InlineData("X1 X1 X1 Y1", false)]
    public void The_example_asks_for_two_of_three_and_one_of_three(string witnesses, bool satisfied) =>
        Assert.Equal(satisfied, Parse(Example).IsSatisfiedBy(witnesses.Split(' ')));

    [Fact]
    public void The_parts_of_a_policy_are_read()
    {
        var policy = Parse(Example);

        Assert.Equal("https://log.example/", Assert.Single(policy.Logs).Url);
        Assert.Equal(["X1", "X2", "X3", "Y1", "Y2", "Y3"], policy.Witnesses.Select(witness => witness.Name));
        Assert.Equal("https://x2.example/submit", policy.Witnesses[1].Url);
        Assert.Equal([2, 1, 2], policy.Groups.Select(group => group.Threshold));
    }

    [Fact]
    public void A_policy_may_ask_for_nobody_or_for_one()
    {
        Assert.True(Parse("quorum none\n").IsSatisfiedBy([]));
        Assert.True(Parse($"witness w {Witness(1)}\nquorum w").IsSatisfiedBy(["w"]));
        Assert.False(Parse($"witness w {Witness(1)}\nquorum w").IsSatisfiedBy(["v"]));
    }

    public static TheoryData<string> Malformed { get; } =
    [
        "", "# nothing\n", "quorum\n", "quorum w\n", "quorum none\nquorum none\n", "quorum none none\n", "Quorum none\n", "none\n",
        "log\nquorum none\n", "log x\nquorum none\n", $"log {Log(1)}\nlog {Log(1, "other.example")}\nquorum none\n",
        $"log {Log(1)} https://a b\nquorum none\n", $"witness {Witness(1)}\nquorum none\n", $"witness none {Witness(1)}\nquorum none\n",
        $"witness w {Log(1)}\nquorum none\n", $"witness w {Witness(1)}\nwitness w {Witness(2)}\nquorum w\n",
        $"witness v {Witness(1)}\nwitness w {Witness(1, "other.example")}\nquorum w\n", $"quorum w\nwitness w {Witness(1)}\n",
        $"witness w {Witness(1)}\ngroup g any\nquorum g\n", $"witness w {Witness(1)}\ngroup g 0 w\nquorum g\n",
        $"witness w {Witness(1)}\ngroup g 2 w\nquorum g\n", $"witness w {Witness(1)}\ngroup g 01 w\nquorum g\n",
        $"witness w {Witness(1)}\ngroup g 4294967297 w\nquorum g\n", $"witness w {Witness(1)}\ngroup g some w\nquorum g\n",
        $"witness w {Witness(1)}\ngroup g 1 w w\nquorum g\n", $"witness w {Witness(1)}\ngroup g 1 none\nquorum g\n",
        $"witness w {Witness(1)}\ngroup w 1 w\nquorum w\n", $"witness w {Witness(1)}\ngroup g any w\ngroup h any w\nquorum h\n",
        "group g any g\nquorum g\n", "group g any w\nquorum none\n", "quorum none\r\n", "quorum\u00a0none\n", "quorum none\0\n", "# \u007f\nquorum none\n",
    ];

    [Theory]
    [MemberData(nameof(Malformed))]
    public void What_is_no_policy_is_a_format_error(string policy) => Assert.Throws<FormatException>(() => Parse(policy));

    [Fact]
    public void An_error_names_its_line() =>
        Assert.Contains("Line 3", Assert.Throws<FormatException>(() => Parse("# a\n\nlog x\nquorum none\n")).Message, StringComparison.Ordinal);

    internal static WitnessPolicy Parse(string policy) => WitnessPolicy.Parse(Encoding.UTF8.GetBytes(policy));

    private static string Log(byte seed, string name = "log.example")
    {
        using var signer = NoteSigner.FromSeed(name, SignedNoteTests.Seed(seed));
        return signer.Verifier.ToString();
    }

    private static string Witness(byte seed, string name = "witness.example")
    {
        using var signer = NoteSigner.CosignerFromSeed(name, SignedNoteTests.Seed(seed));
        return signer.Verifier.ToString();
    }
}
