using System.ComponentModel;
using System.Globalization;
using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using Projections;

namespace PublicApi.GraphQL;

/// <summary>Which page of a list is asked for, as a Relay connection has it; it was validated by <see cref="PagesAttribute"/>.</summary>
/// <param name="After">Cursor, of a page from the beginning.</param>
/// <param name="Before">Cursor, of a page from the end.</param>
/// <param name="Count">How many items at most.</param>
/// <param name="FromEnd">Whether it is the last items that are asked for.</param>
public sealed record Paging(string? After, string? Before, int Count, bool FromEnd)
{
    /// <param name="read">Reads a cursor.</param>
    /// <param name="more">So many items more than the page has.</param>
    internal Window<TPlace> Window<TPlace>(Func<string, TPlace?> read, int more = 0)
        where TPlace : class =>
        new(After is null ? null : read(After), Before is null ? null : read(Before), Count + more, FromEnd);
}

/// <summary>The field is a page of a list: it gets the arguments of one, and takes <see cref="Paging"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class PagesAttribute : FieldRuleAttribute
{
    /// <summary>The type of cursors as arguments.</summary>
    protected virtual Type CursorType => typeof(StringGraphType);

    /// <summary>Whether a cursor can be one of this list.</summary>
    protected abstract bool IsCursor(string cursor);

    public override void Modify(FieldType fieldType, bool isInputType)
    {
        base.Modify(fieldType, isInputType);
        Add("first", typeof(IntGraphType), $"How many items from the beginning, 1 to {Limits.PageItems}; either this or last is required. 自前取的条数，1至{Limits.PageItems}；first 与 last 须且仅须其一。");
        Add("after", CursorType, "Goes with first: the cursor after which the page begins. 与 first 同用：起始游标（不含）。");
        Add("last", typeof(IntGraphType), $"How many items from the end, 1 to {Limits.PageItems}. 自后取的条数，1至{Limits.PageItems}。");
        Add("before", CursorType, "Goes with last: the cursor before which the page ends. 与 last 同用：结束游标（不含）。");

        void Add(string name, Type type, string description) => fieldType.Arguments!.Add(new QueryArgument(type)
        {
            Name = name,
            Description = description,
            Validator = value => Check(name, value),
        });
    }

    protected override ValidationError? FaultOf(FieldArgumentsValidationContext context)
    {
        return (Has("first"), Has("last"), Has("after"), Has("before")) switch
        {
            (false, false, _, _) => Fault("A page needs first or last."),
            (true, true, _, _) => Fault("A page has first or last, not both."),
            (true, _, _, true) or (_, true, true, _) => Fault("after goes with first, before with last."),
            _ => null,
        };

        bool Has(string name) => context.GetArgument<object?>(name) is not null;
    }

    internal static string? Text(object? cursor) => Convert.ToString(cursor, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null;

    private void Check(string name, object value)
    {
        if (value is int and (< 1 or > Limits.PageItems))
        {
            throw Fault($"{name} must be 1 to {Limits.PageItems}.");
        }

        if (value is not int && !IsCursor(Text(value) ?? ""))
        {
            throw Fault($"\"{name}\" is not a cursor of this list.");
        }
    }

    private static ValidationError Fault(string message) => new(message) { Code = ErrorCodes.BadArgument };
}

/// <summary>The page that the arguments ask for.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromPageAttribute : GraphQLAttribute
{
    public override void Modify<TParameterType>(ArgumentInformation argumentInformation) =>
        argumentInformation.SetDelegate(static context => new Paging(
            PagesAttribute.Text(context.GetArgument<object?>("after")),
            PagesAttribute.Text(context.GetArgument<object?>("before")),
            context.GetArgument<int?>("first") ?? context.GetArgument<int>("last"),
            context.GetArgument<int?>("first") is null));
}

[Description("Where a page begins and ends. 分页信息。")]
public sealed class PageInfo
{
    private readonly Func<Task<bool>> hasNext;
    private readonly Func<Task<bool>> hasPrevious;

    internal PageInfo(Func<Task<bool>> hasNext, Func<Task<bool>> hasPrevious, string? startCursor, string? endCursor) =>
        (this.hasNext, this.hasPrevious, StartCursor, EndCursor) = (hasNext, hasPrevious, startCursor, endCursor);

    [Description("Whether more follow. 其后是否还有数据。")]
    public Task<bool> HasNextPage() => hasNext();

    [Description("Whether others come before. 其前是否还有数据。")]
    public Task<bool> HasPreviousPage() => hasPrevious();

    [Description("Give it as `before` to get what comes before. 作为 before 参数传入即得上一页。")]
    public string? StartCursor { get; }

    [Description("Give it as `after` to get what follows. 作为 after 参数传入即得下一页。")]
    public string? EndCursor { get; }
}
