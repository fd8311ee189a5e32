using System.Collections.Immutable;
using System.Runtime.InteropServices;
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

    public void Add(in Observation found)
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

/// <summary>What one check looked at, counted for everybody who answers for any of it. Of what was as it should be nothing else
/// is kept: a month has very much of it.</summary>
internal sealed class Tallies
{
    private readonly Tally network = new();

    // Of what no platform answers for.
    private readonly Tally nobody = new();
    private readonly Dictionary<string, Tally> platforms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Tally> providers = new(StringComparer.Ordinal);
    private readonly List<Observation> missed = [];

    public IEnumerable<string> Platforms => platforms.Keys;

    public IEnumerable<string> Providers => providers.Keys;

    /// <summary>What was not as it should be.</summary>
    public IReadOnlyList<Observation> Missed => missed;

    /// <summary>By the platform that answers; null for what none answers for, where there is any.</summary>
    public IEnumerable<(string? Node, Tally Tally)> ByNode => platforms.Select(one => ((string?)one.Key, one.Value))
        .Concat(nobody.All == 0 ? [] : [((string?)null, nobody)]);

    /// <returns>Null where the entries do not let it be computed.</returns>
    public static Tallies? Of(Func<IEnumerable<Observation>> observe)
    {
        try
        {
            var tallies = new Tallies();
            foreach (var found in observe())
            {
                tallies.Add(found);
            }

            return tallies;
        }
        catch (Exception fault) when (Unreadable.IsOfTheEntries(fault))
        {
            return null;
        }
    }

    /// <param name="subject">Code of the platform or provider; empty for the network.</param>
    public Tally For(VerdictScope scope, string subject) => scope switch
    {
        VerdictScope.Network => network,
        VerdictScope.Platform => platforms.GetValueOrDefault(subject) ?? Tally.None,
        _ => providers.GetValueOrDefault(subject) ?? Tally.None,
    };

    private void Add(in Observation found)
    {
        network.Add(found);
        (found.Node is { } node ? Find(platforms, node) : nobody).Add(found);
        if (found.Provider is { } provider)
        {
            Find(providers, provider).Add(found);
        }

        if (!found.Held)
        {
            missed.Add(found);
        }
    }

    private static Tally Find(Dictionary<string, Tally> tallies, string subject)
    {
        ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(tallies, subject, out _);
        return tally ??= new Tally();
    }
}
