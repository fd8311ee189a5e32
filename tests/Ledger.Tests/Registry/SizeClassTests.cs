using Ledger.Registry.Enterprises;

namespace Ledger.Tests.Registry;

/// <summary>Measures are written X Y Z: employees, revenue and assets in CNY 10,000; <c>-</c> alone for one that is not known,
/// after a number for one fen less.</summary>
public sealed class SizeClassTests
{
    /// <summary>Every threshold of domain.md 3.2, met, and each of its measures just missed.</summary>
    public static TheoryData<string, string, string> Edges => new()
    {
        { "AGR", "- 20000 -", "large" },
        { "AGR", "- 20000- -", "medium" },
        { "AGR", "- 500 -", "medium" },
        { "AGR", "- 500- -", "small" },
        { "AGR", "- 50 -", "small" },
        { "AGR", "- 50- -", "micro" },
        { "IND", "1000 40000 -", "large" },
        { "IND", "999 40000 -", "medium" },
        { "IND", "1000 40000- -", "medium" },
        { "IND", "300 2000 -", "medium" },
        { "IND", "299 2000 -", "small" },
        { "IND", "300 2000- -", "small" },
        { "IND", "20 300 -", "small" },
        { "IND", "19 300 -", "micro" },
        { "IND", "20 300- -", "micro" },
        { "CON", "- 80000 80000", "large" },
        { "CON", "- 80000- 80000", "medium" },
        { "CON", "- 80000 80000-", "medium" },
        { "CON", "- 6000 5000", "medium" },
        { "CON", "- 6000- 5000", "small" },
        { "CON", "- 6000 5000-", "small" },
        { "CON", "- 300 300", "small" },
        { "CON", "- 300- 300", "micro" },
        { "CON", "- 300 300-", "micro" },
        { "WHO", "200 40000 -", "large" },
        { "WHO", "199 40000 -", "medium" },
        { "WHO", "200 40000- -", "medium" },
        { "WHO", "20 5000 -", "medium" },
        { "WHO", "19 5000 -", "small" },
        { "WHO", "20 5000- -", "small" },
        { "WHO", "5 1000 -", "small" },
        { "WHO", "4 1000 -", "micro" },
        { "WHO", "5 1000- -", "micro" },
        { "RET", "300 20000 -", "large" },
        { "RET", "299 20000 -", "medium" },
        { "RET", "300 20000- -", "medium" },
        { "RET", "50 500 -", "medium" },
        { "RET", "49 500 -", "small" },
        { "RET", "50 500- -", "small" },
        { "RET", "10 100 -", "small" },
        { "RET", "9 100 -", "micro" },
        { "RET", "10 100- -", "micro" },
        { "TRA", "1000 30000 -", "large" },
        { "TRA", "999 30000 -", "medium" },
        { "TRA", "1000 30000- -", "medium" },
        { "TRA", "300 3000 -", "medium" },
        { "TRA", "299 3000 -", "small" },
        { "TRA", "300 3000- -", "small" },
        { "TRA", "20 200 -", "small" },
        { "TRA", "19 200 -", "micro" },
        { "TRA", "20 200- -", "micro" },
        { "STO", "200 30000 -", "large" },
        { "STO", "199 30000 -", "medium" },
        { "STO", "200 30000- -", "medium" },
        { "STO", "100 1000 -", "medium" },
        { "STO", "99 1000 -", "small" },
        { "STO", "100 1000- -", "small" },
        { "STO", "20 100 -", "small" },
        { "STO", "19 100 -", "micro" },
        { "STO", "20 100- -", "micro" },
        { "POS", "1000 30000 -", "large" },
        { "POS", "999 30000 -", "medium" },
        { "POS", "1000 30000- -", "medium" },
        { "POS", "300 2000 -", "medium" },
        { "POS", "299 2000 -", "small" },
        { "POS", "300 2000- -", "small" },
        { "POS", "20 100 -", "small" },
        { "POS", "19 100 -", "micro" },
        { "POS", "20 100- -", "micro" },
        { "HOT", "300 10000 -", "large" },
        { "HOT", "299 10000 -", "medium" },
        { "HOT", "300 10000- -", "medium" },
        { "HOT", "100 2000 -", "medium" },
        { "HOT", "99 2000 -", "small" },
        { "HOT", "100 2000- -", "small" },
        { "HOT", "10 100 -", "small" },
        { "HOT", "9 100 -", "micro" },
        { "HOT", "10 100- -", "micro" },
        { "CAT", "300 10000 -", "large" },
        { "CAT", "299 10000 -", "medium" },
        { "CAT", "300 10000- -", "medium" },
        { "CAT", "100 2000 -", "medium" },
        { "CAT", "99 2000 -", "small" },
        { "CAT", "100 2000- -", "small" },
        { "CAT", "10 100 -", "small" },
        { "CAT", "9 100 -", "micro" },
        { "CAT", "10 100- -", "micro" },
        { "INF", "2000 100000 -", "large" },
        { "INF", "1999 100000 -", "medium" },
        { "INF", "2000 100000- -", "medium" },
        { "INF", "100 1000 -", "medium" },
        { "INF", "99 1000 -", "small" },
        { "INF", "100 1000- -", "small" },
        { "INF", "10 100 -", "small" },
        { "INF", "9 100 -", "micro" },
        { "INF", "10 100- -", "micro" },
        { "SOF", "300 10000 -", "large" },
        { "SOF", "299 10000 -", "medium" },
        { "SOF", "300 10000- -", "medium" },
        { "SOF", "100 1000 -", "medium" },
        { "SOF", "99 1000 -", "small" },
        { "SOF", "100 1000- -", "small" },
        { "SOF", "10 50 -", "small" },
        { "SOF", "9 50 -", "micro" },
        { "SOF", "10 50- -", "micro" },
        { "REA", "- 200000 10000", "large" },
        { "REA", "- 200000- 10000", "medium" },
        { "REA", "- 200000 10000-", "medium" },
        { "REA", "- 1000 5000", "medium" },
        { "REA", "- 1000- 5000", "small" },
        { "REA", "- 1000 5000-", "small" },
        { "REA", "- 100 2000", "small" },
        { "REA", "- 100- 2000", "micro" },
        { "REA", "- 100 2000-", "micro" },
        { "PRO", "1000 5000 -", "large" },
        { "PRO", "999 5000 -", "medium" },
        { "PRO", "1000 5000- -", "medium" },
        { "PRO", "300 1000 -", "medium" },
        { "PRO", "299 1000 -", "small" },
        { "PRO", "300 1000- -", "small" },
        { "PRO", "100 500 -", "small" },
        { "PRO", "99 500 -", "micro" },
        { "PRO", "100 500- -", "micro" },
        { "LEA", "300 - 120000", "large" },
        { "LEA", "299 - 120000", "medium" },
        { "LEA", "300 - 120000-", "medium" },
        { "LEA", "100 - 8000", "medium" },
        { "LEA", "99 - 8000", "small" },
        { "LEA", "100 - 8000-", "small" },
        { "LEA", "10 - 100", "small" },
        { "LEA", "9 - 100", "micro" },
        { "LEA", "10 - 100-", "micro" },
        { "OTH", "300 - -", "large" },
        { "OTH", "299 - -", "medium" },
        { "OTH", "100 - -", "medium" },
        { "OTH", "99 - -", "small" },
        { "OTH", "10 - -", "small" },
        { "OTH", "9 - -", "micro" },    };

