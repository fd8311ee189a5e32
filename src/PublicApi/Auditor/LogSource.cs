using Ledger.Transparency;

namespace PublicApi.Auditor;

/// <summary>A file as it was found.</summary>
/// <param name="MayGoOn">The full file stands for a partial one that was asked for: only its beginning is meant.</param>
internal sealed record LogFile(string Path, byte[] Bytes, bool MayGoOn);

/// <summary>Reads a tiled log (C2SP tlog-tiles v0.1.0) over HTTP or from a folder, and nothing else of whoever keeps it.</summary>
internal sealed class LogSource : IDisposable
{
    public const string CheckpointPath = "checkpoint";
    public const string EntriesPath = "tile/entries";

    private readonly FindFile find;
    private readonly HttpClient? client;

    private LogSource(FindFile origin, int ahead, LogCopy? copy, HttpClient? client)
    {
        find = copy is null ? origin : (path, ct) => copy.Find(path, origin, ct);
        this.client = client;
        Ahead = ahead;
        Copy = copy;
    }

    /// <summary>Where what is read is kept; null when it is not.</summary>
    public LogCopy? Copy { get; }

    /// <summary>How many files to ask for before the first has come.</summary>
    public int Ahead { get; }

    /// <param name="location">The prefix of the log's addresses, or a folder.</param>
    /// <param name="copy">Keeps what is read.</param>
    /// <exception cref="LogUnreadableException">There is no such folder.</exception>
    public static LogSource Open(string location, LogCopy? copy = null)
    {
        const int RequestsAtOnce = 16;
        if (Uri.TryCreate(location, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
        {
            var client = HttpFiles.NewClient(uri);
            return new LogSource(HttpFiles.From(client), RequestsAtOnce, copy, client);
        }

        return Directory.Exists(location)
            ? new LogSource(FolderFiles.In(location), 2 * Environment.ProcessorCount, copy, client: null)
            : throw new LogUnreadableException($"There is no folder {location}.");
    }

    public async Task<byte[]> Checkpoint(CancellationToken ct) =>
        await find(CheckpointPath, ct) ?? throw new LogFaultException(CheckpointPath, "there is no such file");

    /// <summary>The bundle of the entries under a tile of level 0.</summary>
    public Task<LogFile> Bundle(Tile tile, CancellationToken ct) =>
        Find(tile.EntriesPath, (tile with { Width = Tile.FullWidth }).EntriesPath, tile, ct);

    /// <summary>Exactly the hashes of the tile, and where they are from.</summary>
    /// <exception cref="LogFaultException">The file is not there, or has not the size it must have.</exception>
    public async Task<LogFile> Hashes(Tile tile, CancellationToken ct)
    {
        var file = await Find(tile.Path, (tile with { Width = Tile.FullWidth }).Path, tile, ct);
        var expected = (file.MayGoOn ? Tile.FullWidth : tile.Width) * Merkle.HashBytes;
        if (file.Bytes.Length != expected)
        {
            throw new LogFaultException(
                file.Path, $"has {file.Bytes.Length} bytes and must have {expected}", offset: Math.Min(expected, file.Bytes.Length));
        }

        return file with { Bytes = file.Bytes[..(tile.Width * Merkle.HashBytes)] };
    }

    public void Dispose() => client?.Dispose();

    // Partial files may be deleted once the full one is there.
    private async Task<LogFile> Find(string path, string fullPath, Tile tile, CancellationToken ct)
    {
        if (await find(path, ct) is { } bytes)
        {
            return new LogFile(path, bytes, MayGoOn: false);
        }

        return path != fullPath && await find(fullPath, ct) is { } full
            ? new LogFile(fullPath, full, MayGoOn: true)
            : throw new LogFaultException(path, "there is no such file", position: FirstLeaf(tile));
    }

    private static long FirstLeaf(Tile tile)
    {
        var leaf = tile.Index;
        for (var level = 0; level <= tile.Level; level++)
        {
            leaf *= Tile.FullWidth;
        }

        return leaf;
    }
}
