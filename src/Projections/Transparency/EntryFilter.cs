using Projections.Streams;

namespace Projections.Transparency;

/// <summary>Which entries a reader wants; null wants all.</summary>
/// <param name="Platform">Recorded in the name of it.</param>
/// <param name="Region">Of cases of this region, or of what lies in it; also of platforms and providers that have their seat there.</param>
/// <param name="Service">Of cases of this service, and of its own stream.</param>
public sealed record EntryFilter(
    IReadOnlyCollection<string>? Types = null, string? Platform = null, string? Region = null, string? Service = null)
{
    private string? RegionPrefix => StreamViewQuery.PrefixOf(Region);

    /// <summary>Whether it wants every entry.</summary>
    public bool IsEmpty => this == new EntryFilter();

    /// <summary>Whether it asks what the stream of an entry is about.</summary>
    public bool AsksForSubjects => Service is not null || Region is not null;

    /// <param name="subject">What the entry's stream is about; null for nothing that is asked for.</param>
    public bool Takes(LoggedEntry logged, EntrySubject? subject) =>
        (Types is null || Types.Contains(logged.Entry.Type))
        && (Platform is null || Platform == logged.Entry.Node)
        && (Service is null || Service == subject?.Service)
        && (RegionPrefix is not { } prefix || subject?.Region?.StartsWith(prefix, StringComparison.Ordinal) == true);

    /// <summary>The same as SQL over the columns body and, where a subject is asked for, service and region.</summary>
    internal Conditions Where(Conditions conditions) => conditions
        .Add("entry->>'t' = ANY ({0})", Types?.ToArray())
        .Add("entry->>'node' = {0}", Platform)
        .Add("subject.service = {0}", Service)
        .Add("starts_with(subject.region, {0})", RegionPrefix);
}