    [Theory]
    [MemberData(nameof(Edges))]
    public void Every_threshold_has_its_edge_where_the_rule_says(string industry, string measures, string expected) =>
        Assert.Equal(expected, SizeClass.Of(Inputs(industry, measures)));

    [Theory]
    [InlineData("IND", "5000 299 -", "micro")]
    [InlineData("IND", "5000 39999 -", "medium")]
    [InlineData("IND", "19 500000 -", "micro")]
    [InlineData("IND", "250 500000 -", "small")]
    [InlineData("CON", "- 6000 100", "micro")]
    [InlineData("LEA", "9 - 200000", "micro")]
    [InlineData("REA", "- 900000 9999", "medium")]
    [InlineData("OTH", "0 - -", "micro")]
    public void One_large_measure_alone_makes_nothing_large(string industry, string measures, string expected) =>
        Assert.Equal(expected, SizeClass.Of(Inputs(industry, measures)));

    [Theory]
    [InlineData("IND", "500 - 900")]
    [InlineData("IND", "- 900 900")]
    [InlineData("REA", "500 900 -")]
    public void A_measure_that_the_industry_needs_cannot_be_left_out(string industry, string measures) =>
        Assert.Null(SizeClass.Of(Inputs(industry, measures)));

    [Fact]
    public void The_rule_has_sixteen_industries() => Assert.Equal(
        "AGR CAT CON HOT IND INF LEA OTH POS PRO REA RET SOF STO TRA WHO".Split(' ').ToHashSet(), SizeClass.Industries.ToHashSet());

    private static SizeInputs Inputs(string industry, string measures)
    {
        var parts = measures.Split(' ');
        return new SizeInputs(industry, parts[0] == "-" ? null : long.Parse(parts[0]), Fen(parts[1]), Fen(parts[2]));
    }

    private static long? Fen(string measure) =>
        measure == "-" ? null : (long.Parse(measure.TrimEnd('-')) * 1_000_000) - (measure.EndsWith('-') ? 1 : 0);
}
