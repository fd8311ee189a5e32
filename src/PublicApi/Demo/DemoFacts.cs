using Ledger.Journal;
using Ledger.Transparency;
using Projections.Compliance.Facts;

namespace PublicApi.Demo;

/// <summary>What checks see of a demo network, without storing it: the facts of the public entries that it would give.</summary>
internal static class DemoFacts
{
    /// <summary>Plays the simulation to its end.</summary>
    public static NetworkFacts Of(Simulation sim)
    {
        var facts = new NetworkFacts();
        foreach (var pending in sim.Run())
        {
            facts.Add(PublicEntries.Of(new LeafIndex(facts.Size), pending.Id, pending.Stream, new StreamVersion(pending.Version), pending.Fact));
        }

        return facts;
    }
}
