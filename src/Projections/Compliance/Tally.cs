using System.Collections.Immutable;
using Projections.Compliance.Regimes;

namespace Projections.Compliance;

/// <summary>How many of what a check looked at were as they should be.</summary>
internal sealed class Tally
{
    public static readonly Tally None = new();

    private List<EntryRef>? against;

    public long Held { get; private set; }

    public long All { get; private set; }

    /// <summary>The entries that show what was not as it should be, oldest first and each once.</summary>
    public ImmutableArray<EntryRef> Against => against is null ? [] : [.. against.Distinct().OrderBy(entry => entry.Position)];

    public static Tally Of(IEnumerable<Observation> observed)
    {
        var tally = new Tally();
        foreach (var found in observed)
        {
            tally.Add(found);
        }

        return tally;
    }

    public void Add(Observation found)
    {
        All++;
        if (found.Held)
        {
            Held++;
        }
        else
        {
            (against ??= []).AddRange(found.Evidence);
        }
    }
}

/// <summary>What one check looked at, counted for everybody who answers for any of it.</summary>
internal sealed class Tallies
{
    private readonly Tally network = new();
    private readonly SortedDictionary<string, Tally> platforms = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Tally> providers = new(StringComparer.Ordinal);

    public IEnumerable<string> Platforms => platforms.Keys;

    public IEnumerable<string> Providers => providers.Keys;

    public static Tallies Of(IEnumerable<Observation> observed)
    {
        var tallies = new Tallies();
        foreach (var found in observed)
        {
            tallies.network.Add(found);
            Add(tallies.platforms, found.Node, found);
            Add(tallies.providers, found.Provider, found);
        }

        return tallies;
    }

    /// <param name="subject">Code of the platform or provider; empty for the network.</param>
    public Tally For(VerdictScope scope, string subject) => scope switch
    {
        VerdictScope.Network => network,
        VerdictScope.Platform => platforms.GetValueOrDefault(subject) ?? Tally.None,
        _ => providers.GetValueOrDefault(subject) ?? Tally.None,
    };

    private static void Add(SortedDictionary<string, Tally> tallies, string? subject, Observation found)
    {
        if (subject is null)
        {
            return;
        }

        if (!tallies.TryGetValue(subject, out var tally))
        {
            tallies[subject] = tally = new Tally();
        }

        tally.Add(found);
    }
}
