using System.Collections.Immutable;
using Ledger.Catalogue.Services;
using Ledger.Deciding;

namespace Ledger.Catalogue.Regimes;

/// <summary>The versions of one regime.</summary>
public sealed record RegimeState : StreamState<RegimeState>
{
    public const string Prefix = "regime-";

    public ImmutableList<Published<RegimeAdopted>> Versions { get; init; } = [];

    public static string StreamOf(string id) => Prefix + id;

    public Published<RegimeAdopted>? VersionAt(DateTimeOffset instant) => Versions.FindLast(version => version.IsInForceAt(instant));

    protected override RegimeState Apply(LedgerEvent fact) => fact switch
    {
        RegimeAdopted e => this with
        {
            Versions = Versions.Add(new Published<RegimeAdopted>(e.Version, e.Envelope.RecordedAt, e.EffectiveFrom, To: null, e)),
        },
        _ => throw NotEvolved(fact),
    };
}
