using System.CommandLine;
using System.Text;
using Ledger.Journal;
using Ledger.Transparency;
using Projections.Sequencing;
using Projections.Transparency;

namespace PublicApi.Cli;

/// <summary>
/// <c>ledger publish DIR</c>: writes the public log as a static tree of files that any web server or CDN can serve, the
/// checkpoint last. What stands there is never written again; a run that was stopped goes on where it was.
/// </summary>
internal static class PublishCommand
{
    public static Command Build()
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = "Where to write; made if absent." };
        var command = new Command("publish", "Writes the signed public log as static files (C2SP tlog-tiles).") { folder };
        command.SetAction((parsed, ct) => Run(parsed.GetRequiredValue(folder).FullName, ct));
        return command;
    }

    private static async Task<int> Run(string folder, CancellationToken ct)
    {
        await using var reader = Roles.Connect(Database.ConnectionString, Roles.Reader);
        await using var connection = await reader.OpenConnectionAsync(ct);
        if (await PublishedLog.Checkpoint(connection, ct) is not { } checkpoint)
        {
            await Console.Error.WriteLineAsync("There is no signed checkpoint yet: start the service with a log key first.");
            return 1;
        }

        var written = 0;
        foreach (var tile in Tile.ForSize(checkpoint.Size))
        {
            written += await Write(folder, tile.Path, () => PublishedLog.Tile(connection, tile, ct), ct);
            if (tile.Level == 0)
            {
                written += await Write(folder, tile.EntriesPath, () => PublishedLog.Bundle(connection, tile, ct), ct);
            }
        }

        await DurableFile.Write(Path.Combine(folder, "checkpoint"), Encoding.UTF8.GetBytes(checkpoint.Note), ct);
        Console.WriteLine($"published: {checkpoint.Size} entries, {written} files written");
        return 0;
    }

    private static async Task<int> Write(string folder, string path, Func<Task<byte[]?>> read, CancellationToken ct)
    {
        var file = Path.Combine(folder, path);
        if (File.Exists(file))
        {
            return 0;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await DurableFile.Write(file, await read() ?? throw new SequencerAlarmException($"{path} is not stored"), ct);
        return 1;
    }
}
