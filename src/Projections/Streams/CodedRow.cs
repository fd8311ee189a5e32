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

    /// <summary>The type of the column that has the row: jsonb where queries look into it, json or its text where it is written often.</summary>
    internal virtual string StoredAs => "json";
}

/// <summary>A view whose rows stand in one table with those of other judgements of the same months.</summary>
public sealed record JudgedView(string Name, Type Row, string JudgedTable) : RowView(Name, Row)
{
    internal override string Table => JudgedTable;
}
