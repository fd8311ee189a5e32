using System.Text;
using Ledger.Transparency;
using Npgsql;
using Projections.Sequencing;
using Projections.Transparency;

namespace PublicApi.Transparency;

/// <summary>
/// The public log as a folder of files for any web server, the checkpoint written last: whatever a stop leaves behind, the
/// checkpoint there has all its tiles. Tiles that stand there are not written again.
/// </summary>
/// <param name="folder">Made if absent.</param>
internal sealed class LogFolder(string folder)
{
    private TreeSize written;

    private string CheckpointFile => Path.Combine(folder, "checkpoint");

    /// <summary>Brings the folder up to a checkpoint; gives the number of files written.</summary>
    /// <exception cref="SequencerAlarmException">The folder has a larger checkpoint: the database was set back.</exception>
    public async Task<int> Update(NpgsqlConnection connection, PublishedCheckpoint checkpoint, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        await EnsureNotAhead(checkpoint, ct);
        var files = 0;
        foreach (var tile in Tile.ForSize(checkpoint.Size).Where(tile => !WasFullAt(written, tile)))
        {
            files += await Write(tile.Path, () => PublishedLog.Tile(connection, tile, ct), ct);
            if (tile.Level == 0)
            {
                files += await Write(tile.EntriesPath, () => PublishedLog.Bundle(connection, tile, ct), ct);
            }
        }

        await DurableFile.Write(CheckpointFile, Encoding.UTF8.GetBytes(checkpoint.Note), ct);
        written = checkpoint.Size;
        return files;
    }

    private async Task EnsureNotAhead(PublishedCheckpoint checkpoint, CancellationToken ct)
    {
        if (File.Exists(CheckpointFile)
            && Checkpoint.Parse(SignedNote.Parse(await File.ReadAllBytesAsync(CheckpointFile, ct)).Text).Size is var there
            && there.Value > checkpoint.Size.Value)
        {
            throw new SequencerAlarmException(
                $"The folder has {there} entries and the database has published {checkpoint.Size}: it was set back. Nothing was written.");
        }
    }

    // Such a tile was written when the folder was brought to that size, and does not change.
    private static bool WasFullAt(TreeSize size, Tile tile)
    {
        var hashes = size.Value;
        for (var level = 0; level < tile.Level; level++)
        {
            hashes /= Tile.FullWidth;
        }

        return (tile.Index + 1) * Tile.FullWidth <= hashes;
    }

    private async Task<int> Write(string path, Func<Task<byte[]?>> read, CancellationToken ct)
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
