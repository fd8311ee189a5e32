using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Governance.Funds;

/// <summary>What has come from one source, in fen.</summary>
public sealed record SourceBalance(Int128 Committed, Int128 Received, Int128 Returned)
{
    public static readonly SourceBalance Nothing = new(0, 0, 0);
}

/// <summary>What one platform was given, in fen.</summary>
public sealed record NodeBalance(Int128 Allocated, Int128 Returned, Int128 RecoveryOrdered, Int128 Recovered)
{
    public static readonly NodeBalance Nothing = new(0, 0, 0, 0);

    /// <summary>What it may still return, or be ordered to pay back.</summary>
    public Int128 Held => Allocated - Returned - RecoveryOrdered;
}

/// <summary>What decisions need to know about a fund. Sums are wide: many amounts of the largest size add up in them.</summary>
public sealed record FundState : StreamState<FundState>
{
    public const string Prefix = "fund-";

    public ImmutableDictionary<string, SourceBalance> Sources { get; init; } = ImmutableDictionary<string, SourceBalance>.Empty;

    public ImmutableDictionary<string, NodeBalance> Nodes { get; init; } = ImmutableDictionary<string, NodeBalance>.Empty;

    /// <summary>Received and neither allocated nor returned.</summary>
    public Int128 Unallocated { get; init; }

    public SourceBalance Source(string source) => Sources.GetValueOrDefault(source) ?? SourceBalance.Nothing;

    public NodeBalance Node(string node) => Nodes.GetValueOrDefault(node) ?? NodeBalance.Nothing;

    protected override FundState Apply(LedgerEvent fact) => fact switch
    {
        FundAppropriated or FundSpent => this,
        FundCommitted e => From(e.Source, before => before with { Committed = before.Committed + e.AmountFen }),
        FundReceived e => From(e.Source, before => before with { Received = before.Received + e.AmountFen }) with
        {
            Unallocated = Unallocated + e.AmountFen,
        },
        FundAllocated e => Of(e.ToNode, before => before with { Allocated = before.Allocated + e.AmountFen }) with
        {
            Unallocated = Unallocated - e.AmountFen,
        },
        FundReturned e => Returned(e),
        FundRecoveryOrdered e => Of(e.FromNode, before => before with { RecoveryOrdered = before.RecoveryOrdered + e.AmountFen }),
        FundRecovered e => Of(e.FromNode, before => before with { Recovered = before.Recovered + e.AmountFen }),
        _ => throw NotEvolved(fact),
    };

    private FundState Returned(FundReturned e)
    {
        var after = From(e.Source, before => before with { Returned = before.Returned + e.AmountFen });
        return e.FromNode is { } node
            ? after.Of(node, before => before with { Returned = before.Returned + e.AmountFen })
            : after with { Unallocated = Unallocated - e.AmountFen };
    }

    private FundState From(string source, Func<SourceBalance, SourceBalance> change) =>
        this with { Sources = Sources.SetItem(source, change(Source(source))) };

    private FundState Of(string node, Func<NodeBalance, NodeBalance> change) =>
        this with { Nodes = Nodes.SetItem(node, change(Node(node))) };
}
