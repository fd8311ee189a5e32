using System.Collections.Immutable;

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
        var points = items.Select(Points).OfType<int>().ToImmutableArray();
        return points.IsEmpty ? null : ((2 * points.Sum() * Whole) + (2 * points.Length)) / (2 * 2 * points.Length);
    }

    private static int? Points(Outcome outcome) => outcome switch
    {
        Outcome.Pass => 2,
        Outcome.Warn => 1,
        Outcome.Fail => 0,
        _ => null,
    };
}
