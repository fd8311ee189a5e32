using System.Text;
using Projections.Compliance.Months;
using Projections.Compliance.Regimes;
using Projections.Streams;

namespace Ledger.Tests.Compliance;

/// <summary>Verdicts that are written one after the other are, to the byte, what each is when it is written alone.</summary>
public sealed class VerdictLinesTests
{
    private const int Rows = 2_000;

    // What JSON escapes, and what some writers of it escape though it need not be.
    private static readonly string[] Texts =
        ["", "D1", "SC-510700", "replayable", "a\"b", "a\\b", "\u0001\n\t\u001f", "é", "合格", "\U0001F600", "<&'+>", "\u2028", "\u007f", "/"];

    [Fact]
    public void Verdicts_written_one_after_the_other_are_what_each_is_alone()
    {
        var random = new Random(20_261_126);
        var rows = Enumerable.Range(0, Rows).Select(_ => Row(random)).ToList();
        var written = VerdictLines.Of(rows).Select(line => (line.Code, Row: Encoding.UTF8.GetString(line.Row.Span))).ToList();

        Assert.Equal(rows.Select(row => (row.Code, Encoding.UTF8.GetString(StreamViewJson.Bytes(row)))), written);

        // Checks recur with other thresholds, and there are rows of every length and with and without a score.
        Assert.True(rows.SelectMany(row => row.Measures).DistinctBy(measure => (measure.Rule, measure.PassBasisPoints)).Count() > Texts.Length * 2);
        Assert.Equal([0, 1, 2, 3], rows.Select(row => row.Measures.Length).Distinct().Order());
        Assert.Equal(2, rows.Select(row => row.Score is null).Distinct().Count());
    }

    [Fact]
    public void A_number_that_readers_do_not_keep_exact_is_refused()
    {
        var row = Row(new Random(1)) with { Score = 1L << 53 };
        Assert.Throws<InvalidOperationException>(() => StreamViewJson.Bytes(row));
        Assert.Throws<InvalidOperationException>(() => VerdictLines.Of([row]).ToList());
    }

    private static VerdictRow Row(Random random) => new()
    {
        Code = Text(random) + Text(random),
        Month = Text(random),
        Scope = Text(random),
        Subject = Text(random),
        Item = Text(random),
        Outcome = Text(random),
        RegimeId = Text(random),
        RegimeVersion = Number(random),
        Evaluated = new(random.Next(2), new Guid(random.Next(2), 0, 0, new byte[8]), DateTimeOffset.UnixEpoch.AddMilliseconds(random.Next(2))),
        Measures = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Measure(random))],
        Score = random.Next(2) == 0 ? null : Number(random),
    };

    private static MeasureRow Measure(Random random) => new(
        Text(random), random.Next(2), random.Next(2) == 0 ? "rate" : Text(random), Text(random), Number(random), Number(random),
        random.Next(3), random.Next(2), random.Next(2), random.Next(2) == 0 ? "attested" : "replayable",
        new Evidence(Number(random), [.. Enumerable.Range(0, random.Next(3)).Select(_ => new EntryRef(Number(random), Guid.NewGuid()))]));

    private static string Text(Random random) => Texts[random.Next(Texts.Length)];

    private static long Number(Random random) => random.Next(3) switch
    {
        0 => random.Next(3),
        1 => (1L << 53) - 1,
        _ => -random.NextInt64(1L << 53),
    };
}
