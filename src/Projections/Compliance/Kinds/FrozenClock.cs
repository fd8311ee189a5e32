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
            var (last, missed) = (-1, false);
            foreach (var clock in found.Clocks(run.Facts.Calendar))
            {
                if (IsOf(clock))
                {
                    (last, missed) = (clock.Index, missed || !clock.IsMet);
                }
            }

            if (last >= 0)
            {
                yield return found.Observe(
                    last, !missed, missed ? [.. found.Clocks(run.Facts.Calendar).Where(clock => IsOf(clock) && !clock.IsMet).SelectMany(clock => new EntryRef?[] { clock.Set, clock.Met })] : []);
            }
        }

        bool IsOf(CaseClock clock) => clock.FallsIn(run.Month.Start, run.Month.End) && clocks.Contains(clock.Name);
    }
}
