using Ledger.Deciding;

namespace Ledger.Registry.Enterprises;

/// <summary>What decisions need to know about an enterprise: nothing by which it could be known.</summary>
public sealed record EnterpriseState : StreamState<EnterpriseState>
{
    public const string Prefix = "enterprise-";

    /// <summary>The platform that registered it; it and the province change the record.</summary>
    public string OwnerNode { get; init; } = "";

    public bool IsSoleTrader { get; init; }

    /// <summary>As it was classified last; null for a sole trader.</summary>
    public string? SizeClass { get; init; }

    public static string StreamOf(Guid id) => $"{Prefix}{id:D}";

    protected override EnterpriseState Apply(LedgerEvent fact) => fact switch
    {
        EnterpriseRegistered e => this with { OwnerNode = e.Envelope.Node, IsSoleTrader = e.IsSoleTrader, SizeClass = e.SizeClass },
        EnterpriseSizeClassified e => this with { SizeClass = e.SizeClass },
        _ => throw NotEvolved(fact),
    };
}
