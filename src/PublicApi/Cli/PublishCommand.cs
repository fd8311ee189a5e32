using System.CommandLine;
using Ledger.Journal;
using Npgsql;
using Projections.Transparency;
using PublicApi.Transparency;

namespace PublicApi.Cli;

/// <summary>
/// <c>ledger publish DIR [--follow]</c>: writes the public log as a static tree of files that any web server or CDN can
/// serve. A run that was stopped goes on where it was.
/// </summary>
internal static class PublishCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public static Command Build()
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = "Where to write; made if absent." };
        var follow = new Option<bool>("--follow") { Description = "Keeps the folder current until interrupted." };
        var command = new Command("publish", "Writes the signed public log as static files (C2SP tlog-tiles).") { folder, follow };
        command.SetAction(async (parsed, ct) =>
        {
            await using var reader = Roles.Connect(Database.ConnectionString, Roles.Reader);
            var files = new LogFolder(parsed.GetRequiredValue(folder).FullName);
            return parsed.GetValue(follow) ? await Follow(reader, files, ct) : await Once(reader, files, ct);
        });
        return command;
    }

    private static async Task<int> Once(NpgsqlDataSource reader, LogFolder files, CancellationToken ct)
    {
        await using var connection = await reader.OpenConnectionAsync(ct);
        if (await PublishedLog.Checkpoint(connection, ct) is not { } checkpoint)
        {
            await Console.Error.WriteLineAsync("There is no signed checkpoint yet: start the service with a log key first.");
            return 1;
        }

        Tell(checkpoint, await files.Update(connection, checkpoint, ct));
        return 0;
    }

    private static async Task<int> Follow(NpgsqlDataSource reader, LogFolder files, CancellationToken ct)
    {
        var (note, reached) = ("", true);
        while (true)
        {
            try
            {
                await using var connection = await reader.OpenConnectionAsync(ct);
                reached = true;
                if (await PublishedLog.Checkpoint(connection, ct) is { } checkpoint && checkpoint.Note != note)
                {
                    Tell(checkpoint, await files.Update(connection, checkpoint, ct));
                    note = checkpoint.Note;
                }
            }
            catch (NpgsqlException fault) when (!ct.IsCancellationRequested)
            {
                // The files stay served meanwhile.
                if (reached)
                {
                    await Console.Error.WriteLineAsync($"The database cannot be read ({fault.SqlState ?? "no connection"}); trying on.");
                }

                reached = false;
            }

            await Task.Delay(Pause, ct);
        }
    }

    private static void Tell(PublishedCheckpoint checkpoint, int files) =>
        Console.WriteLine($"published: {checkpoint.Size} entries, {files} files written");
}
