namespace Ledger.Catalogue.CodeLists;

/// <summary>One version of a list, to look codes up in. Former codes are in it too.</summary>
public sealed class CodeList
{
    private readonly Dictionary<string, CodeItem> byCode = new(StringComparer.Ordinal);

    /// <param name="items">In their published order. Of several with one code the last counts.</param>
    public CodeList(IReadOnlyList<CodeItem> items)
    {
        Items = items;
        foreach (var item in items)
        {
            byCode[item.Code] = item;
        }
    }

    public IReadOnlyList<CodeItem> Items { get; }

    public bool Contains(string code) => byCode.ContainsKey(code);

    public CodeItem? Find(string? code) => code is null ? null : byCode.GetValueOrDefault(code);

    /// <summary>The code that took a former one's place, over as many steps as it takes; the code itself where none did.</summary>
    /// <returns>Null where the list lacks the code, or a chain does not end.</returns>
    public CodeItem? Current(string code) => Last(code, static item => item.ReplacedBy);

    /// <summary>The code at the top of the chain of parents; null as above.</summary>
    internal CodeItem? Top(string code) => Last(code, static item => item.Parent);

    // A sound chain visits no code twice, so it has at most as many steps as the list has codes.
    private CodeItem? Last(string code, Func<CodeItem, string?> next)
    {
        var item = Find(code);
        for (var steps = 0; steps <= byCode.Count && item is not null; steps++)
        {
            if (next(item) is not { } following)
            {
                return item;
            }

            item = Find(following);
        }

        return null;
    }
}
