using System.Collections.Immutable;
using Ledger.Catalogue.Services;
using Ledger.Deciding;

namespace Ledger.Catalogue.CodeLists;

/// <summary>The versions of one list of codes.</summary>
public sealed record CodeListState : StreamState<CodeListState>
{
    public const string Prefix = "codelist-";

    /// <summary>Administrative divisions, GB/T 2260.</summary>
    public const string Regions = Prefix + "region";

    /// <summary>Categories of services.</summary>
    public const string ServiceCategories = Prefix + "service-category";

    public ImmutableList<Published<CodeList>> Versions { get; init; } = [];

    public static string StreamOf(string name) => Prefix + name;

    /// <summary>The version in force; null before the first.</summary>
    public Published<CodeList>? At(DateTimeOffset instant) => Versions.FindLast(version => version.IsInForceAt(instant));

    protected override CodeListState Apply(LedgerEvent fact) => fact switch
    {
        CodeListPublished e => this with
        {
            Versions = Versions.Add(new Published<CodeList>(e.Version, e.Envelope.RecordedAt, e.EffectiveFrom, To: null, new CodeList(e.Items))),
        },
        _ => throw NotEvolved(fact),
    };
}
