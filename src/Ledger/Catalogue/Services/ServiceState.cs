using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Catalogue.Services;

/// <summary>A version of something published, with the time from which it is in force.</summary>
/// <param name="PublishedAt">When it was recorded: before that nobody could know it.</param>
/// <param name="To">First instant at which it is no longer in force; null while no end is known.</param>
public sealed record Published<T>(int Version, DateTimeOffset PublishedAt, DateTimeOffset From, DateTimeOffset? To, T Value)
{
    public bool IsInForceAt(DateTimeOffset instant) => instant >= From && (To is not { } end || instant < end);
}

/// <summary>What decisions need to know about a service. Every lookup is by the instant that a case froze.</summary>
public sealed record ServiceState : StreamState<ServiceState>
{
    public const string Prefix = "service-";

    public string NodeId { get; init; } = "";

    public ImmutableList<Published<ServiceContent>> Versions { get; init; } = [];

    public ImmutableList<Published<ProcessPublished>> Processes { get; init; } = [];

    public ImmutableList<Published<CommitmentPublished>> Commitments { get; init; } = [];

    public ImmutableDictionary<string, ImmutableList<Published<FeeItemPublished>>> FeeItems { get; init; } =
        ImmutableDictionary<string, ImmutableList<Published<FeeItemPublished>>>.Empty;

    public DateTimeOffset? WithdrawnFrom { get; init; }

    public static string StreamOf(string code) => Prefix + code;

    public bool IsActiveAt(DateTimeOffset instant) => VersionAt(instant) is not null;

    /// <summary>The version in force; null before the first and after the withdrawal.</summary>
    public Published<ServiceContent>? VersionAt(DateTimeOffset instant) =>
        WithdrawnFrom is { } end && instant >= end ? null : InForce(Versions, instant);

    public Published<ProcessPublished>? ProcessAt(DateTimeOffset instant) => InForce(Processes, instant);

    public Published<CommitmentPublished>? CommitmentAt(DateTimeOffset instant) => InForce(Commitments, instant);

    public Published<FeeItemPublished>? FeeItemAt(string code, DateTimeOffset instant) =>
        FeeItems.TryGetValue(code, out var versions) ? InForce(versions, instant) : null;

    protected override ServiceState Apply(LedgerEvent fact) => fact switch
    {
        ServicePublished e => this with { NodeId = e.NodeId, Versions = Versions.Add(Of(e, e.Version, e.EffectiveFrom, e.Content)) },
        ServiceRevised e => this with { Versions = Versions.Add(Of(e, e.Version, e.EffectiveFrom, e.Content)) },
        ServiceWithdrawn e => this with { WithdrawnFrom = e.EffectiveFrom },
        ProcessPublished e => this with { Processes = Processes.Add(Of(e, e.Version, e.EffectiveFrom, e)) },
        CommitmentPublished e => this with { Commitments = Commitments.Add(Of(e, e.Version, e.EffectiveFrom, e)) },
        FeeItemPublished e => this with
        {
            FeeItems = FeeItems.SetItem(
                e.FeeItemCode, FeeItems.GetValueOrDefault(e.FeeItemCode, []).Add(Of(e, e.Version, e.EffectiveFrom, e, e.EffectiveTo))),
        },
        FeeItemWithdrawn e => FeeItems.TryGetValue(e.FeeItemCode, out var versions)
            ? this with { FeeItems = FeeItems.SetItem(e.FeeItemCode, [.. versions.Select(version => version with { To = Earlier(version.To, e.EffectiveFrom) })]) }
            : this,
        _ => throw NotEvolved(fact),
    };

    // Of several that would be in force, the one that took effect last; of those, the one recorded last.
    private static Published<T>? InForce<T>(ImmutableList<Published<T>> versions, DateTimeOffset instant) =>
        versions.Where(version => version.IsInForceAt(instant)).Aggregate(
            (Published<T>?)null, static (best, next) => best is null || next.From >= best.From ? next : best);

    private static DateTimeOffset Earlier(DateTimeOffset? to, DateTimeOffset end) => to is { } known && known < end ? known : end;

    private static Published<T> Of<T>(LedgerEvent fact, int version, DateTimeOffset from, T value, DateTimeOffset? to = null) =>
        new(version, fact.Envelope.RecordedAt, from, to, value);
}
