namespace Projections.Compliance.Months;

/// <summary>
/// What all items together say of a subject (domain.md 1.6, "Roll-up"). The grade is the worst verdict, so that no legal breach
/// is averaged away. The score stands beside it and is kept apart: of the items that were judged, PASS counts 2, WARN 1 and FAIL
/// 0, over twice their number; in hundredths of a point of 100, rounded half up. Items without enough data, and those with
/// nothing to judge, do not count.
/// </summary>
public static class Grades
{
    private const int Whole = 10_000;

    public static Outcome Worst(IEnumerable<Outcome> items) => items.Max();

    public static long? Score(IEnumerable<Outcome> items)
    {
        var (points, judged) = (0, 0);
        foreach (var item in items)
        {
            if (Points(item) is { } one)
            {
                points += one;
                judged++;
            }
        }

        return judged == 0 ? null : ((2 * points * Whole) + (2 * judged)) / (2 * 2 * judged);
    }

    private static int? Points(Outcome outcome) => outcome switch
    {
        Outcome.Pass => 2,
        Outcome.Warn => 1,
        Outcome.Fail => 0,
        _ => null,
    };
}
