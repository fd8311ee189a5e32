using System.Collections.Immutable;
using Ledger.Catalogue.Services;
using Ledger.Deciding;

namespace Ledger.Catalogue.Standards;

/// <summary>What decisions need to know about a standard.</summary>
public sealed record StandardState : StreamState<StandardState>
{
    public const string Prefix = "standard-";

    /// <summary>The standard that holds for every service.</summary>
    public const string NetworkStream = Prefix + "NETWORK";

    public ImmutableList<Published<StandardAdopted>> Versions { get; init; } = [];

    public static string StreamOf(string code) => Prefix + code;

    public Published<StandardAdopted>? VersionAt(DateTimeOffset instant) => Versions.Where(version => version.IsInForceAt(instant)).Aggregate(
        (Published<StandardAdopted>?)null, static (best, next) => best is null || next.From >= best.From ? next : best);

    protected override StandardState Apply(LedgerEvent fact) => fact switch
    {
        StandardAdopted e => this with
        {
            Versions = Versions.Add(new Published<StandardAdopted>(e.Version, e.Envelope.RecordedAt, e.EffectiveFrom, To: null, e)),
        },
        _ => throw NotEvolved(fact),
    };
}
