using System.ComponentModel;
using Projections;
using Projections.Streams;

namespace PublicApi.GraphQL;

/// <summary>An item of a list with its place.</summary>
public abstract class Edge<TNode>
{
    private readonly Func<string> cursor;

    // Written when it is asked for: most ask for the nodes alone.
    private protected Edge(Func<string> cursor, TNode node) => (this.cursor, Node) = (cursor, node);

    [Description("The place of the item: give it as `after` or `before`. 该项的游标，可作为 after 或 before 参数传入。")]
    public string Cursor => cursor();

    [Description("The item. 该项数据。")]
    public TNode Node { get; }
}

/// <summary>A page of a list, as a Relay connection.</summary>
public abstract class Connection<TNode, TEdge>
    where TEdge : Edge<TNode>
{
    private readonly Page<TEdge> page;

    private protected Connection(Page<TEdge> page) => this.page = page;

    [Description("The items. 各项数据。")]
    public IEnumerable<TNode> Nodes => page.Items.Select(edge => edge.Node);

    [Description("The items with their places. 各项数据及其游标。")]
    public IReadOnlyList<TEdge> Edges => page.Items;

    [Description("Where the page begins and ends. 分页信息。")]
    public PageInfo PageInfo
    {
        get
        {
            var ends = page.Ends ?? (page.Items.Count == 0 ? default : (page.Items[0].Cursor, page.Items[^1].Cursor));
            return new(page.HasNext, page.HasPrevious, ends.Start, ends.End);
        }
    }

    [Description("How many there are on all pages; null where that is not counted. 总数；不统计时为空。")]
    public Task<long?> TotalCount() => page.Count();
}

/// <summary>A page of a list that depends on an instant.</summary>
public abstract class DatedConnection<TNode, TEdge> : Connection<TNode, TEdge>
    where TEdge : Edge<TNode>
{
    private protected DatedConnection(Moment moment, Page<TEdge> page)
        : base(page) => At = moment.At;

    [Description("The instant that the answer is about; null while the log is empty. 数据所对应的时刻；日志为空时为空。")]
    public DateTimeOffset? At { get; }
}

/// <summary>What a page is made of.</summary>
/// <param name="HasNext">Whether more follow; looked up when it is asked.</param>
/// <param name="HasPrevious">Whether others come before; looked up when it is asked.</param>
/// <param name="Count">How many items all pages have, counted when it is asked; null where that is not counted.</param>
public sealed record Page<TItem>(
    IReadOnlyList<TItem> Items, Func<Task<bool>> HasNext, Func<Task<bool>> HasPrevious, Func<Task<long?>> Count)
{
    /// <summary>Cursors of its two ends, where they are not those of its first and last item.</summary>
    public (string? Start, string? End)? Ends { get; init; }

    /// <summary>Of a list that has nothing.</summary>
    internal static Page<TItem> Empty { get; } = new([], () => Task.FromResult(false), () => Task.FromResult(false), () => Task.FromResult<long?>(0));

    internal Page<TOther> Select<TOther>(Func<TItem, TOther> other) => new([.. Items.Select(other)], HasNext, HasPrevious, Count);

    /// <summary>Reads the page that is asked for, with one item more, which tells whether the list goes on.</summary>
    /// <param name="cursor">Reads a cursor.</param>
    /// <param name="read">Reads a window of the list.</param>
    /// <param name="placeOf">The place of an item.</param>
    /// <param name="count">Counts the list; null where nobody does.</param>
    internal static async Task<Page<TItem>> Read<TPlace>(
        Paging paging, Func<string, TPlace?> cursor, Func<Window<TPlace>, Task<List<TItem>>> read, Func<TItem, TPlace> placeOf, Func<Task<long>>? count)
        where TPlace : class
    {
        var window = paging.Window(cursor, more: 1);
        var found = await read(window);
        var goesOn = found.Count > paging.Count;
        List<TItem> items = [.. found.Take(paging.Count)];
        if (paging.FromEnd)
        {
            items.Reverse();
        }

        return new(
            items,
            paging.FromEnd ? OtherSide : () => Task.FromResult(goesOn),
            paging.FromEnd ? () => Task.FromResult(goesOn) : OtherSide,
            async () => count is null ? null : await count());

        // Where a page is empty, all that there is lies on the other side of its cursor.
        async Task<bool> OtherSide() =>
            (window.After ?? window.Before) is not null
            && (await read(items.Count == 0 ? new(null, null, 1)
                : paging.FromEnd ? new(placeOf(items[^1]), null, 1)
                : new(null, placeOf(items[0]), 1, FromEnd: true))).Count > 0;
    }
}

/// <summary>Pages of rows that are in order of their codes.</summary>
internal static class CodedPage
{
    public static Task<Page<T>> Read<T>(Paging page, Func<Window<string>, Task<List<T>>> read, Func<Task<long>> count)
        where T : CodedRow => Page<T>.Read(page, Cursors.Code, read, static row => row.Code, count);
}
