using Projections.Compliance.Facts;
using Projections.Compliance.Regimes;

namespace Projections.Compliance.Kinds;

/// <summary>A case met every clock that fell due in the month (<see cref="CaseClock"/>).</summary>
public sealed class FrozenClock : CheckKind
{
    public override string Name => "frozen-clock";

    public override IReadOnlyList<Parameter> Parameters { get; } =
        [new("clocks", ParameterType.Texts, OneOf: [CaseClock.Accept, CaseClock.FirstContact, CaseClock.Complete])];

    public override IEnumerable<Observation> Observe(CheckRun run)
    {
        var clocks = run.Parameters.Texts("clocks");
        foreach (var found in run.Facts.CasesDueIn(run.Month))
        {
            var due = found.Clocks(run.Facts.Calendar)
                .Where(clock => clock.FallsIn(run.Month.Start, run.Month.End) && clocks.Contains(clock.Name)).ToList();
            if (due.Count > 0)
            {
                var missed = due.FindAll(clock => !clock.IsMet);
                yield return found.Observe(
                    due[^1].Index, missed.Count == 0, [.. (missed.Count == 0 ? due : missed).SelectMany(clock => new[] { clock.Set, clock.Met })]);
            }
        }
    }
}
