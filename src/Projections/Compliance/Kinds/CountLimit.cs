using Projections.Compliance.Facts;
using Projections.Compliance.Regimes;

namespace Projections.Compliance.Kinds;

/// <summary>Something happens at most so often: a case is handed on, or is charged by several platforms for the same item.</summary>
public sealed class CountLimit : CheckKind
{
    public override string Name => "count-limit";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("of", ParameterType.Text, OneOf: ["hops", "charging_platforms"]),
        new("at_most", ParameterType.Number, Least: 0, Largest: 1_000),
    ];

    public override IEnumerable<Observation> Observe(CheckRun run) => run.Parameters.Text("of") == "hops" ? Hops(run) : Charges(run);

    private static IEnumerable<Observation> Hops(CheckRun run)
    {
        foreach (var offers in run.CaseEntries("referral.offered").GroupBy(at => at.Case))
        {
            var (_, index, most) = offers.MaxBy(at => at.Entry.Fields.RequireNumber("hop_no"));
            yield return offers.Key.Observe(index, most.Fields.RequireNumber("hop_no") <= run.Parameters.Number("at_most"), most);
        }
    }

    // Who charged the item before the month counts; the finding is of the month in which it was charged once more.
    private static IEnumerable<Observation> Charges(CheckRun run)
    {
        foreach (var charged in run.CaseEntries("fee.charged").GroupBy(at => at.Case))
        {
            var last = charged.Max(at => at.Index);
            var charges = Charges(charged.Key, last);
            foreach (var item in charged.SelectMany(at => Items(at.Entry)).Distinct())
            {
                var platforms = charges.Where(charge => charge.Items.Contains(item)).DistinctBy(charge => charge.Entry.Node).Count();
                var held = platforms <= run.Parameters.Number("at_most");
                yield return charged.Key.Observe(last, held, held ? [] : [.. charges.Where(charge => charge.Items.Contains(item)).Select(charge => charge.Entry)]) with
                {
                    Subject = $"{charged.Key.Id}#{item}",
                };
            }
        }
    }

    private static List<(KeptEntry Entry, string[] Items)> Charges(CaseFacts found, int last)
    {
        var all = new List<(KeptEntry, string[])>();
        for (var i = 0; i <= last; i++)
        {
            if (found.TypeAt(i) == "fee.charged")
            {
                all.Add((found.Entries[i], [.. Items(found.Entries[i])]));
            }
        }

        return all;
    }

    private static IEnumerable<string> Items(KeptEntry charge) =>
        CheckRun.Lines(charge).Select(line => line.Line.RequireText("fee_item_code"));
}
