using System.Data;
using System.Globalization;
using System.Text.RegularExpressions;
using Ledger.Journal;
using Npgsql;
using Projections.Replay;
using Projections.Sequencing;

namespace Projections.Rebuild;

/// <summary>The schema of the views, and which folds made what stands in it.</summary>
public static partial class ViewSchema
{
    internal const string Name = "views";

    /// <summary>SQL that waits for a rebuild to be put in place. Takes no snapshot: that is taken by the first query after it.</summary>
    internal const string Gate = $"LOCK TABLE {Name}.fold IN ACCESS SHARE MODE";

    /// <summary>Makes the tables where there are none. The views of an empty log are what any folds make.</summary>
    internal static string Script => ScriptOf(Name)
        + $"DELETE FROM {Name}.fold USING public_log.head WHERE size = 0;\n{Record(Name)} FROM public_log.head WHERE size = 0;\n";

    /// <summary>
    /// Begins to read the views: one snapshot of all of them and of the log. A snapshot that began before a rebuild put its
    /// views in place would find them as they were at its time, unfinished; so the rebuild waits for it, and it for the rebuild.
    /// </summary>
    public static async Task<NpgsqlTransaction> BeginReading(NpgsqlConnection connection, CancellationToken ct)
    {
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        try
        {
            await using var gate = new NpgsqlCommand(Gate, connection);
            await gate.ExecuteNonQueryAsync(ct);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether this program's folds made the views.</summary>
    public static async Task<bool> IsCurrent(NpgsqlConnection connection, CancellationToken ct) => IsCurrent(await Versions(connection, ct));

    /// <summary>Whether there are views that older folds made: such tables may have other columns too.</summary>
    /// <exception cref="SequencerAlarmException">Newer folds made them: this program would take them back.</exception>
    public static async Task<bool> IsOutdated(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT count(*) > 0, count(*) FILTER (WHERE tablename = 'fold') > 0 FROM pg_tables WHERE schemaname = '{Name}'", connection);
        await using (var row = await command.ExecuteReaderAsync(ct))
        {
            await row.ReadAsync(ct);
            if (!row.GetBoolean(0) || !row.GetBoolean(1))
            {
                return row.GetBoolean(0);
            }
        }

        var versions = await Versions(connection, ct);
        return versions.Values.Any(version => version > ViewDigest.Version)
            ? throw new SequencerAlarmException(
                $"The views were made by newer folds ({versions.Values.Max()}) than this program's ({ViewDigest.Version}): run the newer program, or go back with ledger rebuild.")
            : !IsCurrent(versions);
    }

    private static bool IsCurrent(Dictionary<string, int> versions) =>
        versions.Count == ViewDigest.Names.Count && ViewDigest.Names.All(view => versions.GetValueOrDefault(view) == ViewDigest.Version);

    private static async Task<Dictionary<string, int>> Versions(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"SELECT view, version FROM {Name}.fold", connection);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var versions = new Dictionary<string, int>();
        while (await rows.ReadAsync(ct))
        {
            versions.Add(rows.GetString(0), rows.GetInt32(1));
        }

        return versions;
    }

    /// <summary>What <c>Views.sql</c> makes, in a schema of another name.</summary>
    internal static string ScriptOf(string schema) =>
        SchemaName().Replace(Migration.ReadScript(typeof(ViewSchema).Assembly, "Views.sql"), schema);

    /// <summary>Says that this program's folds made the views of a schema; a FROM and WHERE may follow.</summary>
    internal static string Record(string schema) => string.Create(
        CultureInfo.InvariantCulture,
        $"INSERT INTO {schema}.fold SELECT unnest(ARRAY['{string.Join("', '", ViewDigest.Names)}']), {ViewDigest.Version}");

    [GeneratedRegex(@"\bviews\b")]
    private static partial Regex SchemaName();
}
