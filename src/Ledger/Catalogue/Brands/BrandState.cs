using System.Collections.Immutable;
using Ledger.Catalogue.Services;
using Ledger.Deciding;

namespace Ledger.Catalogue.Brands;

/// <summary>The versions of one brand.</summary>
public sealed record BrandState : StreamState<BrandState>
{
    public const string Prefix = "brand-";

    public ImmutableList<Published<BrandVersionAdopted>> Versions { get; init; } = [];

    public static string StreamOf(string id) => Prefix + id;

    public Published<BrandVersionAdopted>? VersionAt(DateTimeOffset instant) => Versions.FindLast(version => version.IsInForceAt(instant));

    protected override BrandState Apply(LedgerEvent fact) => fact switch
    {
        BrandVersionAdopted e => this with
        {
            Versions = Versions.Add(new Published<BrandVersionAdopted>(e.Version, e.Envelope.RecordedAt, e.EffectiveFrom, To: null, e)),
        },
        _ => throw NotEvolved(fact),
    };
}
