using System.Globalization;
using Npgsql;

namespace Projections;

/// <summary>The WHERE of a query that filters by what was asked for and nothing else, so that each shape gets its own plan.</summary>
internal sealed class Conditions
{
    private readonly List<string> clauses = [];
    private readonly List<NpgsqlParameter> parameters = [];

    public string Where => clauses.Count == 0 ? "" : "WHERE " + string.Join(" AND ", clauses);

    /// <summary>Adds a clause without a value.</summary>
    public Conditions Add(string clause)
    {
        clauses.Add(clause);
        return this;
    }

    /// <summary>Adds a clause, such as <c>month &gt;= {0}</c>, unless its value is null.</summary>
    public Conditions Add(string clause, object? value)
    {
        if (value is not null)
        {
            clauses.Add(string.Format(CultureInfo.InvariantCulture, clause, Parameter(value)));
        }

        return this;
    }

    /// <summary>Adds a value and gives its placeholder.</summary>
    public string Parameter(object value)
    {
        parameters.Add(new() { Value = value });
        return "$" + parameters.Count.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Adds the bounds of a window of a list that is in ascending order of some columns; gives what follows on the WHERE.</summary>
    /// <param name="columns">They tell any two items apart.</param>
    /// <param name="values">Of a place, in the order of the columns.</param>
    public string Within<TPlace>(Window<TPlace> window, string[] columns, Func<TPlace, object[]> values)
        where TPlace : class
    {
        foreach (var (place, sign) in new[] { (window.After, ">"), (window.Before, "<") })
        {
            if (place is not null)
            {
                clauses.Add($"({string.Join(", ", columns)}) {sign} ({string.Join(", ", values(place).Select(Parameter))})");
            }
        }

        var direction = window.FromEnd ? " DESC" : "";
        return string.Create(
            CultureInfo.InvariantCulture, $"ORDER BY {string.Join(", ", columns.Select(column => column + direction))} LIMIT {window.Limit}");
    }

    public NpgsqlBatchCommand Statement(string sql)
    {
        var statement = new NpgsqlBatchCommand(sql);
        statement.Parameters.AddRange(parameters.ToArray());
        return statement;
    }

    public NpgsqlCommand Command(string sql, NpgsqlConnection connection)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters.ToArray());
        return command;
    }
}
