using PublicApi.GraphQL;

namespace PublicApi.Exports;

/// <summary>A column of an export, named as the field of the public schema that it shows.</summary>
/// <param name="Name">As in GraphQL.</param>
/// <param name="Chinese">As the head of a table in Chinese.</param>
/// <param name="Value">A text, a list of texts, an instant, a truth, a whole number or an exact decimal; null where there is nothing.</param>
internal sealed record ExportColumn<T>(string Name, string Chinese, Func<T, object?> Value);

/// <summary>A table that can be downloaded.</summary>
/// <param name="Name">As the root field of the public schema that shows the same.</param>
/// <param name="Filters">The filters it takes, named as in GraphQL.</param>
internal abstract record ExportView(string Name, string English, string Chinese, IReadOnlyList<string> Filters)
{
    /// <summary>Names and Chinese heads of the columns.</summary>
    public abstract IReadOnlyList<(string Name, string Chinese)> Columns { get; }

    /// <summary>The rows in their order, a value a column, read page by page within the snapshot.</summary>
    /// <exception cref="ExportFilterException">A filter has a value that it does not take.</exception>
    /// <exception cref="NoSuchPast">Of the state asked for the rows are not known.</exception>
    public abstract Task<IAsyncEnumerable<object?[]>> Rows(LedgerSnapshot snapshot, ExportFilters filters, CancellationToken ct);
}

/// <param name="Read">What the rows are made of.</param>
internal sealed record ExportView<T>(
    string Name,
    string English,
    string Chinese,
    IReadOnlyList<string> Filters,
    IReadOnlyList<ExportColumn<T>> Shown,
    Func<LedgerSnapshot, ExportFilters, CancellationToken, Task<IAsyncEnumerable<T>>> Read) : ExportView(Name, English, Chinese, Filters)
{
    public override IReadOnlyList<(string Name, string Chinese)> Columns => [.. Shown.Select(column => (column.Name, column.Chinese))];

    public override async Task<IAsyncEnumerable<object?[]>> Rows(LedgerSnapshot snapshot, ExportFilters filters, CancellationToken ct) =>
        (await Read(snapshot, filters, ct)).Select(item => Shown.Select(column => column.Value(item)).ToArray());
}

/// <summary>Reads a view page by page, so that one of any size takes the memory of a page.</summary>
internal static class ExportPages
{
    private const int Rows = 500;

    /// <param name="page">Reads so many items that follow on an item; from the first on null.</param>
    public static async IAsyncEnumerable<T> All<T>(Func<T?, int, Task<List<T>>> page)
        where T : class
    {
        T? last = null;
        List<T> found;
        do
        {
            found = await page(last, Rows);
            foreach (var item in found)
            {
                yield return last = item;
            }
        }
        while (found.Count == Rows);
    }
}

/// <summary>A thing with one of its parts, numbered from 1; with none where it has none.</summary>
internal sealed record Part<TWhole, TItem>(TWhole Whole, TItem? Item, int? Number)
    where TItem : class;

/// <summary>Rows of things that have parts.</summary>
internal static class Parts
{
    public static IEnumerable<Part<TWhole, TItem>> Of<TWhole, TItem>(TWhole whole, IEnumerable<TItem>? items)
        where TItem : class =>
        (items ?? []).Select((item, i) => new Part<TWhole, TItem>(whole, item, i + 1)).DefaultIfEmpty(new(whole, null, null));
}
