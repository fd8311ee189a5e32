namespace Projections.Streams;

/// <summary>A row of a view that is kept as its code and canonical JSON (<see cref="StreamViewJson"/>).</summary>
public abstract record CodedRow
{
    /// <summary>What the rows of the view are told apart and ordered by, as UTF-8 bytes.</summary>
    public string Code { get; init; } = "";
}

/// <summary>A view of such rows.</summary>
/// <param name="Name">Of the view and its table.</param>
/// <param name="Row">The type of its rows.</param>
public record RowView(string Name, Type Row)
{
    public static RowView Of<T>(string name)
        where T : CodedRow => new(name, typeof(T));

    /// <summary>The table that has its rows.</summary>
    internal virtual string Table => Name;

    /// <summary>The type of the column that has the row: jsonb where queries look into it, json where it is written often.</summary>
    internal virtual string StoredAs => "json";
}

/// <summary>One of the views whose rows stand in one table, each with the views that it is in.</summary>
/// <param name="Flag">The column that says whether a row is in this view.</param>
public sealed record SharedView(string Name, Type Row, string SharedTable, string Flag) : RowView(Name, Row)
{
    public const string Now = "is_now";
    public const string Published = "is_published";

    internal override string Table => SharedTable;
}
