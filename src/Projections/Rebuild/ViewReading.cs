using Npgsql;
using Projections.Transparency;

namespace Projections.Rebuild;

/// <summary>
/// One snapshot of all views and of the log, as <see cref="ViewSchema.BeginReading"/> has it, on a connection that does nothing else.
/// It begins with the first statement that is read, in the same trip to the database, and ends in one trip with what it was of.
/// </summary>
public sealed class ViewReading
{
    private readonly NpgsqlConnection connection;
    private bool hasBegun;

    /// <param name="connection">Closing it ends the snapshot too.</param>
    public ViewReading(NpgsqlConnection connection) => this.connection = connection;

    /// <summary>What is read within the caller's own transaction.</summary>
    internal static ViewReading Within(NpgsqlConnection connection) => new(connection) { hasBegun = true };

    /// <summary>The connection, for those who send their own statements: the snapshot has begun.</summary>
    public async Task<NpgsqlConnection> Begin(CancellationToken ct)
    {
        if (!hasBegun)
        {
            await using var opening = Opening();
            await opening.ExecuteNonQueryAsync(ct);
            hasBegun = true;
        }

        return connection;
    }

    /// <summary>Ends it, and gives the state of the log that all of it saw.</summary>
    public async Task<LogState> End(CancellationToken ct)
    {
        await using var row = await Read([new(PublishedLog.SelectState), new("COMMIT")], ct);
        return await PublishedLog.ReadState(row, ct);
    }

    /// <summary>Sends statements; gives the rows of the first one that has any.</summary>
    internal async Task<NpgsqlDataReader> Read(IEnumerable<NpgsqlBatchCommand> statements, CancellationToken ct)
    {
        var batch = Opening();
        foreach (var statement in statements)
        {
            batch.BatchCommands.Add(statement);
        }

        // Not sooner: of what failed nobody knows how far it came, and to begin what has begun changes nothing.
        var rows = await batch.ExecuteReaderAsync(ct);
        hasBegun = true;
        return rows;
    }

    private NpgsqlBatch Opening()
    {
        var batch = new NpgsqlBatch(connection);
        if (!hasBegun)
        {
            batch.BatchCommands.Add(new("BEGIN ISOLATION LEVEL REPEATABLE READ"));
            batch.BatchCommands.Add(new(ViewSchema.Gate));
        }

        return batch;
    }
}
