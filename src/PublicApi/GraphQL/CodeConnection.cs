using System.Buffers.Text;
using System.ComponentModel;
using System.Text;

namespace PublicApi.GraphQL;

/// <summary>An item of a page in order of codes, with its place.</summary>
public abstract class CodeEdge<TNode>
{
    private protected CodeEdge(string code, TNode node) => (Cursor, Node) = (CodeCursors.Write(code), node);

    [Description("Give it as `after` to get what follows. 作为 after 参数传入即得其后的数据。")]
    public string Cursor { get; }

    [Description("The item. 该项数据。")]
    public TNode Node { get; }
}

/// <summary>A page in order of codes, at an instant.</summary>
public abstract class CodeConnection<TNode, TEdge>
    where TEdge : CodeEdge<TNode>
{
    private readonly bool hasNextPage;
    private readonly Func<Task<long>> count;

    private protected CodeConnection(CodePage<TEdge> page) => (At, Edges, hasNextPage, count) = (page.At, page.Edges, page.HasNextPage, page.Count);

    [Description("The instant that the answer is about; null while the log is empty. 数据所对应的时刻；日志为空时为空。")]
    public DateTimeOffset? At { get; }

    [Description("The items. 各项数据。")]
    public IEnumerable<TNode> Nodes => Edges.Select(edge => edge.Node);

    [Description("The items with their places. 各项数据及其游标。")]
    public IReadOnlyList<TEdge> Edges { get; }

    [Description("Where the page ends. 分页信息。")]
    public PageInfo PageInfo => new(hasNextPage, Edges.Count == 0 ? null : Edges[^1].Cursor);

    [Description("How many there are on all pages. 总数。")]
    public async Task<long?> TotalCount() => await count();
}

/// <summary>What a page is made of.</summary>
/// <param name="At">The instant that it is about; null while the log is empty.</param>
/// <param name="Count">Counts the items of all pages, when it is asked.</param>
public sealed record CodePage<TEdge>(DateTimeOffset? At, IReadOnlyList<TEdge> Edges, bool HasNextPage, Func<Task<long>> Count);

/// <summary>A cursor is the code of its item, written so that nobody builds on what is in it.</summary>
internal static class CodeCursors
{
    private const string Mark = "code ";

    public static string Write(string code) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Mark + code));

    public static string? Read(string cursor)
    {
        try
        {
            var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
            return text.StartsWith(Mark, StringComparison.Ordinal) && PlainText.IsStorable(text) ? text[Mark.Length..] : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

/// <summary>A cursor that a list in order of codes gave.</summary>
public sealed class CodeCursorAttribute : ArgumentRuleAttribute
{
    protected override string? FaultOf(object value) =>
        value is string text && CodeCursors.Read(text) is not null ? null : "\"after\" is not a cursor of this list.";
}

/// <summary>Where a page in order of codes begins, how long it is, and of which instant.</summary>
public sealed record CodePlace(DateTimeOffset? At, string? After, int First)
{
    /// <param name="read">Reads one item more than a page has, at an instant, after a code.</param>
    /// <param name="count">Counts the items of all pages.</param>
    internal async Task<CodePage<TEdge>> Page<TItem, TEdge>(
        Func<DateTimeOffset, string?, int, Task<List<TItem>>> read, Func<DateTimeOffset, Task<long>> count, Func<TItem, TEdge> edge)
    {
        // Nothing is in force before the first entry, at any instant.
        var instant = At ?? DateTimeOffset.UnixEpoch;
        var found = await read(instant, After is null ? null : CodeCursors.Read(After), First + 1);
        return new(At, [.. found.Take(First).Select(edge)], found.Count > First, () => count(instant));
    }
}
