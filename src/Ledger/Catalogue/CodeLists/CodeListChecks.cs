using Ledger.Deciding;

namespace Ledger.Catalogue.CodeLists;

/// <summary>What a list of codes has to pass before it is published.</summary>
internal static class CodeListChecks
{
    private const int NorthPoleE6 = 90_000_000;
    private const int DateLineE6 = 180_000_000;

    public static Decision? Item(CodeItem item) =>
        Fields.Code("code", item.Code)
        ?? Fields.Name("name_zh", item.NameZh)
        ?? (item.NameEn is null ? null : Fields.Name("name_en", item.NameEn))
        ?? Fields.OptionalCode("parent", item.Parent)
        ?? Fields.OptionalCode("replaced_by", item.ReplacedBy)
        ?? Fields.Number("latitude_e6", item.LatitudeE6 ?? 0, -NorthPoleE6, NorthPoleE6)
        ?? Fields.Number("longitude_e6", item.LongitudeE6 ?? 0, -DateLineE6, DateLineE6)
        ?? (item.LatitudeE6 is null == item.LongitudeE6 is null
            ? null
            : Fields.Refuse("latitude_e6", "is given with longitude_e6 or not at all", "须与 longitude_e6 同时填写或同时省略"));

    /// <summary>Every code stands once, every parent and successor is in the list, and their chains end.</summary>
    public static Decision? Chains(IReadOnlyList<CodeItem> items)
    {
        var list = new CodeList(items);
        return CatalogueFields.Once([.. items.Select(item => item.Code)], "A code stands in the list once.", "代码不得重复。")
            ?? (items.All(item => list.Current(item.Code) is not null && list.Top(item.Code) is not null)
                ? null
                : Decision.Refuse(
                    CatalogueRules.CodeChain, "Every parent and successor stands in the list, and no code leads back to itself.",
                    "上级代码和替代代码均须在表中，且不得循环。"));
    }

    /// <summary>In the list of regions every code has the form of GB/T 2260.</summary>
    public static Decision? Regions(string stream, IReadOnlyList<CodeItem> items) => stream == CodeListState.Regions
        ? items.Select(item => Fields.Region("code", item.Code)).FirstOrDefault(refusal => refusal is not null)
        : null;
}
