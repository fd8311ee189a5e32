using Npgsql;

namespace Ledger.Journal;

/// <summary>
/// The database roles. A process connects with the login it was given and takes on the one role its work needs, so
/// what it may do is decided by grants in the database (Journal.sql), not by this code.
/// </summary>
public static class Roles
{
    /// <summary>Owns the tables; used by migrations only.</summary>
    public const string Owner = "ledger_owner";

    /// <summary>Reads and inserts events; cannot change or delete one.</summary>
    public const string Writer = "ledger_writer";

    /// <summary>Reads events, writes public entries and views.</summary>
    public const string Projector = "ledger_projector";

    /// <summary>Reads public entries and views, nothing else.</summary>
    public const string Reader = "ledger_reader";

    /// <summary>Reads what <see cref="Reader"/> reads, and the events: for what members may see of them.</summary>
    public const string Alliance = "ledger_alliance";

    /// <summary>Reads what <see cref="Reader"/> reads, and keeps the webhooks of members.</summary>
    public const string Webhooks = "ledger_webhook";

    // A public query that runs longer than this is ended by the server.
    private const int ReaderTimeoutMilliseconds = 10_000;

    // Those that read whole tables wait for the server by the buffer; the driver's own holds ten events.
    private const int LargeBufferBytes = 65_536;

    /// <summary>
    /// Connections that a pool of the role opens at most; who needs one more waits for it. Of a PostgreSQL with 200 connections,
    /// as ours is, one process takes fewer: what floods one part of it must not shut out the others.
    /// </summary>
    public static int MostConnections(string role) => role switch
    {
        Reader or Writer => 64,
        Alliance or Webhooks => 16,
        _ => 8,
    };

    /// <summary>Opens a pool whose sessions act as the login itself: for migrations and checks, which take and wait as long as they need.</summary>
    /// <param name="connectionString">The login.</param>
    public static NpgsqlDataSource ConnectLogin(string connectionString) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = 0 });

    /// <summary>Opens a pool whose every session acts in <paramref name="role"/>.</summary>
    /// <param name="connectionString">A login that is a member of the role. A size of pools that it names holds for each.</param>
    /// <param name="role">One of the constants of this class.</param>
    public static NpgsqlDataSource Connect(string connectionString, string role)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = role,
            Options = role is Reader or Alliance
                ? $"-c role={role} -c default_transaction_read_only=on -c statement_timeout={ReaderTimeoutMilliseconds}"
                : $"-c role={role}",

            // A command cancelled by a timeout while its COMMIT waits can be acknowledged and then lost.
            CommandTimeout = 0,
            MaxAutoPrepare = 50,
            AutoPrepareMinUsages = 2,

            // These leave nothing behind in a session: what they set or lock ends with its transaction. Resetting it all the same
            // takes the server as long as a small query, for each command and each answer.
            NoResetOnClose = role is Writer or Reader or Alliance,
        };
        if (!settings.ShouldSerialize("Maximum Pool Size"))
        {
            settings.MaxPoolSize = MostConnections(role);
        }

        if (role is Projector or Owner)
        {
            settings.ReadBufferSize = LargeBufferBytes;
        }

        return NpgsqlDataSource.Create(settings);
    }
}
