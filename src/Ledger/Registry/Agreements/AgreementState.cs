using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Registry.Agreements;

/// <summary>What decisions need to know about an agreement.</summary>
public sealed record AgreementState : StreamState<AgreementState>
{
    public const string Prefix = "agreement-";

    public ImmutableHashSet<string> Parties { get; init; } = [];

    public ImmutableHashSet<string> CategoryCodes { get; init; } = [];

    public DateTimeOffset InForceFrom { get; init; }

    /// <summary>The first instant at which it is no longer in force; null while no end is known.</summary>
    public DateTimeOffset? InForceTo { get; init; }

    public static string StreamOf(string id) => Prefix + id;

    public bool IsInForceAt(DateTimeOffset instant) => Exists && instant >= InForceFrom && (InForceTo is not { } end || instant < end);

    public bool Covers(string categoryCode) => CategoryCodes.IsEmpty || CategoryCodes.Contains(categoryCode);

    protected override AgreementState Apply(LedgerEvent fact) => fact switch
    {
        AgreementSigned e => this with
        {
            Parties = [.. e.Parties],
            CategoryCodes = [.. e.CategoryCodes],
            InForceFrom = e.InForceFrom,
            InForceTo = e.InForceTo,
        },
        AgreementAmended e => this with { CategoryCodes = [.. e.CategoryCodes], InForceTo = e.InForceTo },
        AgreementTerminated e => this with { InForceTo = e.EffectiveFrom },
        _ => throw NotEvolved(fact),
    };
}
