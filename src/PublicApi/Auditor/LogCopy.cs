using System.Text;
using Ledger.Transparency;
using Projections.Sequencing;

namespace PublicApi.Auditor;

/// <summary>
/// A copy of a log in a folder, made while the log is audited: an audit that was interrupted, or a later one, reads only the
/// rest over the net. What comes from the copy is checked like what comes from the log. The files are those of
/// <c>ledger publish</c>; <c>checkpoint</c> is written when all of its files are there and right, so that a folder with one
/// is a whole log. Until then <c>checkpoint.seen</c> has what the log signed when the copy was begun, so that it cannot
/// become another log meanwhile.
/// </summary>
/// <param name="anew">Reads nothing of what is there: it was found wrong. What the log gives instead takes its place once all of
/// it is right, and not before: it may be the log that is wrong.</param>
internal sealed class LogCopy(string folder, bool anew) : IDisposable
{
    private const string SeenPath = "checkpoint.seen";
    private const string OtherSuffix = ".anew";

    private readonly FindFile inFolder = FolderFiles.In(folder);
    private readonly List<string> others = [];

    // Two may ask for the same tile.
    private readonly SemaphoreSlim writing = new(1);

    public string Folder => folder;

    /// <summary>Whether anything was taken from the copy.</summary>
    public bool WasRead { get; private set; }

    /// <summary>A file of the log, from the copy if it is there; a checkpoint never is old.</summary>
    public async Task<byte[]?> Find(string path, FindFile origin, CancellationToken ct)
    {
        if (path == LogSource.CheckpointPath)
        {
            return await origin(path, ct);
        }

        var kept = await inFolder(path, ct);
        if (kept is not null && !anew)
        {
            WasRead = true;
            return kept;
        }

        if (await origin(path, ct) is not { } bytes)
        {
            return null;
        }

        if (kept is null || !kept.AsSpan().SequenceEqual(bytes))
        {
            await Keep(path, bytes, isOther: kept is not null);
        }

        return bytes;
    }

    /// <summary>Gives what the log showed when the copy was begun and when it was last completed.</summary>
    /// <exception cref="FormatException">One of them is no checkpoint.</exception>
    public async Task<IReadOnlyList<SeenTree>> Begin(LogCheckpoint checkpoint, CancellationToken ct)
    {
        var seen = new List<SeenTree>();
        foreach (var path in new[] { SeenPath, LogSource.CheckpointPath })
        {
            if (await inFolder(path, ct) is { } note)
            {
                seen.Add(Parse(path, note));
            }
        }

        if (seen.Count == 0)
        {
            await Keep(SeenPath, Encoding.UTF8.GetBytes(checkpoint.Note), isOther: false);
        }

        return seen;
    }

    /// <summary>All of the log was read and is right: if all of it is here, so is the checkpoint from now on.</summary>
    public async Task Complete(LogCheckpoint checkpoint)
    {
        foreach (var path in others)
        {
            DurableFile.Rename(PathOf(path + OtherSuffix), PathOf(path));
        }

        others.Clear();
        if (Tile.ForSize(checkpoint.Size).All(IsHere))
        {
            await Keep(LogSource.CheckpointPath, Encoding.UTF8.GetBytes(checkpoint.Note), isOther: false);
            File.Delete(PathOf(SeenPath));
        }
    }

    public void Dispose() => writing.Dispose();

    private static SeenTree Parse(string path, byte[] note)
    {
        try
        {
            return SeenTree.Parse(note);
        }
        catch (FormatException fault)
        {
            throw new FormatException($"{path} in the copy is no checkpoint: {fault.Message}", fault);
        }
    }

    // The full file stands for a partial one.
    private bool IsHere(Tile tile)
    {
        var full = tile with { Width = Tile.FullWidth };
        return (File.Exists(PathOf(tile.Path)) || File.Exists(PathOf(full.Path)))
            && (tile.Level > 0 || File.Exists(PathOf(tile.EntriesPath)) || File.Exists(PathOf(full.EntriesPath)));
    }

    private async Task Keep(string path, byte[] bytes, bool isOther)
    {
        // What has come is kept, even if the caller goes away meanwhile.
        await writing.WaitAsync(CancellationToken.None);
        try
        {
            var file = PathOf(isOther ? path + OtherSuffix : path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await DurableFile.Write(file, bytes, CancellationToken.None);
            if (isOther)
            {
                others.Add(path);
            }
        }
        finally
        {
            writing.Release();
        }
    }

    private string PathOf(string path) => Path.Combine(folder, path);
}
