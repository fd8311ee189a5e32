using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Catalogue.CodeLists;

/// <summary>Publishes a list of codes or a new version of the whole of it, by the province.</summary>
/// <param name="EffectiveFrom">Now when left out; later than that of the version before.</param>
public sealed record PublishCodeList(IReadOnlyList<CodeItem> Items, string Source, DateTimeOffset? EffectiveFrom = null)
    : Command<CodeListState>
{
    private const int MostItems = 1000;

    protected override Decision Decide(CodeListState state, Act act)
    {
        var from = CatalogueFields.EffectiveOrNow(EffectiveFrom, act);
        return Authority.Province(act)
            ?? CatalogueFields.Each("items", Items, MostItems, CodeListChecks.Item)
            ?? (Items.Count > 0 ? null : Fields.Refuse("items", "has to have an item", "不得为空"))
            ?? Fields.Name("source", Source)
            ?? CodeListChecks.Chains(Items)
            ?? CodeListChecks.Regions(act.Stream, Items)
            ?? Kept(state)
            ?? CatalogueFields.Effective("effective_from", EffectiveFrom)
            ?? CatalogueFields.InOrder(state.Versions, from)
            ?? Decision.Accept(new CodeListPublished(act.Envelope, state.Versions.Count + 1, Items, from, Source));
    }

    private Decision? Kept(CodeListState state) =>
        state.Versions.IsEmpty || !state.Versions[^1].Value.Items.Select(item => item.Code).Except(Items.Select(item => item.Code)).Any()
            ? null
            : Decision.Refuse(
                CatalogueRules.CodeLost, "Every code of the version before stays in the list, a former one with its successor.",
                "前一版本的代码均须保留，停用的代码注明其替代代码。");
}
