using System.CommandLine;
using System.Data;
using System.Text;
using Ledger.Journal;
using Ledger.Transparency;
using Npgsql;
using Projections.Sequencing;
using Projections.Transparency;
using PublicApi.Auditor;
using PublicApi.Exports;

namespace PublicApi.Cli;

/// <summary><c>ledger export FILE</c>: the whole public log in one file, as of its newest checkpoint.</summary>
internal static class ExportCommand
{
    public static Command Build()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Where to write; replaced as a whole." };
        var command = new Command("export", "Writes the whole public log with its checkpoint as JSON lines.") { file };
        command.SetAction((parsed, ct) => Run(parsed.GetRequiredValue(file).FullName, ct));
        return command;
    }

    private static async Task<int> Run(string path, CancellationToken ct)
    {
        await using var reader = Roles.Connect(Database.ConnectionString, Roles.Reader);
        await using var connection = await reader.OpenConnectionAsync(ct);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        if (await PublishedLog.Checkpoint(connection, ct) is not { } checkpoint)
        {
            await Console.Error.WriteLineAsync("There is no signed checkpoint yet: start the service with a log key first.");
            return 1;
        }

        var beside = $"{path}.{Environment.ProcessId}.tmp";
        await using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 20))
        {
            await file.WriteAsync(ExportFile.FirstLine(checkpoint.Note), ct);
            await Write(file, connection, checkpoint, ct);
            file.Flush(flushToDisk: true);
        }

        DurableFile.Rename(beside, path);
        Console.WriteLine($"exported: {checkpoint.Size} entries");
        return 0;
    }

    // What is written is what the checkpoint signs, or the file does not come to be.
    private static async Task Write(FileStream file, NpgsqlConnection connection, PublishedCheckpoint checkpoint, CancellationToken ct)
    {
        var tree = new GrowingTree();
        for (var index = 0L; index * Tile.FullWidth < checkpoint.Size.Value; index++)
        {
            var bundle = TilesOnPath.At(level: 0, index, checkpoint.Size.Value);
            var bytes = await PublishedLog.Bundle(connection, bundle, ct);
            var entries = EntryBundle.Parse(bytes, bundle.Width);
            tree.Append([.. entries.Select(entry => Merkle.LeafHash(entry))]);
            foreach (var entry in entries)
            {
                await file.WriteAsync(entry, ct);
                file.WriteByte((byte)'\n');
            }
        }

        var signed = Checkpoint.Parse(SignedNote.Parse(Encoding.UTF8.GetBytes(checkpoint.Note)).Text);
        if (!signed.Root.AsSpan().SequenceEqual(tree.Root))
        {
            throw new SequencerAlarmException("The stored entries are not those that the checkpoint signs: run fsck. No file was written.");
        }
    }
}
