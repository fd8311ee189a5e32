using Projections.Compliance.Facts;

namespace PublicApi.Demo;

/// <summary>What checks see of a demo network, without storing it: the facts of the public entries that it would give.</summary>
internal static class DemoFacts
{
    /// <summary>Plays the simulation to its end.</summary>
    public static NetworkFacts Of(Simulation sim)
    {
        foreach (var _ in sim.Run())
        {
        }

        return sim.Replay.Facts.Network;
    }
}
