using Ledger.Transparency;
using Projections.Compliance.Facts;

namespace Projections.Compliance.Months;

/// <summary>
/// The facts of the first N entries, for judging months from. A log may hold what no check can read; such an entry counts and
/// says nothing, here and at every auditor: judging must never keep the ledger from going on.
/// </summary>
public sealed class MonthFacts
{
    public NetworkFacts Network { get; } = new();

    public TouchedMonths Touched { get; } = new();

    /// <summary>How many entries the facts follow from.</summary>
    public long Size => Network.Size;

    /// <summary>Takes the next entry of the log into account.</summary>
    /// <exception cref="FormatException">The entry does not follow on those before it.</exception>
    public void Add(PublicEntry entry)
    {
        if (entry.Position.Value != Size)
        {
            throw new FormatException($"Entry {entry.Position} comes where entry {Size} belongs.");
        }

        Take(static (facts, one) => facts.Network.Add(one), entry);
        Take(static (facts, one) => facts.Touched.Add(one, facts.Network.CorrectedBy(one)), entry);
    }

    private void Take(Action<MonthFacts, PublicEntry> add, PublicEntry entry)
    {
        try
        {
            add(this, entry);
        }
        catch (Exception fault) when (Unreadable.IsOfTheEntries(fault))
        {
        }
    }
}
