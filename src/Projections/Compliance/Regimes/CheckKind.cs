using System.Collections.Immutable;
using Ledger.Transparency;
using Projections.Compliance.Facts;

namespace Projections.Compliance.Regimes;

/// <summary>One thing that a check looked at.</summary>
/// <param name="Subject">Stream id, with a part of it after '#' where the stream has many.</param>
/// <param name="Node">The platform that answers for it; none where only the network does.</param>
/// <param name="Provider">The provider that answers for it, where there is one.</param>
/// <param name="Held">Whether it is as it should be.</param>
/// <param name="Evidence">The entries that show it, oldest first; may be left out where it is as it should be.</param>
public readonly record struct Observation(string Subject, string? Node, string? Provider, bool Held, ImmutableArray<EntryRef> Evidence);

/// <summary>Where an entry stands in the public log.</summary>
public readonly record struct EntryRef(long Position, Guid EventId)
{
    public static EntryRef Of(PublicEntry entry) => new(entry.Position.Value, entry.EventId);

    public static implicit operator EntryRef?(PublicEntry? entry) => entry is null ? null : Of(entry);

    public static implicit operator EntryRef(KeptEntry entry) => new(entry.Position.Value, entry.EventId);
}

/// <summary>
/// A kind of check. It says which parameters it takes and gives what it looked at in a month; rates, thresholds and findings
/// follow from that in <see cref="Evaluation"/>. A subclass in this assembly is known to regimes by its name at once.
/// </summary>
public abstract class CheckKind
{
    /// <summary>As regime files write it.</summary>
    public abstract string Name { get; }

    public abstract IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>What is wrong with parameters that are each right; null when nothing is.</summary>
    public virtual string? WhyImpossible(CheckParameters parameters) => null;

    /// <summary>Whether the outcome rests on what somebody states (a photo, a score), which entries cannot prove.</summary>
    public virtual bool IsAttested(CheckParameters parameters) => false;

    public abstract IEnumerable<Observation> Observe(CheckRun run);

    /// <summary>Every kind there is, by name.</summary>
    public static readonly ImmutableSortedDictionary<string, CheckKind> All = typeof(CheckKind).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(CheckKind)) && !type.IsAbstract)
        .Select(type => (CheckKind)Activator.CreateInstance(type)!)
        .ToImmutableSortedDictionary(kind => kind.Name, kind => kind, StringComparer.Ordinal);
}
