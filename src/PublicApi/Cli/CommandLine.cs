using System.CommandLine;
using System.CommandLine.Help;
using Ledger.Journal;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Projections;
using Projections.Rebuild;
using Projections.Sequencing;
using PublicApi.Demo;
using PublicApi.Imports;

namespace PublicApi.Cli;

/// <summary>The command line of the product. Exit codes: 0 done, 1 refused or found wanting, 2 wrong use, 130 interrupted.</summary>
public static class CommandLine
{
    // After Ctrl-C a commit under way is waited for; without this the library would end the process after two seconds.
    private static readonly TimeSpan LongestCommit = TimeSpan.FromMinutes(10);

    private const int WrongUse = 2;
    private const int Interrupted = 130;

    public static async Task<int> Run(string[] args)
    {
        // A root command of the library's own kind would have the name of the program's file.
        var root = new Command("ledger", "A ledger of service events, and the public figures that follow from it.")
        {
            new HelpOption(),
            new VersionOption(),
            ServeCommand.Build(),
            Migrate(),
            ImportCommand.Build(OpenRecorder, Drain),
            FsckCommand.Build(),
            DigestCommand.Build(),
            RebuildCommand.Build(),
            VerifyCommand.Build(),
            ReplayCommand.Build(),
            EvaluateCommand.Build(),
            RegimeCommand.Build(),
            KeyCommand.Build(),
            SignCommand.Build(),
            MemberCommand.Build(),
            PublishCommand.Build(),
            EraseCommand.Build(),
            SequenceCommand.Build(Drain),
            WitnessCommand.Build(),
            ExportCommand.Build(),
            RestoreCommand.Build(),
            DemoCommand.Build((sim, ifEmpty, ct) => DemoWriter.Write(sim, ifEmpty, Drain, ct)),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            await parsed.InvokeAsync();
            return WrongUse;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = LongestCommit,
            });
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
        catch (Exception fault) when (fault is NpgsqlException or MissingSettingException or SequencerAlarmException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(fault is PostgresException refused
                ? $"The database refused: {refused.MessageText} ({refused.SqlState})."
                : fault.Message);
            return 1;
        }
    }

    /// <summary>Says why not; gives the exit code for that.</summary>
    internal static int Refuse(string reason)
    {
        Console.Error.WriteLine(reason);
        return 1;
    }

    private static async Task<RecordPage> OpenRecorder(CancellationToken ct)
    {
        await Database.Migrate(ct);
        var writer = Roles.Connect(Database.ConnectionString, Roles.Writer);
        var caseIds = await CaseIds.Load(writer, ct);
        return new SourceAccountRecorder(writer, caseIds, TimeProvider.System, Guid.CreateVersion7).RecordAsync;
    }

    // So that the figures are there when the import returns, whether or not the service runs beside it.
    private static async Task Drain(CancellationToken ct)
    {
        await using var projector = Roles.Connect(Database.ConnectionString, Roles.Projector);
        await new Sequencer(projector, NullLogger<Sequencer>.Instance, TimeProvider.System, LogKey.Publisher(NullLoggerFactory.Instance)).Drain(ct);
    }

    private static Command Migrate()
    {
        var command = new Command("migrate", "Makes or updates the database. Repeatable.");
        command.SetAction((_, ct) => Database.Migrate(ct));
        return command;
    }
}

/// <summary>Something that the product cannot do without has not been set.</summary>
public sealed class MissingSettingException(string message) : Exception(message);

/// <summary>Where the database is.</summary>
public static class Database
{
    private const string Variable = "ConnectionStrings__Ledger";

    /// <exception cref="MissingSettingException">No connection string is set.</exception>
    public static string ConnectionString => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } value
        ? value
        : throw new MissingSettingException(
            $"No database: set {Variable} to a PostgreSQL connection string, or use ops/run and ops/ledger, which bring their own.");

    /// <summary>Brings the database up to date; views that another version's folds made are made anew.</summary>
    public static async Task Migrate(CancellationToken ct)
    {
        await using var login = Roles.ConnectLogin(ConnectionString);
        await using var connection = await login.OpenConnectionAsync(ct);
        var isOutdated = await ViewSchema.IsOutdated(connection, ct);
        await Migration.Apply(ConnectionString, [isOutdated ? ViewFold.PublishingScript : ViewFold.Script], ct);
        if (isOutdated)
        {
            await RebuildCommand.Rebuild(onlyOutdated: true, ct);
        }
    }
}
